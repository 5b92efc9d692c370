// Cases rise by themselves. What the program counts with dates is counted here once more, slowly: day by day, from the
// calendar's file itself, for every day of a year and every term that the forms have.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import kz2026 from '../../data/calendars/KZ-2026.json' with { type: 'json' }
import kz2027 from '../../data/calendars/KZ-2027.json' with { type: 'json' }
import shipped from '../../data/rules.json' with { type: 'json' }
import { branchCalendar, calendarFile } from '../../domain/calendar/calendar.ts'
import { withChanges } from '../../domain/calendar/change.ts'
import { daysBetween } from '../../domain/calendar/days.ts'
import { answerEnd, type Counted } from '../../domain/calendar/term.ts'
import { type Clock, clockDays, clockRule, standingOf, standingOn } from '../../domain/cases/clocks.ts'

const rule = clockRule.parse(shipped.clocks)
const files = [kz2026, kz2027].map((file) => calendarFile.parse(file))
const kz = branchCalendar('KZ', [6, 7], files)

const DAY_MS = 86_400_000
/** Every day of two years, without the program's own arithmetic. */
const everyDay = Array.from({ length: 730 }, (_, i) =>
  new Date(Date.UTC(2026, 0, 1) + i * DAY_MS).toISOString().slice(0, 10),
)
const place = new Map(everyDay.map((day, i) => [day, i]))
const at = (day: string): number => {
  const found = place.get(day)
  if (found === undefined) throw new Error(`${day} is not in the two years`)
  return found
}
const entries = new Map([...kz2026.entries, ...kz2027.entries].map(({ date, kind }) => [date, kind]))
const isWorked = (day: string): boolean => {
  const kind = entries.get(day)
  return kind ? kind === 'work' : ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
}

/** How a case stands, found by walking: nothing is computed ahead, each day only looks back. */
function slowly({ startedOn, answerBy }: Pick<Clock, 'startedOn' | 'answerBy'>, today: string) {
  const [start, end, now] = [at(startedOn), at(answerBy), at(today)]
  if (now <= end) {
    const worked = everyDay.slice(now + 1, end).filter(isWorked).length
    // Nobody works between today and the end: this is the last chance, if today itself is one or none comes after it.
    const lastDay = now === end || now >= start + lastChance(start, end)
    const used = end === start || (now - start) * 100 >= (end - start) * rule.dueSoonAtPercent
    expect(worked === 0 || !lastDay).toBe(true)
    return { dueSoon: used || lastDay, lastDay, overdue: false, level: 0 }
  }
  const passed = everyDay.slice(end + 1, now).filter(isWorked).length
  const worksToday = isWorked(today)
  // A day off lifts nothing: what stood on the working day before stands still.
  const whole = worksToday ? passed : Math.max(passed - 1, 0)
  const { level } = rule.levels.findLast(({ afterWorkingDays }) => whole >= afterWorkingDays) ?? { level: 0 }
  return { dueSoon: false, lastDay: false, overdue: true, level }
}

/** Days from the start to the last working day before the end; 0 where the term has none. */
function lastChance(start: number, end: number): number {
  for (let day = end - 1; day > start; day--) if (isWorked(everyDay[day] ?? '')) return day - start
  return 0
}

const answers = z.object({ answer: z.array(z.object({ amount: z.int(), unit: z.string(), shift: z.string() })) })
const terms = [
  ...new Map(
    readdirSync('data/forms')
      .flatMap((file) => answers.parse(JSON.parse(readFileSync(`data/forms/${file}`, 'utf8'))).answer)
      .filter(({ unit }) => unit !== 'hours')
      .map((term) => [JSON.stringify(term), term as Counted]),
  ).values(),
]

