// Runs of which headquarters does not get all, or cannot hold all: what it says of them, and whom it keeps waiting.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LINE_OPENED } from '../../domain/journal/admit.ts'
import { freeze, sealLast } from '../../domain/journal/event.ts'
import type { HeadsAnswer, RunAnswer } from '../../domain/wire/exchange.ts'
import { admitRun } from '../../hq/admitRun.ts'
import { append } from '../../hq/office/line.ts'
import { holdFold } from '../../hq/store/cases.ts'
import type { Database, Row, Sql } from '../../hq/store/database.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { bare, type Pen, registrationPayload, reviewRequested, takePen, uuid } from '../support/pen.ts'
import { numberOf, pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq(Date.now, null, { media: 'storage' })
})
afterAll(() => hq.close())
const { push, record } = pushingTo(() => hq)

const levelOf = (answer: RunAnswer) =>
  answer.verdict === 'admitted' ? answer.acknowledgement.body.level : answer.verdict
const safeOf = async (pen: Pen, line = pen.line) => {
  const { safe = [] } = (await hq.ask(pen, '/v1/heads', { heads: {} })).body as HeadsAnswer
  return safe.filter(({ body }) => body.line === line).map(({ body: { seq } }) => seq)
}

test('P-6 nothing is safe behind a payload that came erased and is not at headquarters, until its author sends it whole', async () => {
  const author = takePen(hq.key, 'author', 'N001')
  const relay = takePen(hq.key, 'relay', 'N001', 'B')
  const event = author.register(uuid('stripped'), registrationPayload('stripped', 1, 'N001'))
  author.write(reviewRequested(uuid('stripped')))
  const run = author.run()
  const stripped = { ...run, events: run.events.map((one, i) => (i === 1 ? { ...one, payload: '' } : one)) }
  expect(levelOf(await push(author, author.run(1, 1)))).toBe('safe')
  expect(levelOf(await push(relay, stripped, relay))).toBe('received')
  await push(relay)
  expect(await safeOf(author)).toEqual([])
  // A run of what lies behind it speaks for what lies before it as well; another line has nothing to do with it.
  expect(levelOf(await push(relay, author.run(3), relay))).toBe('received')
  expect(await safeOf(author, relay.line)).toEqual([1])
  expect(levelOf(await push(author))).toBe('safe')
  expect(await safeOf(author)).toEqual([3])
  expect(await record(numberOf(event))).toHaveLength(1)
})

test('F-20 an answer day of the year 0, which PostgreSQL does not know, is kept and refused by rule; its successors go on', async () => {
  const pen = takePen(hq.key, 'year 0', 'N002')
  const registration = registrationPayload('year 0', 1, 'N002')
  pen.register(uuid('year 0'), { ...registration, answer: { ...(registration.answer as object), by: '0000-02-03' } })
  const good = pen.register(uuid('year 1'), registrationPayload('year 1', 2, 'N002'))
  for (const by of ['0000-02-03', '0001-02-03']) {
    const payload = {
      command: uuid(`moved ${by}`),
      basis: [],
      reason: 'words',
      told: { how: 'phone', proof: 'words' },
      by,
    }
    pen.write({ type: 'answerDateMoved', case: uuid('year 1'), by: uuid('officer'), payload })
  }
  const answer = await push(pen)
  expect(answer).toMatchObject({
    refusals: [
      { seq: 2, reason: 'payload' },
      { seq: 4, reason: 'payload' },
    ],
  })
  expect(await record(numberOf(good))).toMatchObject([{ body: { answerBy: '0001-02-03' } }])
})

test('F-20 a run that the database can hold in no way is refused, and its branch goes on with all others', async () => {
  const pen = takePen(hq.key, 'unholdable', 'N003')
  const other = takePen(hq.key, 'holdable', 'N003', 'B')
  pen.register(uuid('unholdable'), registrationPayload('unholdable', 1, 'N003'))
  await hq.database.query(
    `CREATE FUNCTION choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE datetime_field_overflow; END $$`,
  )
  await hq.database.query(
    `CREATE TRIGGER choke BEFORE INSERT ON case_record FOR EACH ROW WHEN (NEW.branch = 'N003') EXECUTE FUNCTION choke()`,
  )
  expect(await push(pen)).toEqual({ verdict: 'refused', reason: 'bytes', seq: null })
  expect(levelOf(await push(other))).toBe('safe')
  await hq.database.query('DROP TRIGGER choke ON case_record')
  // Nothing of it was kept: a program that can hold it takes it as if it came for the first time.
  expect(levelOf(await push(pen))).toBe('safe')
})

/** In which order a transaction asks for the fold and for the row of a line, by what it sends. */
function locksIn(work: (database: Database) => Promise<unknown>) {
  const texts: string[] = []
  const heard = (sql: Sql): Sql => ({
    query<T extends Row>(text: string, values?: unknown[]) {
      const lock = /FROM line WHERE .*FOR UPDATE/.test(text) ? 'line' : text.includes('advisory') ? 'fold' : null
      if (lock) texts.push(lock)
      return sql.query<T>(text, values)
    },
  })
  const database: Database = {
    ...hq.database,
    transaction: (inside) => hq.database.transaction((sql) => inside(heard(sql))),
  }
  return work(database).then(() => texts)
}

test('a device’s run that names headquarters’ own line is turned away, and takes its locks in the order of who writes there', async () => {
  const pen = takePen(hq.key, 'on the line of another', 'N004')
  const said = { type: 'bulletinIssued', case: null, by: 'system', payload: {} }
  const [word] = await hq.database.transaction(async (sql) => {
    await holdFold(sql, 'N004')
    return append(sql, hq, 'N004', [[said]])
  })
  if (!word) throw new Error('nothing was written')
  const { device } = pen.certificate.body
  const first = { type: LINE_OPENED, case: null, by: 'system', payload: { device } }
  const { id, at, clock } = word.fields
  const place = { line: word.fields.line, seq: 1, prev: null }
  const [event] = sealLast([freeze(primitives, first, place, { id, at, clock })], pen.key.sign)
  if (!event) throw new Error('nothing was sealed')
  const run = { line: place.line, certificate: pen.certificate, count: 1, last: event.hash, events: [bare(event)] }
  const own = await locksIn((database) =>
    database.transaction(async (sql) => {
      await holdFold(sql, 'N004')
      return append(sql, hq, 'N004', [[said]])
    }),
  )
  expect(own.slice(0, 2)).toEqual(['fold', 'line'])
  let answer: RunAnswer | undefined
  const locks = await locksIn(async (database) => {
    answer = await admitRun({ ...hq, database }, run)
  })
  expect(answer).toEqual({ verdict: 'refused', reason: 'device', seq: null })
  expect(locks.slice(0, 2)).toEqual(['fold', 'line'])
})
