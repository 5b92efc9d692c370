/** By whose time the days are counted after which something is erased, and when the program does it. */
import { describe, expect, test } from 'vitest'
import { keepRetention, lastRun } from '../../electron/branch/retention/erase.ts'
import { hqTime, noteHqTime } from '../../electron/branch/retention/time.ts'
import { isKeyOfAny } from '../../electron/branch/store/caseKeys.ts'
import { type Bench, lead, openBench, registered, reopen, rows, signIn } from './bench.ts'
import { preparedBy } from './plans.ts'
import { atHq, DAY_MS, daysLater, end, withEnded, words } from './retention.ts'

describe('R-060 by which time', () => {
  test('R-060 a wall clock that runs ahead erases nothing: the days count up to what headquarters showed', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    noteHqTime(bench.branch.db, bench.now.ms)
    bench.now.ms += 20 * 365 * DAY_MS
    const ahead = await reopen(bench)
    expect(await keepRetention(ahead.branch)).toBeNull()
    expect(words(ahead).length).toBeGreaterThan(0)
    expect(rows(ahead, 'SELECT * FROM access_log').length).toBeGreaterThan(0)
    // Ahead by no more than a day it is not alarming, and still not believed.
    ahead.now.ms += (91 - 20 * 365) * DAY_MS
    noteHqTime(ahead.branch.db, ahead.now.ms - DAY_MS)
    expect(await keepRetention(ahead.branch)).toMatchObject({ cases: 0, waiting: 0 })
    expect(words(ahead).length).toBeGreaterThan(0)
    expect(words(await daysLater(ahead, 1))).toEqual([])
  })

  test('R-060 a clock of headquarters that ran ahead erases nothing either, and one lower answer does not set it back', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    noteHqTime(bench.branch.db, bench.now.ms + 20 * 365 * DAY_MS)
    noteHqTime(bench.branch.db, bench.now.ms)
    bench.now.ms += 2 * DAY_MS
    expect(await keepRetention(bench.branch)).toMatchObject({ cases: 0 })
    expect(words(bench).length).toBeGreaterThan(0)
  })

  test('R-060 one bad hour at headquarters is not believed for years: three lower times in a row, a heartbeat apart, replace it', async () => {
    const { branch, now } = await openBench()
    const shown = (ms: number) => {
      noteHqTime(branch.db, ms)
      return hqTime(branch.db)
    }
    const bad = now.ms + 4 * 365 * DAY_MS
    const beat = 20_000
    expect(shown(bad)).toBe(bad)
    // As many as you like within one heartbeat are one; the wrong time shown between them begins it anew.
    for (const ms of [0, 1000, 2000, beat, beat + 1000]) expect(shown(now.ms + ms)).toBe(bad)
    expect(shown(bad - 3_600_000)).toBe(bad)
    for (const ms of [2 * beat, 3 * beat]) expect(shown(now.ms + ms)).toBe(bad)
    // Lower than the one before: they do not agree.
    expect(shown(now.ms)).toBe(bad)
    expect(shown(now.ms + beat)).toBe(bad)
    expect(shown(now.ms + 2 * beat)).toBe(now.ms + 2 * beat)
    // And up again at once.
    expect(shown(now.ms + DAY_MS)).toBe(now.ms + DAY_MS)
  })

  test('R-060 a branch that never had contact erases nothing', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    bench.now.ms += 91 * DAY_MS
    expect(await keepRetention(bench.branch)).toBeNull()
    expect(words(bench).length).toBeGreaterThan(0)
  })

  test('R-060 a case registered long ago that ended yesterday stays', async () => {
    const { bench, ended, open } = await withEnded()
    atHq(bench)
    const late = await daysLater(bench, 200)
    end(late, open.case)
    atHq(late)
    const next = await daysLater(late, 1)
    expect(rows(next, 'SELECT case_id FROM erased_case')).toEqual([{ case_id: ended.case }])
    expect(rows(next, `SELECT 1 FROM journal WHERE case_id = '${open.case}' AND payload = ''`)).toEqual([])
  })
})

describe('R-060 when it runs', () => {
  test('R-060 neither the opening nor a sign-in does it: it comes by itself afterwards', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    bench.now.ms += 91 * DAY_MS
    noteHqTime(bench.branch.db, bench.now.ms)
    const idle = await reopen(bench)
    await signIn(idle, lead)
    expect(lastRun(idle.branch)).toBeNull()
    const late = await reopen(idle, { forgetAfterMs: 0 })
    await expect.poll(() => lastRun(late.branch)).toMatchObject({ cases: 1 })
    expect(words(late)).toEqual([])
    late.now.ms += DAY_MS
    noteHqTime(late.branch.db, late.now.ms)
    await signIn(late, lead)
    await expect.poll(() => lastRun(late.branch)).toMatchObject({ cases: 0 })
  })

  test('R-060 broken off between two pieces it goes on with the next run', async () => {
    const { bench, open } = await withEnded()
    end(bench, open.case)
    atHq(bench)
    bench.now.ms += 91 * DAY_MS
    noteHqTime(bench.branch.db, bench.now.ms)
    let pieces = 0
    expect(await keepRetention(bench.branch, () => ++pieces < 2)).toBeNull()
    expect(rows(bench, 'SELECT * FROM erased_case')).toHaveLength(1)
    expect(await keepRetention(bench.branch)).toMatchObject({ cases: 1 })
    expect(rows(bench, 'SELECT * FROM erased_case')).toHaveLength(2)
  })

  test('R-060 what it looks for it finds by an index', async () => {
    const bench = await openBench()
    const ofAny = await preparedBy(bench.branch.db, () => isKeyOfAny(bench.branch.db, 'x'))
    expect(ofAny).toHaveLength(1)
    for (const text of [
      ...ofAny.map((one) => one.replace('?', `'x'`)),
      `UPDATE access_log SET key_value = '' WHERE key_value = 'x'`,
      `SELECT DISTINCT key_value FROM access_log WHERE case_id = 'x' AND key_value IS NOT NULL`,
      `DELETE FROM case_key WHERE case_id = 'x'`,
    ])
      expect(JSON.stringify(rows(bench, `EXPLAIN QUERY PLAN ${text}`)), text).not.toContain('SCAN')
  })

  test('R-060 a clock that runs ahead is told once', async () => {
    const { bench } = await withEnded()
    noteHqTime(bench.branch.db, bench.now.ms)
    bench.now.ms += 2 * DAY_MS
    const told: string[] = []
    const late = await reopen(bench, { forgetAfterMs: 0, onTrouble: (what) => told.push(what) })
    await expect.poll(() => told).toEqual(['retention'])
    await signIn(late, lead)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(told).toEqual(['retention'])
  })
})

test('R-045 the log of looks is kept for the days of the rule, then deleted by the program, which says how much', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  await signIn(bench, lead)
  await bench.call('documents.caseRecord', { case: id })
  bench.now.ms += DAY_MS
  await bench.call('documents.caseRecord', { case: id })
  const looks = (one: Bench) => rows(one, 'SELECT day FROM access_log ORDER BY day') as { day: string }[]
  const late = await daysLater(bench, 364)
  expect(looks(late)).toHaveLength(2)
  const later = await daysLater(late, 1)
  expect(looks(later)).toEqual([{ day: '2026-11-24' }])
  expect(lastRun(later.branch)).toMatchObject({ looks: 1 })
  expect(rows(later, 'SELECT * FROM erasure_permit')).toEqual([])
})
