/**
 * A day without a network at a branch whose power fails again and again: the real branch process on real files, killed
 * in the middle of its work, and afterwards the real headquarters. What the clerk was told is compared with what both hold.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft, Exchange, Registration } from '../../../electron/contract.ts'
import { connectPostgres, openPGlite } from '../../../hq/store/database.ts'
import { startPostgres } from '../../support/postgres.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type BranchProcess, startBranch, startHqProcess } from './processes.ts'
import { COLUMNS, type EventRow, journalIn, judge, type Told } from './reconcile.ts'

export type OutageWish = { cases: number; kills: number; seed: number; postgres: boolean; say?: (line: string) => void }
export type OutageReport = {
  cases: number
  kills: number
  /** Kills that struck while a command was under way, so that nobody heard its answer. */
  unanswered: number
  /** Of these, how many commands had been recorded all the same when they were given again. */
  recordedUnheard: number
  atHq: number
  lost: string[]
  doubled: string[]
  /** Whatever else does not agree. */
  faults: string[]
  offlineMs: number
  drainMs: number
}

const ADMIN_TOKEN = 'the-outage-test-token'
const CLERK = { person: '0197a000-0000-7000-8000-000000000001', pin: '1234' }
const BRANCH = '0712'
/** The courier's longest pause is a minute. */
const DRAIN_LIMIT_MS = 180_000
const STEPS = ['drafts.open', 'drafts.save', 'cases.register'] as const
type StepPath = (typeof STEPS)[number]

