// How lines are told and handed over: every end of them, and no more of them is read than is asked for.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HeadsAnswer } from '../../domain/wire/exchange.ts'
import type { Row, Sql } from '../../hq/store/database.ts'
import { runTowards } from '../../hq/store/runs.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, reviewRequested, takePen, uuid } from '../support/pen.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => Date.parse('2026-11-23T05:00:00Z'), null, { media: 'storage' })
})
afterAll(() => hq.close())
const { push } = pushingTo(() => hq)
const placeOf = ({ events }: Pen, seq = events.length) => ({ seq, hash: events[seq - 1]?.hash ?? '' })
const grow = (pen: Pen, to: number) => {
  while (pen.events.length < to) pen.write(reviewRequested(uuid(`${pen.line} ${pen.events.length}`)))
}

test('P-6 of a forked line every end is told as safe', async () => {
  const pen = takePen(hq.key, 'safe ends', 'K001')
  const twin = pen.clone()
  grow(pen, 3)
  twin.write(reviewRequested(uuid('twin')))
  await push(pen)
  await push(twin)
  const { safe = [] } = (await hq.ask(pen, '/v1/heads', { heads: {} })).body as HeadsAnswer
  const ends = safe.map(({ body: { seq, hash, level } }) => ({ seq, hash, level }))
  expect(ends).toEqual([placeOf(pen), placeOf(twin)].map((end) => ({ ...end, level: 'safe' })))
})

type Plan = { 'Actual Rows': number; 'Actual Loops': number; Plans?: Plan[] }
const mostRows = (plan: Plan): number =>
  Math.max(plan['Actual Rows'] * plan['Actual Loops'], ...(plan.Plans ?? []).map(mostRows))

/** The run, and the most rows that any step of reading it has touched; the planner knows how many there are, as it does in time. */
async function reading(pen: Pen, known: number, limit = 10) {
  await hq.database.query('ANALYZE event')
  let read = 0
  const sql: Sql = {
    async query<T extends Row>(text: string, values?: unknown[]) {
      const [row] = await hq.database.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values,
      )
      read = Math.max(read, ...(row?.['QUERY PLAN'] ?? []).map(({ Plan }) => mostRows(Plan)))
      return hq.database.query<T>(text, values)
    },
  }
  const question = { line: pen.line, tip: placeOf(pen), known: known > 0 ? [placeOf(pen, known)] : [], limit }
  const run = await runTowards(sql, pen.certificate.body.branch, question)
  return { seqs: run?.events.map(({ header }) => (JSON.parse(header) as { seq: number }).seq) ?? [], read }
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('P-9 of a line without a fork the next run is read, not the line', async () => {
  const pen = takePen(hq.key, 'long', 'K002')
  grow(pen, 120)
  await push(pen)
  for (const [known, last] of [
    [0, 10],
    [60, 70],
    [115, 120],
  ] as const) {
    const { seqs, read } = await reading(pen, known)
    expect(seqs).toEqual(numbers(known + 1, last))
    expect(read).toBeLessThanOrEqual(12)
  }
  expect((await reading(pen, 120)).seqs).toEqual([])
})

test('P-9 of a forked one its chain is followed as far as it is known, and no further', async () => {
  const pen = takePen(hq.key, 'long and forked', 'K003')
  grow(pen, 60)
  const twin = pen.clone()
  twin.write(reviewRequested(uuid('long twin')))
  grow(pen, 80)
  await push(pen)
  await push(twin)
  const { seqs, read } = await reading(pen, 70)
  expect(seqs).toEqual(numbers(71, 80))
  expect(read).toBeLessThanOrEqual(12)
  expect((await reading(twin, 0, 500)).seqs).toEqual(numbers(1, 61))
  expect((await reading(twin, 61)).seqs).toEqual([])
})

test('a command longer than the limit comes whole', async () => {
  for (const forked of [false, true]) {
    const pen = takePen(hq.key, `one command ${forked}`, 'K004')
    const twin = pen.clone()
    pen.write(...numbers(1, 20).map((i) => reviewRequested(uuid(`one command ${forked} ${i}`))))
    await push(pen)
    if (forked) {
      twin.write(reviewRequested(uuid('beside')))
      await push(twin)
    }
    expect((await reading(pen, 1)).seqs).toEqual(numbers(2, 21))
  }
})
