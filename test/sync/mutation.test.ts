// The simulation proves something only if it fails when a mechanism is missing. Here a few are switched off, one of each
// kind; `npm run mutate` takes all of them in turn, and the rest of the suite with them.
import { beforeAll, expect, test } from 'vitest'
import { type Mutant, mutants } from './parts/mutants.ts'
import { type SimEnding, simProcess } from './parts/simProcess.ts'

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

const endings = new Map<string, SimEnding>()

const simulateWithout = ({ name, from = 1 }: Mutant): Promise<SimEnding> =>
  sim(name, '--first', '--from', String(from), '--schedules', String(WITHIN))

/** A mutant that turns in circles is ended, and its test fails by having found nothing. */
const sim = (name: string, ...words: string[]) =>
  simProcess(words, { limit: 2 * MINUTE_MS, node: ['--import', mutate], env: { OKNO_MUTANT: name } })

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
