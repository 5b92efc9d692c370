/**
 * `npm run storm -- --branches 200 --backlog 100 [--within 10] [--seed 1]`: the day after an outage. So many
 * branches come back within so many seconds, each with so many cases, to a real headquarters on a real PostgreSQL that
 * waits for the disk. What it gets done meanwhile is compared with what it gets done when nobody crowds.
 * Exit code 1 when a branch does not come to its end.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keyPairAt } from '../../trust/keys.ts'
import { startPostgres } from '../support/postgres.ts'
import { chanceOf } from '../sync/parts/chance.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { type Drained, drain, rest, type Waiting, withBacklog } from './branches.ts'

const { values } = parseArgs({
  options: {
    branches: { type: 'string', default: '200' },
    backlog: { type: 'string', default: '100' },
    within: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
})
const whole = (name: keyof typeof values, least: number) => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number >= least) return number
  console.error(`Say --${name} with a whole number of at least ${least}.`)
  process.exit(2)
}
const [branches, backlog, within] = [whole('branches', 2), whole('backlog', 1), whole('within', 1)]
const chance = chanceOf(`storm ${whole('seed', 0)}`)
/** As many as headquarters works on at once: it is never idle, and nobody is sent away. */
const CALM = 8

const folder = mkdtempSync(join(tmpdir(), 'okno-storm-'))
const server = await startPostgres({ fsync: true })
const data = join(folder, 'hq')
const hq = await startHqProcess({
  ...{
    HQ_PORT: '0',
    HQ_DATA_DIR: data,
    HQ_ADMIN_TOKEN: 'the-storm-test-token',
    DATABASE_URL: await server.freshDatabase(),
  },
})
try {
  const key = keyPairAt(join(data, 'hq.key'))
  const codeOf = (i: number) => String(100_000 + i)
  console.log(`${branches} branches write ${backlog} cases each …`)
  const calmCount = Math.max(CALM * 2, Math.ceil(branches / 4))
  const calm = Array.from({ length: calmCount }, (_, i) => withBacklog(key, `calm ${i}`, codeOf(i), backlog))
  const crowd = Array.from({ length: branches }, (_, i) =>
    withBacklog(key, `crowd ${i}`, codeOf(calmCount + i), backlog),
  )

  await steadily(calm.slice(0, CALM))
  const steady = await steadily(calm.slice(CALM))
  console.log(`steady: ${steady.toFixed(0)} cases/s with ${CALM} branches at a time`)

  const marks: { at: number; cases: number }[] = []
  let done = 0
  const began = performance.now()
  const drained = await Promise.all(
    crowd.map(async (branch) => {
      await rest(chance.next() * within * 1000)
      return drain(hq.url, branch, chance, (cases) => {
        done += cases
        marks.push({ at: performance.now() - began, cases: done })
      })
    }),
  )
  report(steady, marks, drained)
} finally {
  await hq.stop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Cases a second while so many branches hand over at a time, one after another. */
async function steadily(list: readonly Waiting[]): Promise<number> {
  const left = [...list]
  const from = performance.now()
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await drain(hq.url, next, chance, () => {})
  }
  await Promise.all(Array.from({ length: CALM }, worker))
  return (list.length * backlog) / ((performance.now() - from) / 1000)
}

function report(steady: number, marks: readonly { at: number; cases: number }[], drained: readonly Drained[]): void {
  const total = branches * backlog
  const when = (share: number) => marks.find(({ cases }) => cases >= share * total)?.at ?? 0
  const goodput = (0.8 * total) / ((when(0.9) - when(0.1)) / 1000)
  const seconds = drained.map(({ from, to }) => (to - from) / 1000).sort((one, other) => one - other)
  const slowest = seconds.at(-1) ?? 0
  const fair = total / goodput
  const sum = (key: 'requests' | 'sentAway' | 'tooEarly') => drained.reduce((all, one) => all + one[key], 0)
  const rows = {
    'offered against what headquarters can do': `${(total / within / steady).toFixed(1)} times`,
    'goodput, from 10 % to 90 % done': `${goodput.toFixed(0)} cases/s, ${(goodput / steady).toFixed(2)} of steady`,
    'each branch, from its return to its end': `half in ${(seconds[seconds.length >> 1] ?? 0).toFixed(1)} s, the slowest in ${slowest.toFixed(1)} s`,
    'the slowest against the fair share': `${(slowest / fair).toFixed(2)} of ${fair.toFixed(1)} s`,
    requests: `${sum('requests')}, ${sum('sentAway')} of them sent away, ${sum('tooEarly')} sooner than asked`,
  }
  console.log('')
  for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(42)} ${value}`)
  console.log('')
  console.log(`${branches} branches, ${total} cases, ${branches - drained.length} branches without an end`)
}
