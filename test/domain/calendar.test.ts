import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import breach from '../../data/breach.json' with { type: 'json' }
import kz2026 from '../../data/calendars/KZ-2026.json' with { type: 'json' }
import kz2027 from '../../data/calendars/KZ-2027.json' with { type: 'json' }
import pl2026 from '../../data/calendars/PL-2026.json' with { type: 'json' }
import pl2027 from '../../data/calendars/PL-2027.json' with { type: 'json' }
import ru2026 from '../../data/calendars/RU-2026.json' with { type: 'json' }
import { breachDues, breachTerm } from '../../domain/calendar/breach.ts'
import { branchCalendar, calendarFile, dayKind } from '../../domain/calendar/calendar.ts'
import { withChanges } from '../../domain/calendar/change.ts'
import { addDays, isRealDay, weekday } from '../../domain/calendar/days.ts'
import { answerEnd, type Counted, countTerm, movedEnds, workingDayFrom } from '../../domain/calendar/term.ts'

const files = [kz2026, kz2027, pl2026, pl2027, ru2026].map((file) => calendarFile.parse(file))
const weekend = [6, 7]
const of = (country: string) => branchCalendar(country, weekend, files)
const kz = of('KZ')
const rules = { startOnWorkingDay: true }

const days = (amount: number): Counted => ({ amount, unit: 'calendar_days', shift: 'next_working_day' })
const working = (amount: number): Counted => ({ amount, unit: 'working_days', shift: 'none' })
const months = (amount: number): Counted => ({ amount, unit: 'months', shift: 'next_working_day' })

describe('R-052 terms end where the law counts them to', () => {
  test.each([
    ['A', 'KZ', '2026-03-13', days(10), '2026-03-23', '2026-03-26'],
    ['B', 'KZ', '2026-05-04', working(15), '2026-05-28', '2026-05-28'],
    ['C', 'KZ', '2026-08-31', months(6), '2027-02-28', '2027-03-01'],
    ['D', 'KZ', '2026-11-21', days(45), '2027-01-05', '2027-01-05'],
    ['E', 'KZ', '2026-12-22', days(10), '2027-01-01', '2027-01-05'],
    ['F', 'KZ', '2026-12-31', months(2), '2027-02-28', '2027-03-01'],
    ['G', 'PL', '2026-11-25', days(30), '2026-12-25', '2026-12-28'],
    ['H', 'RU', '2025-12-10', days(30), '2026-01-09', '2026-01-12'],
    ['I', 'KZ', '2026-12-15', working(1), '2026-12-17', '2026-12-17'],
    ['J', 'KZ', '2026-11-23', days(10), '2026-12-03', '2026-12-03'],
    ['K', 'KZ', '2027-03-19', working(3), '2027-03-29', '2027-03-29'],
    ['L', 'KZ', '2026-08-21', days(10), '2026-08-31', '2026-08-31'],
    ['M', 'PL', '2026-02-28', months(12), '2027-02-28', '2027-03-01'],
    ['N', 'PL', '2026-12-10', working(14), '2027-01-04', '2027-01-04'],
  ])('%s: %s from %s', (_row, country, start, term, rawEnd, end) => {
    expect(countTerm(start, term, of(country))).toMatchObject({ rawEnd, end })
  })

  test('25 March 2026 made a working day lists the answers whose date would move, with the day promised and the new one', () => {
    const word = { why: 'Үкімет қаулысы', source: 'adilet.zan.kz' }
    const edited = withChanges(kz, 'KZ', [
      { command: '', country: 'KZ', year: 2026, changes: [{ date: '2026-03-25', working: true, ...word }] },
    ])
    const promised = (acceptedOn: string, term: Counted) => {
      const { end } = answerEnd(acceptedOn, term, kz, rules)
      return { acceptedOn, term, promised: end }
    }
    const row = { A: promised('2026-03-13', days(10)), B: promised('2026-03-23', working(3)) }
    const open = [
      row.A,
      promised('2026-11-23', days(10)),
      row.B,
      { ...row.A, term: { amount: 72, unit: 'hours', shift: 'none' } as Counted },
      // Somebody has already told this customer the new day.
      { ...row.A, promised: '2026-03-25' },
    ]
    expect(row.B.promised).toBe('2026-03-31')
    expect(movedEnds(open, kz, edited, rules)).toEqual([
      { open: row.A, promised: '2026-03-26', counted: '2026-03-25' },
      { open: row.B, promised: '2026-03-31', counted: '2026-03-30' },
    ])
    expect(movedEnds(open, kz, kz, rules)).toEqual([])
  })
})

