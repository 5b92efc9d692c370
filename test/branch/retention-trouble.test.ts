// Why nothing is forgotten any more is told to whoever leads the branch, where he can do something about it.
import { expect, test } from 'vitest'
import { lastRun } from '../../electron/branch/retention/erase.ts'
import { noteHqTime } from '../../electron/branch/retention/time.ts'
import type { Overview, RetentionTrouble } from '../../electron/contract.ts'
import { type Bench, lead, reopen, signIn } from './bench.ts'
import { atHq, withEnded } from './retention.ts'

const DAY_MS = 86_400_000
const told = async (bench: Bench) => {
  const log = (await bench.call('customers.looks', { by: null, day: null, offset: 0, limit: 1 })) as {
    retention: { trouble: RetentionTrouble | null }
  }
  const { needs } = (await bench.call('reports.overview', {})) as Overview
  return { trouble: log.retention.trouble, first: needs.some(({ need }) => need === 'looks') }
}

test('R-060 a clock that runs ahead, or no word of headquarters for days, is shown with since when; an outage of a day is not', async () => {
  const { bench } = await withEnded()
  const since = bench.now.ms
  noteHqTime(bench.branch.db, since)
  await signIn(bench, lead)
  expect(await told(bench)).toEqual({ trouble: null, first: false })
  bench.now.ms += 2 * DAY_MS
  expect(await told(bench)).toEqual({ trouble: null, first: false })
  bench.now.ms += 2 * DAY_MS
  const trouble = { why: 'clockAhead', since: new Date(since).toISOString() }
  expect(await told(bench)).toEqual({ trouble, first: true })
  noteHqTime(bench.branch.db, bench.now.ms)
  expect(await told(bench)).toEqual({ trouble: null, first: false })
})

test('R-060 a deletion that failed is shown as what it is since it first did, and no more once it went through', async () => {
  const { bench } = await withEnded()
  atHq(bench)
  bench.now.ms += 91 * DAY_MS
  noteHqTime(bench.branch.db, bench.now.ms)
  bench.branch.db.exec(`CREATE TRIGGER stop BEFORE INSERT ON erased_case BEGIN SELECT RAISE(ABORT, 'no'); END`)
  const troubles: string[] = []
  const late = await reopen(bench, { forgetAfterMs: 0, onTrouble: (what) => troubles.push(what) })
  const { db, forgetting } = late.branch
  await expect.poll(() => forgetting.trouble()).toMatchObject({ why: 'failed' })
  const since = new Date(late.now.ms).toISOString()
  db.exec('DROP TRIGGER stop')
  // A disk that takes no more writing.
  db.pragma('query_only = ON')
  late.now.ms += 3_600_000
  forgetting.soon()
  await expect.poll(() => forgetting.trouble()).toEqual({ why: 'readOnly', since })
  expect([lastRun(late.branch), troubles]).toEqual([null, ['retention', 'retention']])
  db.pragma('query_only = OFF')
  await signIn(late, lead)
  expect(await told(late)).toMatchObject({ first: true })
  await expect.poll(() => lastRun(late.branch)).toMatchObject({ cases: 1 })
  expect(await told(late)).toEqual({ trouble: null, first: false })
})
