/**
 * Writes the whole journal of this computer into one file (docs/journal-export.md). The file has its name only once it is
 * complete, signed and on the disk; until then it is called unfinished. The journal is read page by page, and between two
 * pages the counter works on. Nothing is left out: forks, gaps and duplicates are written as they are, and named at the end.
 */
import { open, rm } from 'node:fs/promises'
import { setImmediate as pause } from 'node:timers/promises'
import { canonical, type Json } from '../../../domain/journal/canonical.ts'
import { certificate } from '../../../domain/journal/certificate.ts'
import { digest } from '../../../trust/digest.ts'
import { moveDurably } from '../../../trust/durable.ts'
import { type Branch, utcNow } from '../branch.ts'
import { setting } from '../store/settings.ts'
import {
  acknowledgementRows,
  BEGINNING,
  certificateTexts,
  duplicatesIn,
  type JournalRow,
  lineRows,
  momentOf,
  refusalRows,
  rowsAfter,
} from './rows.ts'
import { ERASED, openTally } from './tally.ts'

export const FORMAT = 'okno-journal-export'
/** Raised with every change that an older verifier would misread. */
const VERSION = 1

export type ExportWish = {
  file: string
  by: { id: string; signature: string; role: string }
  reason: string
  /** Asked between two pages. */
  cancelled: () => boolean
  progress: (done: number, total: number) => void
}
export type ExportEnd =
  | { ok: true; lines: number; events: number; forks: number; gaps: number; duplicates: number; misfits: number }
  | { ok: false; why: 'cancelled' }

const PAGE = 500

/** Rejects with the disk's own error; nothing is left under either name then. */
export async function writeExport(branch: Branch, wish: ExportWish): Promise<ExportEnd> {
  const moment = momentAt(branch, wish)
  const unfinished = `${wish.file}.unfinished`
  const handle = await open(unfinished, 'w', 0o600)
  try {
    const end = await writeAll(branch, wish, moment, (text) => handle.writeFile(text))
    await handle.sync()
    await handle.close()
    if (end.ok) await moveDurably(unfinished, wish.file)
    else await rm(unfinished, { force: true })
    return end
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(unfinished, { force: true }).catch(() => {})
    throw error
  }
}

/** What the file says of one moment; marks of what is written later would name events that are not in it. */
const momentAt = (branch: Branch, wish: ExportWish) => ({
  ...momentOf(branch.db),
  head: headOf(branch, wish),
  marks: acknowledgementRows(branch.db),
  refusals: refusalRows(branch.db),
})

async function writeAll(
  branch: Branch,
  wish: ExportWish,
  moment: ReturnType<typeof momentAt>,
  write: (text: string) => Promise<void>,
): Promise<ExportEnd> {
  const { db, keys } = branch
  const sum = digest()
  const put = async (rows: readonly Json[]) => {
    const text = rows.map((row) => `${canonical(row)}\n`).join('')
    sum.add(Buffer.from(text, 'utf8'))
    await write(text)
  }
  const tally = openTally()
  const { last, total, marks, refusals } = moment
  await put([moment.head])
  let after = BEGINNING
  for (let done = 0; ; ) {
    if (wish.cancelled()) return { ok: false, why: 'cancelled' }
    const rows = rowsAfter(db, after, last, PAGE)
    const [end] = rows.slice(-1)
    if (!end) break
    for (const row of rows) tally.see(row)
    await put(rows.map(eventRow))
    done += rows.length
    after = end
    wish.progress(done, total)
    await pause()
  }
  await put(marks.map(({ signature, ...body }) => ({ kind: 'acknowledgement', body, signature })))
  await put(refusals.map((refusal) => ({ kind: 'refusal', ...refusal })))

  const { lines, events, erased, misfits } = tally.end()
  const duplicates = duplicatesIn(db, last)
  const opened = new Map(lineRows(db).map((row) => [row.id, row]))
  const body = {
    kind: 'end',
    counts: { lines: lines.length, events, erased, acknowledgements: marks.length, refusals: refusals.length },
    lines: lines.map((line) => ({
      ...line,
      device: opened.get(line.line)?.device ?? '',
      letter: opened.get(line.line)?.letter ?? '',
    })),
    duplicates,
    misfits,
    sha256: sum.hex(),
  }
  await write(`${canonical({ ...body, signature: keys.sign(`okno-export-1\n${canonical(body)}`) })}\n`)
  const number = (what: 'forks' | 'gaps') => lines.reduce((n, line) => n + line[what].length, 0)
  return {
    ok: true,
    lines: lines.length,
    events,
    forks: number('forks'),
    gaps: number('gaps'),
    duplicates: duplicates.length,
    misfits: misfits.length,
  }
}

function headOf(branch: Branch, { by, reason }: ExportWish): Json {
  const { device, branch: code, letter } = branch.desk()
  return {
    kind: 'export',
    format: FORMAT,
    version: VERSION,
    branch: code,
    device: { id: device, letter, publicKey: branch.keys.publicKey },
    exportedAt: utcNow(branch),
    exportedBy: by,
    reason,
    hqKey: setting(branch.db, 'hqKey'),
    certificates: certificateTexts(branch.db).map((text) => certificate.parse(JSON.parse(text))),
  }
}

/** The frozen texts as they are; `hash` as the table has it, for the verifier to compute again. */
const eventRow = ({ header, payload, signature, hash, origin }: JournalRow): Json => ({
  kind: 'event',
  hash,
  header,
  payload: payload === ERASED ? null : payload,
  signature,
  origin,
})
