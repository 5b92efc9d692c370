// What the branch says of itself rather than of a case: headquarters takes it as it takes everything else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunAnswer } from '../../domain/wire/exchange.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { takePen, uuid } from '../support/pen.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())

const payload = {
  command: uuid('calendar'),
  country: 'KZ',
  year: 2026,
  changes: [{ date: '2026-12-03', working: false, why: 'Перенос', source: 'Постановление' }],
}

test('a change of the branch’s calendar belongs to no case and is refused by no rule', async () => {
  const pen = takePen(hq.key, 'calendar', 'C001')
  pen.write({ type: 'calendarChanged', case: null, by: uuid('manager'), payload })
  const { status, body } = await hq.ask(pen, '/v1/runs', pen.run())
  expect(status).toBe(200)
  expect(body as RunAnswer).toMatchObject({ verdict: 'admitted', refusals: [] })
})

test('one that says no reason is kept as bytes and refused', async () => {
  const pen = takePen(hq.key, 'silent calendar', 'C002')
  const [day] = payload.changes
  pen.write({
    type: 'calendarChanged',
    case: null,
    by: uuid('manager'),
    payload: { ...payload, changes: [{ ...day, why: ' ' }] },
  })
  const { body } = await hq.ask(pen, '/v1/runs', pen.run())
  expect(body as RunAnswer).toMatchObject({ verdict: 'admitted', refusals: [{ reason: 'payload' }] })
})