export async function outage({ cases, kills, seed, postgres, say = () => {} }: OutageWish): Promise<OutageReport> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-outage-'))
  const server = postgres ? await startPostgres() : null
  const hqEnv = {
    HQ_PORT: '0',
    HQ_DATA_DIR: join(folder, 'hq'),
    HQ_ADMIN_TOKEN: ADMIN_TOKEN,
    ...(server && { DATABASE_URL: await server.freshDatabase() }),
  }
  let hq = await startHqProcess(hqEnv)
  let branch: BranchProcess | null = null
  try {
    const branchEnv = {
      OKNO_WORKSPACE: join(folder, 'workspace'),
      OKNO_STATE: join(folder, 'state'),
      OKNO_DATA: join(import.meta.dirname, '..', '..', '..', 'data'),
      OKNO_DEMO: '1',
      OKNO_HQ_URL: hq.url,
      OKNO_ENROL_CODE: await codeFrom(hq.url),
    }
    branch = await startBranch(branchEnv)
    await untilExchange(branch, ({ state }) => state === 'online')
    await hq.stop()
    say('enrolled; headquarters is gone')

    const desk = deskFor(branch, branchEnv, chanceOf(`outage ${seed}`))
    const offlineFrom = performance.now()
    const struck = killTimes(cases, kills, seed)
    await desk.signIn()
    for (let at = 0; at < cases; at++) {
      await desk.takeIn(struck.get(at) ?? 0)
      branch = desk.branch()
      if ((at + 1) % 50 === 0) say(`${at + 1} cases registered`)
    }
    const offlineMs = performance.now() - offlineFrom
    const waiting = (await branch.call<Exchange>('workspace.exchange', {})).waiting

    hq = await startHqProcess({ ...hqEnv, HQ_PORT: new URL(hq.url).port })
    const drainFrom = performance.now()
    await untilExchange(branch, (exchange) => exchange.waiting === 0)
    const drainMs = performance.now() - drainFrom
    await branch.close()
    await hq.stop()

    const database =
      server && hqEnv.DATABASE_URL
        ? connectPostgres(hqEnv.DATABASE_URL)
        : await openPGlite(join(folder, 'hq', 'pglite'))
    const there = await database.query<EventRow>(`SELECT ${COLUMNS} FROM event WHERE branch = $1`, [BRANCH])
    const records = await database.query<{ number: string }>('SELECT number FROM case_record WHERE branch = $1', [
      BRANCH,
    ])
    await database.close()
    const here = journalIn(join(branchEnv.OKNO_WORKSPACE, 'okno.db'))
    const judged = judge(
      desk.told,
      here,
      there,
      records.map(({ number }) => number),
    )
    const faults =
      waiting === cases ? judged.faults : [...judged.faults, `${waiting} cases waited at the end of the outage`]
    return { cases, kills: desk.killed(), ...desk.counts, ...judged, faults, offlineMs, drainMs }
  } finally {
    await branch?.kill()
    await hq.stop()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many kills strike during each case; more kills than cases strike some cases twice. */
function killTimes(cases: number, kills: number, seed: number): Map<number, number> {
  const chance = chanceOf(`outage kills ${seed}`)
  const times = new Map<number, number>()
  for (let i = 0; i < kills; i++) {
    const at = chance.between(0, cases - 1)
    times.set(at, (times.get(at) ?? 0) + 1)
  }
  return times
}

function deskFor(first: BranchProcess, env: Record<string, string>, chance: Chance) {
  let branch = first
  let killed = 0
  const told: Told[] = []
  const counts = { unanswered: 0, recordedUnheard: 0 }
  /** How long each call took last: a kill falls anywhere in that time and a little after it. */
  const lastMs: Record<StepPath, number> = { 'drafts.open': 5, 'drafts.save': 5, 'cases.register': 10 }
  const signIn = async () => {
    const said = await branch.call<{ ok: boolean }>('session.signIn', CLERK)
    if (!said.ok) throw new Error('the clerk cannot sign in')
  }

  async function step<T>(path: StepPath, input: unknown, asked: (path: StepPath) => void): Promise<T> {
    const from = performance.now()
    const answer = branch.call<T>(path, input)
    asked(path)
    await answer
    lastMs[path] = performance.now() - from
    return answer
  }

  /** A case up to its number; a draft that was opened before a kill is taken up again. */
  async function attempt(
    desk: { draft: Draft | null },
    asked: (path: StepPath) => void = () => {},
  ): Promise<Registration> {
    desk.draft ??= (await step<{ draft: Draft }>('drafts.open', { type: 'ACC-DEREG' }, asked)).draft
    const { id, type, kept, stepsDone, papers, focus } = desk.draft
    const answers = { ...desk.draft.answers, last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' }
    await step('drafts.save', { id, type, kept, stepsDone, papers, focus, answers }, asked)
    return step<Registration>('cases.register', { draft: id }, asked)
  }

  /** The power goes while one of the calls is under way, most often the one that records. */
  async function strikeDuring(desk: { draft: Draft | null }): Promise<boolean> {
    const struck = desk.draft !== null || chance.once(0.7) ? 'cases.register' : chance.pick(STEPS)
    const gone = Promise.withResolvers<void>()
    const underWay = attempt(desk, (path) => {
      if (path === struck) setTimeout(() => branch.kill().then(gone.resolve), chance.next() * 1.1 * lastMs[path])
    }).then(
      () => true,
      () => false,
    )
    await gone.promise
    killed += 1
    const heard = await underWay
    if (!heard) counts.unanswered += 1
    branch = await startBranch(env)
    await signIn()
    await stillThere(told.at(-1))
    return heard
  }

  async function takeIn(strikes: number): Promise<void> {
    const desk: { draft: Draft | null } = { draft: null }
    let heard = true
    for (let strike = 0; strike < strikes; strike++) heard = await strikeDuring(desk)
    const answer = await attempt(desk)
    if (!answer.ok) throw new Error(`not registered: ${JSON.stringify(answer.refusal)}`)
    if (!heard && answer.repeated) counts.recordedUnheard += 1
    told.push({ number: answer.receipt.number, case: answer.receipt.case })
  }

  /** The number last said to a customer is there after each restart. */
  async function stillThere(last: Told | undefined): Promise<void> {
    if (!last) return
    const receipt = await branch.call<{ number: string } | null>('cases.receipt', { id: last.case })
    if (receipt?.number !== last.number) throw new Error(`${last.number} is gone after a restart`)
  }
  return { told, counts, signIn, takeIn, branch: () => branch, killed: () => killed }
}

async function codeFrom(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/admin/enrolment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ branch: BRANCH, letter: 'A', validHours: 1 }),
  })
  return ((await answer.json()) as { code: string }).code
}

async function untilExchange(branch: BranchProcess, holds: (exchange: Exchange) => boolean): Promise<void> {
  const limit = performance.now() + DRAIN_LIMIT_MS
  for (;;) {
    const exchange = await branch.call<Exchange>('workspace.exchange', {})
    if (holds(exchange)) return
    if (performance.now() > limit) throw new Error(`the courier did not come to its end: ${JSON.stringify(exchange)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