test('R-058 a breach opened on Friday 25 December 2026 at 18:00 is reported by Monday 28 December in Kazakhstan, and by Monday 18:00 under the GDPR', () => {
  const terms = z.array(breachTerm).parse(breach)
  expect(terms.every(({ basis }) => basis.source !== '' && basis.kind === 'law')).toBe(true)
  // 18:00 in Kazakhstan, UTC+5.
  const opened = { openedAt: '2026-12-25T13:00:00Z', openedOn: '2026-12-25' }
  expect(breachDues(opened, terms, kz)).toEqual([
    { key: 'kz_authority', by: '2026-12-28' },
    { key: 'gdpr_authority', at: '2026-12-28T13:00:00Z' },
  ])
})

describe('a calendar that is missing or not confirmed is a mark, not an exception', () => {
  test.each([
    ['known year', '2026-03-13', days(10), false],
    ['end in a year that is not confirmed', '2026-12-22', days(10), true],
    ['end in a year nobody entered', '2031-03-13', days(10), true],
    ['working days into such a year', '2026-12-28', working(5), true],
    ['no shift: no calendar is needed', '2031-03-13', { ...days(10), shift: 'none' } as Counted, false],
  ])('%s', (_what, start, term, calendarUnknown) => {
    expect(countTerm(start, term, kz).calendarUnknown).toBe(calendarUnknown)
  })
  test('one unconfirmed day of a confirmed year marks only terms it decides', () => {
    const own = files.map((file) => ({
      ...file,
      entries: file.entries.map((entry) => ({ ...entry, confirmed: entry.date !== '2026-05-27' })),
    }))
    const calendar = branchCalendar('KZ', weekend, own)
    expect(countTerm('2026-05-04', working(15), calendar)).toMatchObject({ end: '2026-05-28', calendarUnknown: true })
    expect(countTerm('2026-05-04', working(5), calendar).calendarUnknown).toBe(false)
  })
  test('a calendar without a single working day still ends', () => {
    const calendar = branchCalendar('KZ', [1, 2, 3, 4, 5, 6, 7], files)
    expect(countTerm('2026-02-02', days(1), calendar)).toEqual({
      rawEnd: '2026-02-03',
      end: '2026-02-03',
      calendarUnknown: true,
    })
  })
})

describe('a paper taken on a day off', () => {
  const end = (day: string, term: Counted, startOnWorkingDay = true) => answerEnd(day, term, kz, { startOnWorkingDay })
  test.each([
    ['Saturday', '2026-11-21', '2026-11-23', '2026-12-03'],
    ['Sunday', '2026-11-22', '2026-11-23', '2026-12-03'],
    ['a working Monday', '2026-11-23', '2026-11-23', '2026-12-03'],
    ['Nauryz with its moved days', '2026-03-21', '2026-03-26', '2026-04-06'],
    ['New Year', '2027-01-01', '2027-01-05', '2027-01-15'],
  ])('%s counts as registered on the next working day', (_, taken, start, by) => {
    expect(end(taken, days(10))).toMatchObject({ start, end: by })
  })
  test('has its working days counted from there', () => {
    expect(end('2026-11-21', working(1))).toMatchObject({ start: '2026-11-23', end: '2026-11-24' })
  })
  test('counts from its own day where the operator has not taken the rule over', () => {
    expect(end('2026-11-21', days(10), false)).toMatchObject({ start: '2026-11-21', rawEnd: '2026-12-01' })
  })
  test('is marked where the calendar that moves it is not confirmed', () => {
    expect(end('2027-01-01', { ...days(1), shift: 'none' }).calendarUnknown).toBe(true)
  })
})

test('a Saturday worked by decree is a working day', () => {
  const swap = calendarFile.parse({
    country: 'KZ',
    year: 2023,
    confirmed: true,
    entries: [
      {
        date: '2023-07-01',
        kind: 'work',
        name: { kk: 'жұмыс', ru: 'рабочий', en: 'worked' },
        basis: '-',
        confirmed: true,
      },
      {
        date: '2023-07-07',
        kind: 'off',
        name: { kk: 'демалыс', ru: 'выходной', en: 'off' },
        basis: '-',
        confirmed: true,
      },
    ],
  })
  const calendar = branchCalendar('KZ', weekend, [swap])
  expect(countTerm('2023-06-30', working(1), calendar).end).toBe('2023-07-01')
  expect(countTerm('2023-07-06', working(1), calendar).end).toBe('2023-07-10')
})

