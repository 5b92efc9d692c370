/** How many events go in one run, by what the line has shown. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openRunLength } from '../../electron/branch/courier/runLength.ts'

/** What went, over a line of so many events a second, until the length no longer changes. */
const settled = (perSecond: number) => {
  const length = openRunLength()
  for (let i = 0; i < 12; i++) length.went(length.next(), (length.next() / perSecond) * 1000)
  return length.next()
}

test('the first run is a short one; each may be twice the one before, until the line takes eight seconds for it', () => {
  const length = openRunLength()
  const quick = () => length.went(length.next(), 1)
  expect(length.next()).toBe(200)
  quick()
  expect(length.next()).toBe(400)
  expect([settled(1000), settled(40), settled(20), settled(1)]).toEqual([500, 320, 160, 50])
})

test('one that breaks makes the next one a quarter; the short rest of a line says nothing of it', () => {
  const length = openRunLength()
  for (let i = 0; i < 2; i++) length.went(length.next(), 1)
  length.went(3, 60_000)
  expect(length.next()).toBe(500)
  length.broke()
  expect(length.next()).toBe(125)
})

test('whatever happens, a run holds a command and never more than headquarters takes', () => {
  const steps = fc.array(fc.option(fc.record({ part: fc.integer({ min: 1, max: 10 }), ms: fc.nat(200_000) })))
  fc.assert(
    fc.property(steps, (all) => {
      const length = openRunLength()
      for (const one of all) {
        if (one) length.went(Math.ceil((length.next() * one.part) / 10), one.ms)
        else length.broke()
        expect(length.next()).toBeGreaterThanOrEqual(50)
        expect(length.next()).toBeLessThanOrEqual(500)
      }
    }),
  )
})
