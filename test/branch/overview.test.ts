// The overview of the day: each figure is the length of its list, beside what is usual on such a day.
import { describe, expect, test } from 'vitest'
import { todayAt, unsentAt } from '../../electron/branch/reports/windows.ts'
import type { Today } from '../../electron/contract.ts'
import { lead, openBench, registered, signIn } from './bench.ts'
import { busy, day, listed, overview, TODAY } from './reports.ts'

describe('the overview', () => {
  test('each of its figures is the length of its list; what waits stands in the order of work', async () => {
    const bench = await busy()
    await bench.call('searches.note', { words: 'вклад по завещанию', instead: 'nothing' })
    await bench.call('searches.note', { words: 'карта для пенсии', instead: 'freeText' })
    await signIn(bench, lead)
    const seen = await overview(bench)
    const moving = (await bench.call('cases.today', {})) as Today
    const review = (await bench.call('review.page', { offset: 0, limit: 1 })) as { total: number }
    const searches = (await bench.call('searches.list', { week: null })) as { total: number }
    const lists: Record<string, number> = {
      ...Object.fromEntries(moving.parts.map(({ why, count }) => [why, count])),
      ...(review.total > 0 && { review: review.total }),
      searches: searches.total,
    }
    expect(Object.fromEntries(seen.needs.map(({ need, count }) => [need, count]))).toEqual(lists)
    expect(lists).toMatchObject({ overdue: 4, searches: 2 })
    expect(seen.needs.at(-1)?.need).toBe('searches')
    expect(seen.needs.find(({ need }) => need === 'overdue')?.first?.type).toBe('SVC-BILL')
    for (const { window, today, unsent } of seen.windows) {
      expect((await listed(bench, todayAt(TODAY, window))).total).toBe(today)
      expect((await listed(bench, unsentAt(window))).total).toBe(unsent)
    }
    expect(seen.windows).toMatchObject([{ window: 'A', here: true, clerk: 'Серік Д. А.', today: 2, unsent: 6 }])
    for (const { hour, today } of seen.hours) {
      const slice = { from: TODAY, to: TODAY, parts: [{ by: 'hour' as const, value: hour }] }
      expect((await listed(bench, slice)).total).toBe(today)
    }
    expect(seen.todayTotal).toBe(2)
  })

  test('the usual day is of the same weekday of the last weeks; where there was none, nothing is shown', async () => {
    const bench = await openBench({ now: { ms: day('2026-10-19T09:30') } })
    await signIn(bench)
    const at = async (moment: string, cases: number) => {
      bench.now.ms = day(moment)
      for (let i = 0; i < cases; i++) await registered(bench)
    }
    // Five weeks ago, and a Sunday: neither is looked at.
    await at('2026-10-19T09:30', 3)
    await at('2026-11-08T09:30', 1)
    bench.now.ms = day('2026-11-10T11:00')
    await signIn(bench, lead)
    expect(await overview(bench)).toMatchObject({ usualDays: 0, hours: [] })
    await signIn(bench)
    await at('2026-11-09T09:30', 2)
    await at('2026-11-16T09:10', 1)
    await at('2026-11-16T11:10', 1)
    await at('2026-11-23T10:00', 1)
    await signIn(bench, lead)
    const { hours, usualDays } = await overview(bench)
    expect(usualDays).toBe(2)
    expect(hours).toEqual([
      { hour: '09', today: 0, usual: 1.5 },
      { hour: '10', today: 1, usual: 0 },
      { hour: '11', today: 0, usual: 0.5 },
    ])
  })
})
