/**
 * One window of a branch, its headquarters and its printer, through as many lives as the plug is pulled: each life starts
 * the real application on what the one before left, asks what is there, works, and ends in the middle of something.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectPostgres } from '../../hq/store/database.ts'
import { type Counter, openCounter } from '../main/counter.ts'
import { startCups } from '../support/cups.ts'
import { startAndKill } from '../support/electron.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Chance, chanceOf } from '../sync/parts/chance.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { COLUMNS, type EventRow, journalIn, judge } from '../sync/parts/reconcile.ts'
import { checkFiles, checkPapers } from './finds.ts'
import { makeOlder, NEWEST, OLDEST } from './older.ts'
import { attach, type Desk, freshDesk, KINDS, type Kind, print, register, send } from './work.ts'

export type CrashWish = { kills: number; seed: number; say?: (line: string) => void; stopping?: AbortSignal }
export type CrashReport = {
  kills: number
  /** How often the plug was pulled during each kind of work. */
  struck: Map<Kind | 'starting' | 'migrating', number>
  told: number
  recordedUnheard: number
  files: number
  papers: number
  events: number
  lost: string[]
  doubled: string[]
  /** Whatever else does not agree. */
  faults: string[]
}

const BRANCH = '0712'
const DRAIN_LIMIT_MS = 180_000
const START_MS = 1_500
const works: Record<Kind, (counter: Counter, desk: Desk, chance: Chance) => Promise<unknown>> = {
  ...{ register, attach, print, send },
}

export async function crash({ kills, seed, say = () => {}, stopping }: CrashWish): Promise<CrashReport> {
  const chance = chanceOf(`crash ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'okno-crash-'))
  const home = join(folder, 'home')
  const server = await startPostgres({ fsync: true })
  const cups = await startCups()
  const token = randomBytes(24).toString('hex')
  const database = await server.freshDatabase()
  const hq = await startHqProcess({
    ...{ HQ_PORT: '0', HQ_DATA_DIR: join(folder, 'hq'), HQ_ADMIN_TOKEN: token, DATABASE_URL: database },
  })
  const options = { home, env: { OKNO_HQ_URL: hq.url, OKNO_ENROL_CODE: await codeFrom(hq.url, token) } }
  const desk = freshDesk()
  const struck: CrashReport['struck'] = new Map()
  const note = (what: Kind | 'starting' | 'migrating') => struck.set(what, (struck.get(what) ?? 0) + 1)
  /** How long each work took last: the plug is pulled anywhere in that time and a little after it. */
  const lastMs: Record<Kind, number> = { register: 60, attach: 200, print: 600, send: 200 }
  let done = 0
  try {
    while (done < kills && !stopping?.aborted) {
      if (desk.told.length > 0 && chance.once(0.2)) {
        const migrates = chance.once(0.5)
        if (migrates) makeOlder(join(home, 'branch'), chance.between(OLDEST, NEWEST))
        await startAndKill({ ...options, env: { ...demo, ...options.env } }, chance.between(50, START_MS))
        note(migrates ? 'migrating' : 'starting')
      } else {
        const counter = await beginLife(options, desk)
        for (let whole = chance.between(0, 2); whole > 0; whole--)
          await works[chance.pick(KINDS)](counter, desk, chance)
        const kind = chance.pick(KINDS)
        await pullPlugDuring(counter, () => works[kind](counter, desk, chance), chance, lastMs, kind)
        note(kind)
      }
      if (++done % 25 === 0) say(`${done} kills, ${desk.told.length} cases told to customers`)
    }
    const counter = await beginLife(options, desk)
    if (desk.open) await register(counter, desk)
    await drained(counter)
    await counter.close()
    await hq.stop()
    return { kills: done, struck, ...(await reckon(desk, home, database, cups.output)) }
  } finally {
    await hq.stop()
    await cups.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const demo = { OKNO_DEMO: '1' }

/** Starts on what is there, signs the clerk in, and asks for what the customers were told last. */
async function beginLife(options: { home: string; env: Record<string, string> }, desk: Desk): Promise<Counter> {
  const counter = await openCounter(options)
  const { ask } = counter
  const clerk = (await ask('session', 'people', {})).find(({ role }) => role === 'clerk')
  if (!clerk?.demoPin) throw new Error('the demo has no clerk')
  const signed = await ask('session', 'signIn', { person: clerk.id, pin: clerk.demoPin })
  if (!signed.ok) throw new Error(`the clerk cannot sign in: ${JSON.stringify(signed)}`)
  for (const { number, case: id } of desk.told.slice(-3)) {
    const receipt = await ask('cases', 'receipt', { id })
    if (receipt?.number !== number) throw new Error(`${number} is gone after a restart`)
  }
  // Each print whose end nobody saw is asked about; here the clerk found the paper in the printer.
  for (const { id } of await ask('printing', 'uncertain', {}))
    await ask('printing', 'settle', { job: id, printed: true })
  return counter
}

async function pullPlugDuring(
  counter: Counter,
  work: () => Promise<unknown>,
  chance: Chance,
  lastMs: Record<Kind, number>,
  kind: Kind,
): Promise<void> {
  const from = performance.now()
  const after = chance.next() * 1.1 * lastMs[kind]
  const underWay = work().then(
    () => {
      lastMs[kind] = performance.now() - from
    },
    (error: unknown) => {
      // What was said before the plug was pulled is a fault; what the dead window says is not.
      if (performance.now() - from < after) throw error
    },
  )
  underWay.catch(() => undefined) // said below
  await new Promise((resolve) => setTimeout(resolve, after))
  await counter.kill()
  await underWay
}

async function drained(counter: Counter): Promise<void> {
  const limit = performance.now() + DRAIN_LIMIT_MS
  for (;;) {
    const { waiting, state } = await counter.ask('workspace', 'exchange', {})
    if (waiting === 0 && state === 'online') return
    if (performance.now() > limit) throw new Error(`the courier did not come to its end: ${state}, ${waiting} wait`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function reckon(desk: Desk, home: string, database: string, printed: string) {
  const pool = connectPostgres(database)
  try {
    const there = await pool.query<EventRow>(`SELECT ${COLUMNS} FROM event WHERE branch = $1`, [BRANCH])
    const records = await pool.query<{ number: string }>('SELECT number FROM case_record WHERE branch = $1', [BRANCH])
    const here = journalIn(join(home, 'branch', 'okno.db'))
    const numbers = records.map(({ number }) => number)
    const { lost, doubled, faults } = judge(desk.told, here, there, numbers)
    const papers = checkPapers(printed, numbers)
    const files = checkFiles(join(home, 'branch'), desk, here)
    return {
      ...{ told: desk.told.length, recordedUnheard: desk.recordedUnheard, events: there.length, lost, doubled },
      ...{ papers: papers.count, files: files.count, faults: [...faults, ...papers.faults, ...files.faults] },
    }
  } finally {
    await pool.close()
  }
}

async function codeFrom(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/v1/admin/enrolment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ branch: BRANCH, letter: 'A', validHours: 100 }),
  })
  return ((await answer.json()) as { code: string }).code
}
