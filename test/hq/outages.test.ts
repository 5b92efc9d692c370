/** What is about no case reaches headquarters like everything else: stored, acknowledged, refused by no rule. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventDraft } from '../../domain/journal/event.ts'
import { writeOutageNumber } from '../../domain/outages/number.ts'
import { writePaperNumber } from '../../domain/outages/paperNumber.ts'
import type { RunAnswer } from '../../domain/wire/exchange.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())

test('an outage with its bulletins, a block of paper numbers and a case that belongs to both are stored and acknowledged', async () => {
  const pen = takePen(hq.key, 'outage', 'B0A1')
  const place = { branch: 'B0A1', letter: 'A', year: 2026 }
  const number = writeOutageNumber(primitives, { ...place, serial: 1, command: uuid('open') })
  const paper = writePaperNumber(primitives, { ...place, line: pen.line }, 1)
  const said = {
    what: 'Қосымша істемейді',
    text: null,
    source: 'бас кеңсе',
    nextNewsAt: '2026-11-23T11:00:00.000Z',
    cause: null,
  }
  const by = uuid('lead')
  const write = (type: string, payload: EventDraft['payload']) => pen.write({ type, case: null, by, payload })
  const opening = { command: uuid('open'), number, branch: 'B0A1', window: 'A', serial: 1, ...said }
  write('outageOpened', { ...opening, since: '2026-11-23T04:10:00.000Z' })
  write('paperNumbersReserved', { command: uuid('block'), branch: 'B0A1', window: 'A', numbers: [paper] })
  const id = uuid('outage case')
  const handTaken = { number: paper, at: '2026-11-23T03:30:00.000Z' }
  pen.register(id, { ...registrationPayload('outage', 1, 'B0A1'), outage: number, handTaken })
  write('outageUpdated', { command: uuid('update'), number, ...said })
  write('outageClosed', { command: uuid('close'), number, endedAt: '2026-11-23T09:00:00.000Z' })
  pen.write({ type: 'recoveryTold', case: id, by, payload: { command: uuid('told'), outage: number } })
  const { status, body } = await hq.ask(pen, '/v1/runs', pen.run())
  expect(status).toBe(200)
  const answer = body as RunAnswer
  expect(answer).toMatchObject({ verdict: 'admitted', refusals: [] })
  const rows = await hq.database.query<{ type: string; refusal: string | null }>(
    'SELECT type, refusal FROM event WHERE line = $1 ORDER BY seq',
    [pen.line],
  )
  expect(rows.filter(({ refusal }) => refusal !== null)).toEqual([])
  expect(rows.map(({ type }) => type)).toEqual(pen.events.map(({ fields }) => fields.type))
  const records = await hq.database.query<{ body: object }>('SELECT body FROM case_record WHERE id = $1', [id])
  expect(records[0]?.body).toMatchObject({ outage: number, handTaken, recoveryTold: { by } })
})

test('an outage’s number with a wrong check character is kept as bytes and refused', async () => {
  const pen = takePen(hq.key, 'outage wrong', 'B0A2')
  const payload = { command: uuid('c'), number: 'S-B0A2-A26-001-00000', endedAt: '2026-11-23T09:00:00.000Z' }
  pen.write({ type: 'outageClosed', case: null, by: uuid('lead'), payload })
  const { body } = await hq.ask(pen, '/v1/runs', pen.run())
  expect((body as { refusals: { reason: string }[] }).refusals.map(({ reason }) => reason)).toEqual(['payload'])
})
