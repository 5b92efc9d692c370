// Headquarters after its database was laid anew from a dump, and after its program was: its own words go on rightly.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import { hqNumberOf } from '../../hq/office/receive.ts'
import { rejudgeOld } from '../../hq/rejudge.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { officersOf, type TestOfficer } from '../support/officers.ts'
import { registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'
import { laidFromDump } from './dump.ts'
import { numberOf, pushingTo } from './pushing.ts'

let hq: TestHq
let officer: TestOfficer
beforeAll(async () => {
  hq = await startHq(() => Date.parse('2026-11-25T05:00:00Z'))
  officer = (await officersOf(hq)).officer
})
afterAll(() => hq.close())
const { push, record } = pushingTo(() => hq)

const say = (branch: string, words: string) =>
  officer.post('/v1/office/bulletins', {
    branches: [branch],
    bulletin: {
      ...{ command: uuid(words), text: { kk: words, ru: words, en: words } },
      ...{ since: '2026-11-25T05:00:00.000Z', until: '2026-11-26T05:00:00.000Z' },
    },
  })
const officeLines = (branch: string) =>
  hq.database.query<{ id: string; head_seq: number; head_hash: string }>(
    'SELECT id, head_seq, head_hash FROM line WHERE branch = $1 AND office ORDER BY head_seq DESC',
    [branch],
  )

test('P-11 in a database laid from a dump headquarters writes on none of its lines, and begins new ones that name them', async () => {
  await push(takePen(hq.key, 'dumped', 'J001'))
  await say('J001', 'one')
  await say('J001', 'two')
  const [old, ...others] = await officeLines('J001')
  expect(others).toEqual([])
  await laidFromDump(hq.database)
  await say('J001', 'three')
  const [before, fresh, ...more] = await officeLines('J001')
  expect([before, more]).toEqual([old, []])
  const [opening] = await hq.database.query<{ payload: string }>(
    'SELECT payload FROM event WHERE branch = $1 AND line = $2 AND seq = 1',
    ['J001', fresh?.id],
  )
  expect(JSON.parse(opening?.payload ?? '')).toMatchObject({
    ...{ why: 'restored', takesOver: { line: old?.id, seq: old?.head_seq, hash: old?.head_hash } },
  })
  // It is this database's own now.
  await say('J001', 'four')
  expect(await officeLines('J001')).toHaveLength(2)
})

test('a case whose acceptance an older program refused is received when a newer one lifts that', async () => {
  const pen = takePen(hq.key, 'lifted', 'J002')
  const id = uuid('case lifted')
  const payload = registrationPayload('lifted', 1, 'J002')
  const registered = pen.register(id, payload)
  pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), payload.answers as never))
  const because = { command: uuid('accept lifted'), incompleteBecause: 'принесёт завтра' }
  pen.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: because })
  await push(pen)
  await hq.database.transaction(async (sql) => {
    // As an older program left it: its triggers do not run for what never happened.
    await sql.query('SET LOCAL session_replication_role = replica')
    await sql.query(
      `UPDATE event SET refusal = 'unknownType', rules = -1 WHERE branch = 'J002' AND type = 'caseAccepted'`,
    )
    await sql.query(
      `DELETE FROM event USING line WHERE event.branch = 'J002' AND line.branch = 'J002' AND line.id = event.line AND office`,
    )
    await sql.query(`DELETE FROM line WHERE branch = 'J002' AND office`)
    await sql.query(`DELETE FROM office WHERE branch = 'J002'`)
  })
  await rejudgeOld(hq)
  const [found] = await record(numberOf(registered))
  expect(found?.body satisfies Case | undefined).toMatchObject({ state: 'received_hq', hqNumber: hqNumberOf(id) })
})
