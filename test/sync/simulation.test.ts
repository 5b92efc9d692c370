// Seeds that never change; `npm run sim -- --seed N --count M` plays as many as one likes.
import { expect, test } from 'vitest'
import { simulate } from './parts/simulate.ts'

const MINUTE_MS = 60_000
const SCHEDULES = 150

test('after any schedule of faults, once links heal and queues drain, every number told exists once at the counter and once at headquarters, byte for byte', {
  timeout: 4 * MINUTE_MS,
}, async () => {
  const sum = await simulate({ seed: 1, count: SCHEDULES, say: console.log })
  expect(sum.violations).toEqual([])
  expect(sum.schedules).toBe(SCHEDULES)
})

test('a seed gives the same story each time', { timeout: MINUTE_MS }, async () => {
  const told: string[][] = []
  for (let run = 0; run < 2; run++) {
    const story: string[] = []
    await simulate({ seed: 77, count: 3, hear: (line) => story.push(line) })
    told.push(story)
  }
  expect(told[0]?.length).toBeGreaterThan(50)
  expect(told[1]).toEqual(told[0])
})
