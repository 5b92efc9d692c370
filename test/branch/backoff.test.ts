/** When to try again, by how often it failed and what headquarters asked for. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pause } from '../../electron/branch/courier/backoff.ts'

const MINUTE_MS = 60_000

test('the pause is capped and spread by chance over half of itself; what headquarters asked for is kept, and little later', () => {
  const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      chances,
      fc.option(fc.integer({ min: 0, max: 3600 })),
      (failures, chance, asked) => {
        const ceiling = Math.min(MINUTE_MS, 1000 * 2 ** (failures - 1))
        const ms = pause(failures, chance, asked)
        const [least, most] = asked === null ? [ceiling / 2, ceiling] : [asked * 1000, asked * 1100 + 1]
        expect(ms).toBeGreaterThanOrEqual(least)
        expect(ms).toBeLessThanOrEqual(most)
        if (asked !== 0) expect(pause(failures, 0.99, asked)).toBeGreaterThan(pause(failures, 0, asked))
      },
    ),
  )
})
