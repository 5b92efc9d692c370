import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import kz2026 from '../../data/calendars/KZ-2026.json' with { type: 'json' }
import kz2027 from '../../data/calendars/KZ-2027.json' with { type: 'json' }
import zones from '../../data/zones.json' with { type: 'json' }
import { branchCalendar, calendarFile, dayKind } from '../../domain/calendar/calendar.ts'
import { type ChangeCalendar, calendarChanged, changeCalendar, withChanges } from '../../domain/calendar/change.ts'
import { addDays } from '../../domain/calendar/days.ts'
import { calendarLacks } from '../../domain/calendar/reach.ts'
import { staleZones, zoneFact } from '../../domain/calendar/zone.ts'
import { LEAST_REASON } from '../../domain/forms/procedure.ts'
import type { Person } from '../../domain/people/person.ts'
import { uuid } from '../support/pen.ts'

const kz = branchCalendar(
  'KZ',
  [6, 7],
  [kz2026, kz2027].map((file) => calendarFile.parse(file)),
)
const manager: Person = { id: uuid('manager'), lastName: 'Ж', firstName: 'Р', patronymic: '', role: 'manager' }
const wish: ChangeCalendar = {
  command: uuid('command'),
  country: 'KZ',
  year: 2026,
  days: [{ date: '2026-03-25', working: true }],
  why: 'Перенос выходного',
  source: 'Постановление Правительства',
  published: false,
}
/** Before the day of the wish. */
const TODAY = '2026-03-20'
const decide = (change: Partial<ChangeCalendar> = {}, person = manager, today = TODAY) =>
  changeCalendar({ ...wish, ...change }, person, kz, today)
const working = (day: string, calendar = kz) => dayKind(day, calendar).working

describe('a change of the calendar', () => {
  test('is one event of the branch: who, which days, why and where it was published', () => {
    const decision = decide()
    if (!decision.ok) throw new Error(decision.refusal.code)
    expect(decision.event).toMatchObject({ type: 'calendarChanged', case: null, by: manager.id })
    expect(calendarChanged.parse(decision.event.payload)).toEqual({
      command: wish.command,
      country: 'KZ',
      year: 2026,
      changes: [{ date: '2026-03-25', working: true, why: wish.why, source: wish.source }],
    })
  })
  test.each<[string, Partial<ChangeCalendar>, Person, string]>([
    ['of a shift lead', {}, { ...manager, role: 'shift_lead' }, 'roleMayNot'],
    ['of a clerk', {}, { ...manager, role: 'clerk' }, 'roleMayNot'],
    ['without a reason', { why: '  ' }, manager, 'whyMissing'],
    ['without a source', { source: '' }, manager, 'sourceMissing'],
    ['of no day', { days: [] }, manager, 'nothingChanged'],
    ['that says what is so already', { days: [{ date: '2026-03-25', working: false }] }, manager, 'nothingChanged'],
    ['of a day in another year', { days: [{ date: '2027-03-25', working: true }] }, manager, 'otherYear'],
    ['that confirms what is confirmed', { days: [], published: true }, manager, 'nothingChanged'],
  ])('%s is refused', (_, change, person, code) => {
    expect(decide(change, person)).toEqual({ ok: false, refusal: { code } })
  })
  test('of a day that is over needs a reason that explains; of days to come any reason does', () => {
    const days = [
      { date: '2026-03-25', working: true },
      { date: '2026-03-26', working: false },
    ]
    const tooShort = { ok: false, refusal: { code: 'whyTooShort', least: LEAST_REASON } }
    const explained = 'x'.repeat(LEAST_REASON)
    expect(decide({ days, why: 'көк' }, manager, '2026-03-25').ok).toBe(true)
    for (const why of ['көк', `   көк${' '.repeat(LEAST_REASON)}`, explained.slice(1)])
      expect(decide({ days, why }, manager, '2026-03-26')).toEqual(tooShort)
    expect(decide({ days, why: explained }, manager, '2026-03-26').ok).toBe(true)
    expect(decide({ days, why: ' ' }, manager, '2026-03-26')).toEqual({ ok: false, refusal: { code: 'whyMissing' } })
    // What is so already is no change, so nothing of the past is changed by it.
    const same = [{ date: '2026-03-24', working: false }, ...days]
    expect(decide({ days: same, why: 'көк' }, manager, '2026-03-25').ok).toBe(true)
  })
  test('lies over the shipped days, which stay as they are; the latest word counts', () => {
    const day = (working: boolean) => ({ date: '2026-03-25', working, why: 'w', source: 's' })
    const change = (working: boolean) => ({ command: '', country: 'KZ', year: 2026, changes: [day(working)] })
    expect(working('2026-03-25', withChanges(kz, 'KZ', [change(true)]))).toBe(true)
    expect(working('2026-03-25', withChanges(kz, 'KZ', [change(true), change(false)]))).toBe(false)
    expect(working('2026-03-25', withChanges(kz, 'PL', [change(true)]))).toBe(false)
    expect(working('2026-03-25')).toBe(false)
  })
  test('of a year nobody has entered begins it, and it stays unconfirmed', () => {
    const changes = [{ date: '2031-03-10', working: false, why: 'w', source: 's' }]
    const calendar = withChanges(kz, 'KZ', [{ command: '', country: 'KZ', year: 2031, changes }])
    expect(dayKind('2031-03-10', calendar)).toEqual({ working: false, known: false })
  })
  test('that says the year is published makes all its days known', () => {
    const decision = decide({ year: 2027, days: [], published: true })
    if (!decision.ok) throw new Error(decision.refusal.code)
    const calendar = withChanges(kz, 'KZ', [decision.payload])
    expect(dayKind('2027-03-15', kz)).toEqual({ working: false, known: false })
    expect(dayKind('2027-03-15', calendar)).toEqual({ working: false, known: true })
    expect(dayKind('2027-03-16', calendar)).toEqual({ working: true, known: true })
  })
  test('changes the days it names and no other, whatever they were', () => {
    const dates = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n))
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(dates, fc.boolean()), { selector: ([date]) => date }), (days) => {
        const decision = decide({ days: days.map(([date, working]) => ({ date, working })) })
        const calendar = decision.ok ? withChanges(kz, 'KZ', [decision.payload]) : kz
        const said = new Map(days)
        for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1))
          expect(working(day, calendar)).toBe(said.get(day) ?? working(day))
      }),
      { numRuns: 40 },
    )
  })
})

describe('what lacks in the calendar is said while there is time', () => {
  test.each([
    ['2026-09-30', []],
    ['2026-11-23', [{ code: 'calendarUnconfirmed', year: 2027 }]],
    ['2027-06-01', [{ code: 'calendarUnconfirmed', year: 2027 }]],
    [
      '2027-11-15',
      [
        { code: 'calendarUnconfirmed', year: 2027 },
        { code: 'calendarMissing', year: 2028 },
      ],
    ],
  ])('on %s', (today, lacks) => {
    expect(calendarLacks(kz, today, 2)).toEqual(lacks)
  })
})

describe('a computer with old time zones', () => {
  const facts = zones.map((fact) => zoneFact.parse(fact))
  test('is named: Almaty six hours from UTC in 2026, or not known at all', () => {
    expect(staleZones(facts, () => '+06:00')).toEqual(facts)
    expect(staleZones(facts, () => null)).toEqual(facts)
  })
  test('is not this one: Almaty is five hours from UTC in 2026', () => {
    expect(facts).toMatchObject([{ zone: 'Asia/Almaty', offset: '+05:00' }])
    expect(staleZones(facts)).toEqual([])
  })
})
