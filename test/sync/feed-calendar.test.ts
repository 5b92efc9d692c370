/** A calendar that headquarters publishes comes down signed, and counts from the next draft on, never in the middle of one. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Draft } from '../../electron/contract.ts'
import { type Officers, raiseBenchWithOfficers } from './parts/answering.ts'
import { type Counter, openBench, razeBench } from './parts/bench.ts'

let people: Officers
beforeAll(async () => {
  people = await raiseBenchWithOfficers()
})
afterAll(razeBench)

const answerBy = async (counter: Counter, draft?: Draft) => {
  const { call } = await counter.start()
  const said = await call('drafts.answerBy', { type: 'ACC-DEREG', answers: {}, ...(draft && { draft: draft.id }) })
  return (said as { answer: { by: string } }).answer.by
}
const offDay = (branches: string[], date: string) => ({
  branches,
  change: {
    ...{ command: randomUUID(), year: Number(date.slice(0, 4)), days: [{ date, working: false }] },
    ...{ why: 'күн ауыстырылды', source: 'Қаулы № 1', published: false },
  },
})

test('what was shown in an open draft is what is registered; the next draft counts by the new calendar', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  await counter.exchange()
  const open = await counter.draft()
  const before = await answerBy(counter, open)
  expect((await people.lead.post('/v1/office/calendar', offDay([bench.code], before))).body).toEqual({
    ...{ ok: true, branches: [bench.code] },
  })
  await counter.exchange()
  expect(await answerBy(counter, open)).toBe(before)
  const next = await counter.draft()
  const after = await answerBy(counter, next)
  expect(after > before).toBe(true)
  // A restart in between changes nothing of it.
  counter.machine.crash()
  expect(await answerBy(counter, open)).toBe(before)
  expect((await counter.register(open)).answer.by).toBe(before)
  expect((await counter.register(next)).answer.by).toBe(after)
})

test('an officer publishes no calendar, and what is as wished already is told to nobody', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  await counter.exchange()
  const change = offDay([bench.code], '2026-12-01')
  expect((await people.officer.post('/v1/office/calendar', change)).status).toBe(403)
  await people.lead.post('/v1/office/calendar', change)
  const again = { ...change, change: { ...change.change, command: randomUUID() } }
  expect((await people.lead.post('/v1/office/calendar', again)).body).toMatchObject({
    refusal: { code: 'nothingChanged' },
  })
})
