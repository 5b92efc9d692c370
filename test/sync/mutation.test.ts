// The simulation proves something only if it fails when a mechanism is missing. Here a few are switched off, one of each
// kind; `npm run mutate` takes all of them in turn, and the rest of the suite with them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Mutant, mutants } from './parts/mutants.ts'

const MINUTE_MS = 60_000
/** Schedules within which each mutant must be noticed. */
const WITHIN = 150

const mutate = new URL('./parts/mutate.ts', import.meta.url).href

/** Noticed soon, and of few steps: the search for the smallest schedule is tried on it. */
const SHRUNK = 'a number without its tag'

/** A number, a signature's hash, a store that is asked twice, the disk, the order. */
const SAMPLE = new Set([
  SHRUNK,
  'an acknowledgement believed without its hash',
  'headquarters stores twice what comes twice',
  'a commit that is not flushed',
  'headquarters folds a case in the order of arrival',
])
const sample = mutants.filter(({ name }) => SAMPLE.has(name))

type Ending = { code: number | null; output: string }
const endings = new Map<string, Ending>()

const simulateWithout = ({ name, from = 1 }: Mutant): Promise<Ending> =>
  sim(name, '--first', '--from', String(from), '--schedules', String(WITHIN))

async function sim(name: string, ...wish: string[]): Promise<Ending> {
  const words = ['--import', mutate, 'test/sync/sim.ts', ...wish]
  const child = spawn(process.execPath, words, {
    cwd: join(import.meta.dirname, '..', '..'),
    // A mutant that turns in circles is ended, and its test fails by having found nothing.
    timeout: 2 * MINUTE_MS,
    killSignal: 'SIGKILL',
    env: { ...process.env, OKNO_MUTANT: name },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output }
}

beforeAll(async () => {
  // All of them use the PostgreSQL of this run: an embedded one of their own would take longer than their schedules.
  const left = [...sample]
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) endings.set(next.name, await simulateWithout(next))
  }
  // One process for each core of the smallest machine this runs on.
  await Promise.all([worker(), worker()])
}, 8 * MINUTE_MS)

test('each of the sample is among the mechanisms', () => {
  expect(sample).toHaveLength(SAMPLE.size)
})

test.each(sample)('the simulation notices: $name', ({ name }) => {
  const ending = endings.get(name)
  expect(ending?.output).toMatch(/\d+ schedules, [1-9]\d* violations\n$/)
  expect(ending?.code).toBe(1)
})

test('a schedule that fails is told in its shortest form, and fails in it', async () => {
  const seed = /Violation at seed (\d+)/.exec(endings.get(SHRUNK)?.output ?? '')?.[1] ?? ''
  const { output } = await sim(SHRUNK, '--from', seed, '--schedules', '1')
  const [, steps = ''] = /The smallest schedule found \(.*; (\d+) steps\):/.exec(output) ?? []
  // Two registrations that get one number: of one disk that came back, or of two copies of it.
  expect(Number(steps)).toBeGreaterThanOrEqual(2)
  expect(Number(steps)).toBeLessThanOrEqual(6)
  expect(output).toMatch(/What happened:\n(?:.*\n)*.*VIOLATION 2 registrations with number/)
})
