/** The branch process without a window: a registration, durable, against the same disk's bare append; and a photograph taken in. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import speech from '../../data/procedures/synonyms.json' with { type: 'json' }
import type { Answers } from '../../domain/forms/schema.ts'
import { kzCheckDigit } from '../../domain/identifiers/iin.ts'
import { type Knowledge, loadKnowledge } from '../../electron/branch/catalogue.ts'
import { type OpenBranch, openBranch } from '../../electron/branch/open.ts'
import { CHUNK_BYTES, type Draft, type Registration } from '../../electron/contract.ts'
import { heavyJpg } from '../support/papers.ts'
import { TYPICAL } from '../support/typical.ts'
import { percentile, say, sayTimes, timed } from './measure.ts'

const root = join(import.meta.dirname, '..', '..')
const data = join(root, 'data')

let knowledge: Knowledge | undefined
export function knowledgeForBench(): Knowledge & { speech: typeof speech } {
  knowledge ??= loadKnowledge(data)
  return { ...knowledge, speech }
}

/** The day of the usual customers' answers, 10:00 in Taldyqorgan. */
const MONDAY = Date.parse('2026-11-23T05:00:00.000Z')

export type Clerk = { branch: OpenBranch; folder: string }

/**
 * The first clerk of the demo, on a workspace of her own unless one is named: `folder`/branch, guarded by `folder`/state.
 * `from`: what her clock shows when the bench begins, UTC milliseconds.
 */
export async function clerkAtWork(folder = mkdtempSync(join(tmpdir(), 'okno-bench-')), from = MONDAY): Promise<Clerk> {
  const { sqliteBinary } = JSON.parse(readFileSync(join(root, 'node_modules', '.cache', 'okno-runtime.json'), 'utf8'))
  const branch = await openBranch({
    ...{ data, knowledge: knowledgeForBench(), letter: 'A', version: 'bench', demo: true, backups: false },
    workspace: join(folder, 'branch'),
    state: join(folder, 'state'),
    clock: () => from + Math.floor(performance.now()),
    random: (bytes) => Uint8Array.from(randomBytes(bytes)),
    nativeBinding: sqliteBinary ?? undefined,
  })
  const [first] = (await branch.call('session.people', {})) as { id: string; demoPin: string }[]
  await branch.call('session.signIn', { person: first?.id, pin: first?.demoPin })
  return { branch, folder }
}

export async function goHome({ branch, folder }: Clerk): Promise<void> {
  await branch.close()
  rmSync(folder, { recursive: true, force: true })
}

export const types = Object.keys(TYPICAL)

/** 0 → а, 31 → я, 32 → ба: another name for each, without digits. */
const inLetters = (n: number): string =>
  (n >= 32 ? inLetters(Math.floor(n / 32)) : '') + String.fromCharCode(1072 + (n % 32))

/** Another person each time, as at a counter: what one person came with before is looked up at each registration. */
export function customer(i: number): Answers {
  const body = `900101${String(30000 + (i % 30000))}`
  const digit = kzCheckDigit(body)
  const phone = `+7701${String(i).padStart(7, '0')}`
  return { last_name: `Сейітова-${inLetters(i)}`, phone, ...(digit !== null && { iin: `${body}${digit}` }) }
}

/** The usual application of the i-th customer, as it is pressed Enter on. */
export async function openDraft({ branch }: Clerk, i: number): Promise<Draft> {
  const type = types[i % types.length] ?? 'ACC-DEREG'
  const answers = { ...TYPICAL[type], ...customer(i) }
  return ((await branch.call('drafts.open', { type, answers })) as { draft: Draft }).draft
}

/** `cases` are registered; the last tenth is measured, so that the journal is as long as it says. */
export async function benchSave(cases: number): Promise<void> {
  const clerk = await clerkAtWork()
  const measured: number[] = []
  for (let i = 0; i < cases; i++) {
    const draft = await openDraft(clerk, i)
    const began = performance.now()
    const answer = (await clerk.branch.call('cases.register', { draft: draft.id })) as Registration
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    if (i >= cases * 0.9) measured.push(performance.now() - began)
  }
  const bare = bareAppends(clerk.folder, measured.length)
  const rate = 1000 / percentile(measured, 0.5)
  const bareRate = 1000 / percentile(bare, 0.5)
  const against = { name: '4 KB append + fsync on the same disk', value: bareRate }
  const ratio = rate / bareRate
  const goal = '>= 0.5 of the bare disk'
  say({
    name: `save, ${cases} cases`,
    value: rate,
    unit: '/s',
    against,
    ratio,
    goal,
    ok: ratio >= 0.5,
    of: measured.length,
  })
  sayTimes(`save, ${cases} cases`, measured, 2)
  await goHome(clerk)
}

/** What the disk allows: 4 KB at the end of a file, each made durable. */
export function bareAppends(folder: string, count: number): number[] {
  const file = openSync(join(folder, 'bare'), 'a')
  const bytes = randomBytes(4096)
  const measured = Array.from({ length: count }, () =>
    timed(() => {
      writeSync(file, bytes)
      fsyncSync(file)
    }),
  )
  closeSync(file)
  return measured
}

/** A photograph of 10 MB, from the window's first byte to the row that names it. */
export async function benchAttach(times: number): Promise<void> {
  const clerk = await clerkAtWork()
  const measured: number[] = []
  const bare: number[] = []
  for (let i = 0; i < times; i++) {
    // Bytes after the end of the picture belong to the file too, and make each a file of its own.
    const photo = Uint8Array.from(Buffer.concat([heavyJpg(10_000_000), randomBytes(500_000)]))
    const { id } = await openDraft(clerk, i)
    const began = performance.now()
    const wish = { to: { draft: id }, name: `photo-${i}.jpg`, bytes: photo.length, paper: null }
    const { upload } = (await clerk.branch.call('attachments.begin', wish)) as { upload: string }
    for (let at = 0; at < photo.length; at += CHUNK_BYTES)
      await clerk.branch.call('attachments.append', { upload, at, chunk: photo.slice(at, at + CHUNK_BYTES) })
    const answer = (await clerk.branch.call('attachments.finish', { upload })) as { ok: boolean }
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    measured.push(performance.now() - began)
    bare.push(timed(() => writeWhole(join(clerk.folder, `bare-${i}`), photo)))
  }
  const value = percentile(measured, 0.99)
  const against = { name: '10 MB write + fsync on the same disk', value: percentile(bare, 0.5) }
  const ratio = value / against.value
  say({ name: 'attach 10 MB p99', value, unit: 'ms', against, ratio, goal: '<= 3000 ms', ok: value <= 3000, of: times })
  await goHome(clerk)
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w')
  writeSync(file, bytes)
  fsyncSync(file)
  closeSync(file)
}
