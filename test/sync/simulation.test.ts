// Seeds that never change; `npm run sim -- --from N --schedules M` plays as many as one likes.
import { expect, test } from 'vitest'
import { lies } from './parts/bends.ts'
import { everyFault } from './parts/faults.ts'
import { simProcess } from './parts/simProcess.ts'
import { simulate } from './parts/simulate.ts'

const MINUTE_MS = 60_000
const SCHEDULES = 1000

const sim = (...words: string[]) => simProcess(words, { limit: 9 * MINUTE_MS })

test('after any schedule of faults, once links heal and queues drain, every number told exists once at the counter and once at headquarters, byte for byte', {
  timeout: 9 * MINUTE_MS,
}, async () => {
  const { code, output } = await sim('--from', '1', '--schedules', String(SCHEDULES), '--workers', '2', '--faults')
  expect(output).toMatch(new RegExp(`\\n${SCHEDULES} schedules, 0 violations\\n$`))
  expect(code).toBe(0)
  // A fault that was drawn and met nothing proves nothing.
  const struck = new Map([...output.matchAll(/^ *(\d+) {2}(.+)$/gm)].map(([, times, fault]) => [fault, Number(times)]))
  for (const fault of everyFault(lies)) expect(struck.get(fault), fault).toBeGreaterThan(0)
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
