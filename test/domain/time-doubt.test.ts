// A wrong clock on a computer: work goes on, what was written then is marked, and the order of events holds.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../domain/cases/evolve.ts'
import { isDoubtful, tick } from '../../domain/journal/clock.ts'
import { warningsOf } from '../../domain/reviewing/warnings.ts'
import { registered } from '../support/life.ts'

const NOON = Date.parse('2026-11-23T07:00:00.000Z')
const DAY_MS = 86_400_000

const registeredAt = (wallMs: number, last: string | null) => {
  const [event] = registered()
  if (!event) throw new Error('a registration is an event')
  const at = new Date(wallMs).toISOString()
  return fold([{ ...event, fields: { ...event.fields, at, clock: tick(last, wallMs) } }])
}

test('R-056 with the clock set back two days the case is registered and marked, and its reviewer is told', () => {
  const before = tick(null, NOON)
  const found = registeredAt(NOON - 2 * DAY_MS, before)
  expect(found).toMatchObject({ state: 'registered', marks: expect.arrayContaining(['time_doubt']) })
  if (!found) throw new Error('a registration makes a case')
  const warnings = warningsOf(found, { form: null, findings: [], stepReasons: {}, beside: [] })
  expect(warnings).toContainEqual({ code: 'mark', mark: 'time_doubt' })
})

test('R-056 a clock that is right, or was put right by a few minutes, leaves no mark', () => {
  const before = tick(null, NOON)
  for (const wallMs of [NOON, NOON + DAY_MS, NOON - 5 * 60_000])
    expect(registeredAt(wallMs, before)?.marks).not.toContain('time_doubt')
})

test('R-056 whatever the wall clock does, events sort as they were written, and only those behind it are in doubt', () => {
  const jumps = fc.array(fc.integer({ min: -3 * DAY_MS, max: DAY_MS }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(jumps, (steps) => {
      let wall = NOON
      let last: string | null = null
      let highest = 0
      for (const step of steps) {
        wall += step
        const clock: string = tick(last, wall)
        if (last !== null) expect(clock > last).toBe(true)
        highest = Math.max(highest, wall)
        expect(isDoubtful(clock, new Date(wall).toISOString())).toBe(highest - wall > 10 * 60_000)
        last = clock
      }
    }),
    { seed: 56 },
  )
})
