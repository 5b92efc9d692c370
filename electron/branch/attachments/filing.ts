/**
 * What becomes of a paper in the tray once its codes have been read. A code of an open draft lays it there: the clerk still
 * registers the draft, with the paper before him. A code of a registered case only proposes; a person confirms. A file
 * whose pages belong to different papers is taken apart, so that nobody's case holds a stranger's sheet.
 */
import { type Filing, filePages, fileSheet, type Lookup } from '../../../domain/filing/filing.ts'
import { marksIn } from '../../../domain/filing/marks.ts'
import { SYSTEM } from '../../../domain/journal/event.ts'
import type { WhyUnreadable } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
import { draftOf } from '../store/drafts.ts'
import { fileOf, nextToRead, pageCodes, saveFile, saveFound, saveUnreadable } from '../store/files.ts'
import { insertTray, nextToCut, type TrayRow, trayRow, updateTray, waitingFor } from '../store/tray.ts'
import { openIncoming } from './incoming.ts'
import { joinDraft } from './joining.ts'
import { ownersLookup } from './owners.ts'
import { keptFile } from './places.ts'

export type Errand =
  | { do: 'examine'; sha256: string; path: string; kind: 'jpg' | 'png' | 'heic' | 'pdf'; thorough: boolean }
  | { do: 'cut'; item: string; path: string; page: number }

/** What the reader should do next; the same again until it has been answered. */
export function nextErrand(branch: Branch): Errand | null {
  const file = nextToRead(branch.db)
  // A file that a person laid somewhere himself needs no search for bars that lie askew.
  const thorough = file !== null && waitingFor(branch.db, file.sha256).length > 0
  if (file && file.kind !== 'mp4')
    return { do: 'examine', sha256: file.sha256, path: keptFile(branch, file.sha256), kind: file.kind, thorough }
  const sheet = nextToCut(branch.db)
  if (!sheet || sheet.source === null || sheet.sheet === null) return null
  return { do: 'cut', item: sheet.id, path: keptFile(branch, sheet.source), page: sheet.sheet }
}

type Examined = { ok: true; pages: string[][] } | { ok: false; why: WhyUnreadable }

export function examined(branch: Branch, { sha256, found }: { sha256: string; found: Examined }): boolean {
  const done = record(branch, () => {
    if (found.ok) saveFound(branch.db, sha256, found.pages)
    else saveUnreadable(branch.db, sha256, found.why)
    const lookup = ownersLookup(branch)
    for (const row of waitingFor(branch.db, sha256)) file(branch, row, lookup)
    return { ok: true as const }
  })
  if (done.ok) branch.changed('attachments', 'tray')
  return done.ok
}

type Cut = { ok: true; bytes: Uint8Array } | { ok: false; why: WhyUnreadable }

/** A page taken out of its file comes in like any other file, with the codes that were read on it. */
export async function cutOut(branch: Branch, { item, sheet }: { item: string; sheet: Cut }): Promise<boolean> {
  const row = trayRow(branch.db, item)
  if (row?.state !== 'cutting' || row.source === null || row.sheet === null) return true
  const kept = sheet.ok ? await keepBytes(branch, sheet.bytes, row.name) : null
  if (kept && !kept.ok && kept.refusal.code === 'notRecorded') return false
  const done = record(branch, () => {
    const source = fileOf(branch.db, row.source ?? '')
    if (!kept?.ok || !source) {
      updateTray(branch.db, { ...row, state: 'unusable', why: sheet.ok ? 'torn' : sheet.why })
      return { ok: true as const }
    }
    const { sha256 } = kept.kept
    const codes = pageCodes(source)[(row.sheet ?? 1) - 1] ?? []
    saveFile(branch.db, { ...kept.kept, at: utcNow(branch) })
    saveFound(branch.db, sha256, [codes])
    place(branch, { ...row, sha256 }, fileSheet(codes, ownersLookup(branch)))
    return { ok: true as const }
  })
  if (done.ok) branch.changed('attachments', 'tray')
  return done.ok
}

async function keepBytes(branch: Branch, bytes: Uint8Array, name: string) {
  const incoming = await openIncoming(branch, newId(branch))
  if ('ok' in incoming) return incoming
  const refused = await incoming.add(bytes)
  if (!refused) return incoming.keep(name)
  await incoming.drop()
  return refused
}

/** Papers whose file needs no reading, or was read before: the same content came a second time. */
export function fileWhatIsRead(branch: Branch, item: string): void {
  const row = trayRow(branch.db, item)
  if (row?.state === 'reading') file(branch, row, ownersLookup(branch))
}

function file(branch: Branch, row: TrayRow, lookup: Lookup): void {
  const content = row.sha256 === null ? null : fileOf(branch.db, row.sha256)
  if (!content || content.state === 'reading') return
  const pages = pageCodes(content)
  const filing = filePages(pages, lookup)
  if (content.state === 'unreadable') updateTray(branch.db, { ...row, state: 'undecided', why: content.why })
  else if (filing === 'apart') takeApart(branch, row, pages.length)
  else place(branch, row, filing.whole)
}

function takeApart(branch: Branch, row: TrayRow, pages: number): void {
  updateTray(branch.db, { ...row, state: 'settled', settled: 'apart', settled_by: SYSTEM, settled_at: utcNow(branch) })
  for (let sheet = 1; sheet <= pages; sheet++)
    insertTray(branch.db, {
      ...row,
      id: newId(branch),
      sheet,
      sha256: null,
      source: row.sha256,
      state: 'cutting',
      path: null,
    })
}

function place(branch: Branch, row: TrayRow, filing: Filing): void {
  const { belongs } = filing
  if (belongs && 'draft' in belongs) lay(branch, row, belongs.draft)
  else if (belongs) propose(branch, row, belongs.case)
  else {
    const code = filing.why === 'noCode' ? null : filing.code
    updateTray(branch.db, { ...row, state: 'undecided', why: filing.why, code })
  }
}

function lay(branch: Branch, row: TrayRow, draft: string): void {
  if (row.sha256 === null) throw new Error('a sheet is laid somewhere only with its file')
  const joined = joinDraft(branch, draft, {
    sha256: row.sha256,
    name: row.name,
    paper: applicationOf(branch, draft, row.sha256),
    otherKind: row.other_kind === 1,
    origin: row.origin,
    seen: false,
    by: SYSTEM,
  })
  if (!joined.ok) throw new Error('the draft was found a moment ago')
  updateTray(branch.db, { ...row, state: 'filed', why: null, draft })
}

/** A case that has the very same file needs no second one. */
export function propose(branch: Branch, row: TrayRow, id: string): void {
  const has = caseOf(branch, id)?.attachments.some(({ sha256 }) => sha256 === row.sha256)
  const change: Partial<TrayRow> = has
    ? { state: 'settled', settled: 'repeated', settled_by: SYSTEM, settled_at: utcNow(branch) }
    : { state: 'proposed' }
  updateTray(branch.db, { ...row, ...change, why: null, draft: null, case_id: id })
}

/** The label of a draft stands on its application and nowhere else, so the sheet shows that paper. */
function applicationOf(branch: Branch, id: string, sha256: string): string | null {
  const draft = draftOf(branch.db, id)
  const content = fileOf(branch.db, sha256)
  const form = draft && formMadeWith(branch, draft)
  if (!form || !content) return null
  const marks = pageCodes(content).flat().flatMap(marksIn)
  const bears = marks.some((mark) => 'label' in mark && mark.label === draft.label)
  return (
    (bears && [...form.papers.required, ...form.papers.optional].find(({ kind }) => kind === 'application')?.key) ||
    null
  )
}
