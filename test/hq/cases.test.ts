// A case at headquarters: the same fold in whatever order its lines arrive, changed by its own branch only.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { admitRun } from '../../hq/admitRun.ts'
import { buildHq } from '../../hq/app.ts'
import type { Database } from '../../hq/store/database.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'
import { numberOf, pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())
const { push, record } = pushingTo(() => hq)

describe('a case at headquarters', () => {
  test('is the same fold, in whatever order the lines arrive', async () => {
    const pen = takePen(hq.key, 'order A', 'B008')
    const lead = takePen(hq.key, 'order B', 'B008', 'B')
    const id = uuid('order case')
    const event = pen.register(id, registrationPayload('order', 1, 'B008'))
    pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), registrationPayload('order', 1).answers as Answers))
    for (let i = 0; i < 5; i++) lead.write({ type: 'shiftNoted', case: null, by: uuid('lead'), payload: {} })
    lead.write({
      type: 'caseAccepted',
      case: id,
      by: uuid('lead'),
      payload: { command: uuid('accept'), incompleteBecause: 'later' },
    })
    await push(lead)
    expect((await hq.admin('GET', `/v1/cases/${numberOf(event)}`)).status).toBe(404)
    await push(pen)
    expect(await record(numberOf(event))).toMatchObject([{ body: { state: 'received_hq', acceptedBy: uuid('lead') } }])
  })

  test('knows every event, also when two lines with events of it arrive at the same moment', async () => {
    const pen = takePen(hq.key, 'moment A', 'B016')
    const lead = takePen(hq.key, 'moment B', 'B016', 'B')
    const id = uuid('moment case')
    const event = pen.register(id, registrationPayload('moment', 1, 'B016'))
    pen.write(
      reviewRequested(id),
      signedConsent(id, uuid('clerk'), registrationPayload('moment', 1).answers as Answers),
    )
    const accepted = { command: uuid('moment accept'), incompleteBecause: 'later' }
    for (let i = 0; i < 5; i++) lead.write({ type: 'shiftNoted', case: null, by: uuid('lead'), payload: {} })
    lead.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: accepted })
    let stored = () => {}
    let goOn = () => {}
    const isStored = new Promise<void>((resolve) => (stored = resolve))
    const mayCommit = new Promise<void>((resolve) => (goOn = resolve))
    // Everything but the commit, which waits; PGlite has one transaction at a time anyway.
    const slow: Database = {
      ...hq.database,
      transaction: (work) =>
        hq.database.transaction(async (sql) => {
          const result = await work(sql)
          stored()
          await mayCommit
          return result
        }),
    }
    const first = admitRun({ ...hq, database: slow }, pen.run())
    await isStored
    const second = admitRun(hq, lead.run())
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 300))])
    goOn()
    await Promise.all([first, second])
    expect(await record(numberOf(event))).toMatchObject([{ body: { state: 'received_hq' } }])
  })

  test('is changed by its own branch only: what another one says of it is kept and refused', async () => {
    const pen = takePen(hq.key, 'mine', 'B017')
    const other = takePen(hq.key, 'theirs', 'B018')
    const id = uuid('mine case')
    const event = pen.register(id, registrationPayload('mine', 2, 'B017'))
    pen.write(reviewRequested(id))
    await push(pen)
    other.register(id, registrationPayload('theirs', 1, 'B018'))
    other.write({
      type: 'caseAccepted',
      case: id,
      by: uuid('lead'),
      payload: { command: uuid('their accept'), incompleteBecause: 'later' },
    })
    expect(await push(other)).toMatchObject({ refusals: [{ reason: 'otherBranch' }, { reason: 'otherBranch' }] })
    expect(await record(numberOf(event))).toMatchObject([
      { body: { number: numberOf(event), state: 'in_review', marks: ['incomplete', 'consent_due'] } },
    ])
  })

  test('keeps what the customer said and shows what is missing', async () => {
    const pen = takePen(hq.key, 'said', 'B009')
    const event = pen.register(uuid('said'), registrationPayload('said', 1, 'B009'))
    pen.write(reviewRequested(uuid('said')))
    await push(pen)
    expect(await record(numberOf(event))).toMatchObject([
      {
        body: {
          state: 'in_review',
          marks: ['incomplete', 'consent_due'],
          missing: ['iin'],
          answers: { last_name: 'Сейітова' },
        },
      },
    ])
  })

  test('that a program with an older fold wrote is folded anew when headquarters starts; what is of this fold is not touched', async () => {
    const pen = takePen(hq.key, 'older fold', 'B025')
    const neighbour = takePen(hq.key, 'older fold elsewhere', 'B026')
    const [old, kept] = [1, 2].map((n) =>
      pen.register(uuid(`older ${n}`), registrationPayload(`older ${n}`, n, 'B025')),
    )
    const other = neighbour.register(uuid('older 3'), registrationPayload('older 3', 1, 'B026'))
    if (!old || !kept) throw new Error('not written')
    await push(pen)
    await push(neighbour)
    const marksOf = async (event: { payload: string }) => (await record(numberOf(event)))[0]?.body.marks
    const marks = await marksOf(old)
    expect(marks).toContain('incomplete')
    const spoil = `UPDATE case_record SET body = jsonb_set(body, '{marks}', '[]') WHERE number = ANY($1::text[])`
    await hq.database.query(spoil, [[old, kept, other].map(numberOf)])
    const age = 'UPDATE case_record SET fold = fold - 1 WHERE number = ANY($1::text[])'
    await hq.database.query(age, [[old, other].map(numberOf)])
    const again = await buildHq(hq)
    await again.close()
    expect([await marksOf(old), await marksOf(kept), await marksOf(other)]).toEqual([marks, [], marks])
  })
})
