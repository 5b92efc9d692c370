// The month of outages is the sum of its cards, counted in the branch's own time.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minutesOf } from '../../domain/outages/outage.ts'
import { monthOf, monthReport } from '../../domain/outages/report.ts'

describe('the month', () => {
  const minute = (n: number) => new Date(Date.parse('2026-10-30T00:00:00.000Z') + n * 60_000).toISOString()
  const card = fc
    .record({ begin: fc.nat(60 * 24 * 40), length: fc.option(fc.nat(60 * 24 * 5)), cases: fc.nat(300), n: fc.nat(999) })
    .map(({ begin, length, cases, n }) => ({
      number: `S-${n}`,
      what: 'x',
      since: minute(begin),
      endedAt: length === null ? null : minute(begin + length),
      cases,
    }))
  const now = minute(60 * 24 * 60)

  test('R-020 outages, minutes and cases of the month are the sum of the cards; over all months nothing is lost or counted twice', () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 20 }), fc.constantFrom('Asia/Almaty', 'UTC'), (cards, zone) => {
        const months = [...new Set(cards.map(({ since }) => monthOf(since, zone)))]
        const reports = months.map((month) => monthReport(cards, month, zone, now))
        const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
        for (const report of reports) {
          expect(report.outages).toBe(report.rows.length)
          expect(report.minutes).toBe(sum(report.rows.map((row) => row.minutes)))
          expect(report.cases).toBe(sum(report.rows.map((row) => row.cases)))
        }
        expect(sum(reports.map((one) => one.outages))).toBe(cards.length)
        expect(sum(reports.map((one) => one.minutes))).toBe(sum(cards.map((one) => minutesOf(one, now))))
        expect(sum(reports.map((one) => one.cases))).toBe(sum(cards.map((one) => one.cases)))
      }),
    )
  })

  test('R-020 the minutes of each card, their sum, and beside it those that passed at the same time: what is left is the time with at least one outage', () => {
    /** Minute by minute, the slow way. */
    const counted = (report: ReturnType<typeof monthReport>) =>
      new Set(
        report.rows.flatMap(({ since, minutes }) =>
          Array.from({ length: minutes }, (_, i) => Math.floor(Date.parse(since) / 60_000) + i),
        ),
      ).size
    fc.assert(
      fc.property(fc.array(card, { maxLength: 8 }), (cards) => {
        const ended = cards.map((one) => ({ ...one, endedAt: one.endedAt ?? one.since }))
        const report = monthReport(ended, '2026-11', 'UTC', now)
        expect(report.atLeastOne).toBe(counted(report))
        expect(report.rows.reduce((sum, row) => sum + row.shared, 0)).toBe(report.shared)
        expect(report.minutes - report.shared).toBe(report.atLeastOne)
        for (const row of report.rows) expect(row.shared >= 0 && row.shared <= row.minutes).toBe(true)
      }),
      { numRuns: 60 },
    )
    const at = (n: number, from: number, until: number) => ({
      ...{ number: `S-${n}`, what: 'x', cases: 0 },
      ...{ since: minute(60 * 24 * 4 + from), endedAt: minute(60 * 24 * 4 + until) },
    })
    const cards = [at(1, 0, 90), at(2, 60, 120), at(3, 70, 80), at(4, 300, 310)]
    expect(monthReport(cards, '2026-11', 'UTC', now)).toMatchObject({
      ...{ minutes: 170, shared: 40, atLeastOne: 130 },
      rows: [{ shared: 0 }, { shared: 30 }, { shared: 10 }, { shared: 0 }],
    })
  })

  test('minutes are whole ones on each card: seconds never make the parts more than the sum', () => {
    const since = (at: string, endedAt: string, n: number) => ({
      number: `S-${n}`,
      what: 'x',
      since: at,
      endedAt,
      cases: 0,
    })
    const cards = [
      since('2026-11-03T00:00:30.000Z', '2026-11-03T00:10:50.000Z', 1),
      since('2026-11-03T00:05:45.000Z', '2026-11-03T00:12:00.000Z', 2),
    ]
    const { rows, minutes, shared, atLeastOne } = monthReport(cards, '2026-11', 'UTC', now)
    expect([rows.map((row) => row.minutes), minutes, shared, atLeastOne]).toEqual([[10, 6], 16, 5, 11])
  })

  test('the month is the branch’s: 31 October 20:30 UTC is November in Taldyqorgan', () => {
    expect(monthOf('2026-10-31T20:30:00.000Z', 'Asia/Almaty')).toBe('2026-11')
    const one = { number: 'S-1', what: 'x', since: '2026-10-31T20:30:00.000Z', endedAt: null, cases: 2 }
    expect(monthReport([one], '2026-11', 'Asia/Almaty', '2026-10-31T21:30:30.000Z')).toMatchObject({
      outages: 1,
      minutes: 60,
      cases: 2,
    })
    expect(monthReport([one], '2026-10', 'Asia/Almaty', now).outages).toBe(0)
  })
})