describe('R-047 a case rises by itself', () => {
  test('from every day of a year and with every term of the forms, as a count day by day has it, and never down again', () => {
    expect(terms.length).toBeGreaterThan(5)
    let looked = 0
    for (const startedOn of everyDay.slice(0, 365))
      for (const term of terms) {
        const answerBy = answerEnd(startedOn, term, kz, { startOnWorkingDay: true }).end
        const clock: Clock = { startedOn, answerBy, pauses: [], stoppedOn: null }
        const days = clockDays(clock, rule, kz)
        let before = 0
        for (let i = at(startedOn); i < at(answerBy) + 14; i++) {
          const today = everyDay[i] ?? ''
          const stands = standingOn(days, today)
          if (JSON.stringify(stands) !== JSON.stringify(slowly(clock, today)))
            expect({ startedOn, answerBy, today, ...stands }).toEqual({
              startedOn,
              answerBy,
              today,
              ...slowly(clock, today),
            })
          const height = (stands.dueSoon ? 1 : 0) + (stands.lastDay ? 1 : 0) + (stands.overdue ? 3 + stands.level : 0)
          if (height < before) expect({ startedOn, answerBy, today, height }).toEqual({ height: before })
          before = height
          looked++
        }
        expect(before).toBe(6)
      }
    expect(looked).toBeGreaterThan(50_000)
  })

  test('ten days from Monday 23 November 2026: due soon on the seventh, the last working day, the manager, the unit, the management', () => {
    const days = clockDays({ startedOn: '2026-11-23', answerBy: '2026-12-03', pauses: [], stoppedOn: null }, rule, kz)
    expect(days).toEqual({
      answerBy: '2026-12-03',
      dueSoonOn: '2026-11-30',
      lastDayOn: '2026-12-02',
      overdueOn: '2026-12-04',
      levels: [
        { level: 1, on: '2026-12-04' },
        { level: 2, on: '2026-12-07' },
        { level: 3, on: '2026-12-09' },
      ],
    })
  })

  test('overdue on a Saturday: the manager at once, the unit only after his Monday', () => {
    const days = clockDays({ startedOn: '2026-11-20', answerBy: '2026-11-27', pauses: [], stoppedOn: null }, rule, kz)
    expect(days).toMatchObject({ lastDayOn: '2026-11-26', overdueOn: '2026-11-28' })
    expect(days.levels.map(({ on }) => on)).toEqual(['2026-11-28', '2026-12-01', '2026-12-03'])
  })

  test('what is answered stands nowhere from that day on, however late it was', () => {
    const clock: Clock = { startedOn: '2026-11-23', answerBy: '2026-12-03', pauses: [], stoppedOn: '2026-12-08' }
    expect(standingOf(clock, '2026-12-07', rule, kz)).toMatchObject({ overdue: true, level: 2 })
    const rest = { dueSoon: false, lastDay: false, overdue: false, level: 0 }
    for (const day of ['2026-11-22', '2026-12-08', '2027-06-01']) expect(standingOf(clock, day, rule, kz)).toEqual(rest)
  })

  test('the clock stands while the law lets it, and the answer is due later by just those days', () => {
    const open: Clock = {
      ...{ startedOn: '2026-11-23', answerBy: '2026-12-03', stoppedOn: null },
      pauses: [{ from: '2026-11-25', until: null }],
    }
    expect(standingOf(open, '2026-12-10', rule, kz)).toMatchObject({ dueSoon: false, overdue: false, level: 0 })
    const ended = { ...open, pauses: [{ from: '2026-11-25', until: '2026-12-01' }] }
    expect(clockDays(ended, rule, kz).answerBy).toBe('2026-12-09')
    // Nine days in all: the 12th is a Saturday, so the day moves on to Monday.
    const again = { ...open, pauses: [...ended.pauses, { from: '2026-12-02', until: '2026-12-05' }] }
    expect(clockDays(again, rule, kz).answerBy).toBe('2026-12-14')
  })

  test('a changed calendar moves the days on which it rises, and not the day that was promised', () => {
    const changes = ['2026-12-02', '2026-12-07'].map((date) => ({ date, working: false, why: 'көк', source: 'x' }))
    const changed = withChanges(kz, 'KZ', [{ command: '', country: 'KZ', year: 2026, changes }])
    const clock: Clock = { startedOn: '2026-11-23', answerBy: '2026-12-03', pauses: [], stoppedOn: null }
    const [was, is] = [kz, changed].map((calendar) => clockDays(clock, rule, calendar))
    expect(is).toMatchObject({ answerBy: '2026-12-03', lastDayOn: '2026-12-01', overdueOn: '2026-12-04' })
    expect([was, is].map((days) => days?.levels.map(({ on }) => on))).toEqual([
      ['2026-12-04', '2026-12-07', '2026-12-09'],
      ['2026-12-04', '2026-12-08', '2026-12-10'],
    ])
  })

  test('levels that do not rise with the days are no rule', () => {
    const levels = (...days: number[]) => ({
      ...shipped.clocks,
      levels: days.map((afterWorkingDays, i) => ({ level: i + 1, afterWorkingDays })),
    })
    expect(clockRule.safeParse(levels(0, 2, 2)).success).toBe(false)
    expect(clockRule.safeParse(levels(0, 2, 5)).success).toBe(true)
    expect(rule.basis.kind).toBe('operator')
  })

  test('for any dates the days come in their order', () => {
    const day = fc.integer({ min: 0, max: 500 }).map((i) => everyDay[i] ?? '')
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [startedOn = '', answerBy = ''] = [one, other].sort()
        const days = clockDays({ startedOn, answerBy, pauses: [], stoppedOn: null }, rule, kz)
        const order = [startedOn, days.dueSoonOn, days.lastDayOn, days.answerBy, days.overdueOn]
        expect([...order, ...days.levels.map(({ on }) => on)]).toEqual(
          [...order, ...days.levels.map(({ on }) => on)].sort(),
        )
        expect(daysBetween(days.answerBy, days.overdueOn)).toBe(1)
      }),
    )
  })
})