describe('calendar files', () => {
  const workingDays = (country: string, year: number) => {
    const calendar = of(country)
    let count = 0
    for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
      if (dayKind(day, calendar).working) count++
    }
    return count
  }
  test('Kazakhstan and Russia have 247 working days in 2026', () => {
    expect(workingDays('KZ', 2026)).toBe(247)
    expect(workingDays('RU', 2026)).toBe(247)
  })
  test('31 August and 16 March 2026 are working days: Constitution Day moves to 15 March from 2027', () => {
    expect(dayKind('2026-08-31', kz).working).toBe(true)
    expect(dayKind('2026-03-16', kz).working).toBe(true)
    expect(dayKind('2027-03-15', kz)).toEqual({ working: false, known: false })
  })
  // As published, or as the rules of holidays give them where nothing has been published; weekends left out.
  test.each([
    [...['KZ', 2026, true], '01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16'],
    [...['KZ', 2027, false], '01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16'],
    ['RU', 2026, true, '01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31'],
    ['PL', 2026, true, '01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25'],
    ['PL', 2027, true, '01-01 01-06 03-29 05-03 05-27 11-01 11-11 12-24'],
  ] as [string, number, boolean, string][])('R-052 the weekdays off of %s %i', (country, year, confirmed, days) => {
    const calendar = of(country)
    const off: string[] = []
    for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1))
      if (weekday(day) < 6 && !dayKind(day, calendar).working) off.push(day.slice(5))
    expect(off.join(' ')).toBe(days)
    expect(calendar.years.get(year)?.confirmed).toBe(confirmed)
  })
  test('a date of another year, or a date twice, is refused', () => {
    expect(calendarFile.safeParse({ ...kz2026, year: 2027 }).success).toBe(false)
    expect(calendarFile.safeParse({ ...kz2026, entries: [...kz2026.entries, kz2026.entries[0]] }).success).toBe(false)
  })
})

describe('over all terms', () => {
  const start = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n))
  const term = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom<Counted['unit']>('calendar_days', 'working_days', 'months'),
    shift: fc.constantFrom<Counted['shift']>('none', 'next_working_day'),
  })
  const calendars = fc.constantFrom(kz, of('PL'), of('RU'), of('DE'))
  const properties = (rule: (start: string, term: Counted, calendar: typeof kz) => void) =>
    fc.assert(fc.property(start, term, calendars, rule), { numRuns: 200 })

  test('the end is never before the raw end, nor the raw end on or before the start', () => {
    properties((from, counted, calendar) => {
      const { rawEnd, end } = countTerm(from, counted, calendar)
      expect(rawEnd > from).toBe(true)
      expect(end >= rawEnd).toBe(true)
    })
  })
  test('working days and shifted terms end on a working day, with no working day jumped over', () => {
    properties((from, counted, calendar) => {
      const { rawEnd, end } = countTerm(from, counted, calendar)
      if (counted.unit !== 'working_days' && counted.shift === 'none') return
      expect(dayKind(end, calendar).working).toBe(true)
      expect(workingDayFrom(rawEnd, calendar).day).toBe(end)
    })
  })
  test('between start and end lie exactly the counted working days', () => {
    properties((from, counted, calendar) => {
      const { end } = countTerm(from, { ...counted, unit: 'working_days' }, calendar)
      let passed = 0
      for (let day = addDays(from, 1); day <= end; day = addDays(day, 1)) if (dayKind(day, calendar).working) passed++
      expect(passed).toBe(counted.amount)
    })
  })
  test('one more day off never makes an end earlier', () => {
    fc.assert(
      fc.property(start, term, fc.integer({ min: 0, max: 90 }), (from, counted, later) => {
        const date = addDays(from, later)
        const off = { date, kind: 'off' as const, name: { kk: '-', ru: '-', en: '-' }, basis: '-', confirmed: true }
        const added = files.map((file) =>
          file.country === 'KZ' && date.startsWith(String(file.year))
            ? { ...file, entries: [...file.entries.filter((entry) => entry.date !== date), off] }
            : file,
        )
        const { end } = countTerm(from, counted, branchCalendar('KZ', weekend, added))
        expect(end >= countTerm(from, counted, kz).end).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

test('a real day is one the calendar has', () => {
  expect(isRealDay(2004, 2, 29)).toBe(true)
  expect(isRealDay(1900, 2, 29)).toBe(false)
  expect(isRealDay(2000, 2, 29)).toBe(true)
  expect(isRealDay(2026, 13, 1)).toBe(false)
  expect(isRealDay(2026, 4, 31)).toBe(false)
  expect(weekday('2026-03-13')).toBe(5)
})
