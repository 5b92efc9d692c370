// How long a sending will still take: nothing before two runs, no leaps, and the truth once the line keeps its pace.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Estimate, estimateAfter, noEstimate, type Run } from '../../electron/branch/courier/remaining.ts'

const run = fc.record({ events: fc.integer({ min: 1, max: 500 }), ms: fc.integer({ min: 1, max: 120_000 }) })

/** The estimates after each of these runs, of which `all` events are what is to go. */
function told(runs: readonly Run[], all: number): Estimate[] {
  let estimate = noEstimate
  let left = all
  return runs.map((one) => {
    left = Math.max(0, left - one.events)
    estimate = estimateAfter(estimate, one, left)
    return estimate
  })
}
const steady = (count: number, ms: number): Run[] => Array.from({ length: count }, () => ({ events: 500, ms }))

test('nothing is said before two runs are through', () => {
  const [first, second] = told(steady(2, 3000), 5000)
  expect(first?.ms).toBeNull()
  expect(second?.ms).toBe((4000 / 500) * 3000)
})

test('on a line that keeps its pace it is exact and runs down to nothing', () => {
  const said = told(steady(10, 3000), 5000).map(({ ms }) => ms)
  expect(said.slice(1)).toEqual([24, 21, 18, 15, 12, 9, 6, 3, 0].map((seconds) => seconds * 1000))
})

test('whatever the line does, it never grows by more than half in one step, is never negative, and ends with the last event', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 3, maxLength: 40 }), fc.integer({ min: 0, max: 20_000 }), (runs, more) => {
      const all = runs.reduce((sum, { events }) => sum + events, 0) + more
      const said = told(runs, all).slice(1)
      for (const [i, { ms }] of said.entries()) {
        const before = said[i - 1]?.ms
        expect(ms).toBeGreaterThanOrEqual(0)
        if (before !== undefined && before !== null) expect(ms).toBeLessThanOrEqual(before * 1.5 + 1e-6)
      }
      if (more === 0) expect(said.at(-1)?.ms).toBe(0)
    }),
  )
})

test('a line that becomes ten times slower, or faster, is followed within ten runs', () => {
  for (const ms of [30_000, 300]) {
    const runs = [...steady(5, 3000), ...steady(10, ms)]
    const truth = ((100_000 - 15 * 500) / 500) * ms
    const last = told(runs, 100_000).at(-1)?.ms ?? 0
    expect(Math.abs(last - truth) / truth).toBeLessThan(0.1)
  }
})
