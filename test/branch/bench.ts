/**
 * A branch for tests: a real workspace in a temporary folder, a clock that stands still until it is moved, and seeded
 * randomness. `openBench()` opens a new one, `reopen` the same folder again, as after a restart of the computer.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answers } from '../../domain/forms/schema.ts'
import { newId } from '../../electron/branch/branch.ts'
import { type Knowledge, loadKnowledge } from '../../electron/branch/catalogue.ts'
import { type BranchOptions, type OpenBranch, openBranch } from '../../electron/branch/open.ts'
import type { Changed, Draft, PrintJob, QueueQuery, Receipt, Registration } from '../../electron/contract.ts'

export const data = join(import.meta.dirname, '..', '..', 'data')
export const pinCost = { N: 16, r: 1, p: 1 }

/** The invented people of the demo. */
export const clerk = { person: '0197a000-0000-7000-8000-000000000001', pin: '1234' }
export const otherClerk = { person: '0197a000-0000-7000-8000-000000000002', pin: '2345' }
export const lead = { person: '0197a000-0000-7000-8000-000000000003', pin: '3456' }
export const manager = { person: '0197a000-0000-7000-8000-000000000004', pin: '4567' }

/** Monday 23 November 2026, 10:00 in Taldyqorgan. */
export const START = Date.parse('2026-11-23T05:00:00.000Z')

let knowledge: Knowledge | undefined
export const knowledgeForTests = (): Knowledge => {
  knowledge ??= loadKnowledge(data)
  return knowledge
}

/** Bytes from a seed (mulberry32); two benches with one seed are two copies of one machine. */
export function seededBytes(seed: number): (bytes: number) => Uint8Array {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  return (bytes) => Uint8Array.from({ length: bytes }, () => next() & 0xff)
}

export type Bench = OpenBranch & {
  workspace: string
  state: string
  /** `ms`: the wall clock; the program's running time goes with it unless `up` is set. */
  now: Now
  news: Changed['what'][]
}

const open: OpenBranch[] = []
const folders: string[] = []

/** After each test, by `ended.ts`: nothing that it opened stays open, or on the disk. */
export async function endBenches(): Promise<void> {
  for (const one of open.splice(0)) await one.close().catch(() => {})
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'okno-branch-'))
  folders.push(folder)
  return folder
}

type Now = { ms: number; up?: number }
type Wishes = Partial<BranchOptions> & { seed?: number; now?: Now }

export async function openBench({ seed = 1, now = { ms: START }, ...wishes }: Wishes = {}): Promise<Bench> {
  const folder = wishes.workspace ? '' : freshFolder()
  const workspace = wishes.workspace ?? join(folder, 'workspace')
  const state = wishes.state ?? join(folder || freshFolder(), 'state')
  const news: Changed['what'][] = []
  const opened = await openBranch({
    data,
    knowledge: knowledgeForTests(),
    pinCost,
    letter: 'A',
    version: 'test',
    clock: () => now.ms,
    uptime: () => now.up ?? now.ms,
    random: seededBytes(seed),
    demo: true,
    backups: false,
    forgetAfterMs: null,
    onChanged: ({ what }) => news.push(what),
    ...wishes,
    workspace,
    state,
  })
  open.push(opened)
  return { ...opened, workspace, state, now, news }
}

/** Ends the process and starts it again on the same folders. */
export async function reopen(bench: Bench, wishes: Wishes = {}): Promise<Bench> {
  await bench.close()
  return openBench({ workspace: bench.workspace, state: bench.state, now: bench.now, seed: 99, ...wishes })
}

// The contract parses what these calls return; here their types are only named.
type Opened = { ok: true; draft: Draft }
export const signIn = (bench: OpenBranch, who: { person: string; pin: string } = clerk) =>
  bench.call('session.signIn', who)
export const register = (bench: OpenBranch, draft: string) =>
  bench.call('cases.register', { draft }) as Promise<Registration>
export const page = (bench: OpenBranch, query: Partial<QueueQuery> = {}) =>
  bench.call('cases.page', {
    ...{ tab: 'all', find: '', types: [], sort: 'number', descending: false, offset: 0, limit: 500 },
    ...query,
  }) as Promise<{
    rows: { id: string; number: string; delivery: string }[]
    total: number
    counts: Record<string, number>
  }>

/** The least that can be registered. */
export const least: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' }

export async function draft(bench: OpenBranch, answers: Answers = least, type = 'ACC-DEREG'): Promise<Draft> {
  return ((await bench.call('drafts.open', { type, answers })) as Opened).draft
}

/** Registers one case and returns its receipt. */
export async function registered(bench: OpenBranch, answers: Answers = least, type = 'ACC-DEREG'): Promise<Receipt> {
  const answer = await register(bench, (await draft(bench, answers, type)).id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.receipt
}

/** Registers one case whose customer has handed the application in, to be signed. */
export async function registeredOnPaper(bench: OpenBranch, answers: Answers = least): Promise<Receipt> {
  const opened = await handedIn(bench, await draft(bench, answers))
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.receipt
}

/** The application to be signed lies on the counter. */
export async function handedIn(bench: OpenBranch, opened: Draft): Promise<Draft> {
  const { id, type, answers, kept, stepsDone, focus } = opened
  const papers = [{ key: 'signed_application', sheets: 1, original: true }]
  await bench.call('drafts.save', { id, type, answers, kept, stepsDone, papers, focus })
  return { ...opened, papers }
}

/** The customer has signed in front of whoever is signed in; refused while his paper is not in hand. */
export const signed = (bench: OpenBranch, id: string): Promise<unknown> =>
  bench.call('consent.sign', {
    of: { case: id },
    signed: true,
    paper: 'signed_application',
    command: newId(bench.branch),
  })

export type Begun = { ok: true; job: PrintJob; copy: number; duplicate: boolean; repeated: boolean; receipt: Receipt }
export const rows = (bench: OpenBranch, text: string): unknown[] => bench.branch.db.prepare(text).all()
