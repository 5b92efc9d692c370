// Headquarters' own clock: behind what it has seen of a branch, and never behind a clock that nobody can have.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readClock, tick } from '../../domain/journal/clock.ts'
import { freeze, sealLast } from '../../domain/journal/event.ts'
import { append } from '../../hq/office/line.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { bare, type Pen, takePen, uuid } from '../support/pen.ts'
import { pushingTo } from './pushing.ts'

const NOW = Date.parse('2026-11-24T05:00:00Z')
const HOUR_MS = 3_600_000
let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => NOW)
})
afterAll(() => hq.close())
const { push } = pushingTo(() => hq)

/** The device writes something while its clock is so far ahead. */
async function writesAhead(pen: Pen, ms: number, branch: string): Promise<void> {
  const last = pen.events.at(-1)
  const place = { line: pen.line, seq: pen.events.length + 1, prev: last?.hash ?? null }
  const stamp = { id: uuid(`${branch} ${ms}`), at: new Date(NOW + ms).toISOString(), clock: tick(null, NOW + ms) }
  const draft = { type: 'drawerOpened', case: null, by: 'system', payload: {} }
  const [event] = sealLast([freeze(primitives, draft, place, stamp)], pen.key.sign)
  if (!event) throw new Error('nothing was sealed')
  pen.events.push(event)
  const { certificate, line } = pen
  const run = { line, certificate, count: pen.events.length, last: event.hash, events: pen.events.map(bare) }
  expect(await push(pen, run)).toMatchObject({ verdict: 'admitted' })
}

test.each([
  [
    'P-12 an answer of headquarters sorts after what a branch wrote with a clock some hours ahead',
    5 * HOUR_MS,
    5 * HOUR_MS,
  ],
  ['T-17 P-12 a clock three days ahead drags headquarters nowhere', 72 * HOUR_MS, 0],
])('%s', async (_, ahead, follows) => {
  const branch = `C${ahead / HOUR_MS + 100}`
  await writesAhead(takePen(hq.key, branch, branch), ahead, branch)
  const said = { type: 'bulletinIssued', case: null, by: 'system', payload: {} }
  const [event] = await hq.database.transaction((sql) => append(sql, hq, branch, [[said]]))
  const { ms } = readClock(event?.fields.clock ?? '')
  expect(ms - NOW).toBeGreaterThanOrEqual(follows)
  expect(ms - NOW).toBeLessThan(follows + HOUR_MS)
})
