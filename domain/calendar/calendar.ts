/**
 * Days off and working days as the operator's own checked data: one file a country and year. No rule of moving holidays
 * is computed here, because governments decide it anew each year; what is not entered is an ordinary day of the week.
 * A year that is missing or not confirmed is never an exception: the result says that the calendar is not known.
 */
import { z } from 'zod'
import { type FaultCode, inEnglish } from '../forms/faults.ts'
import { type Day, weekday, yearOf } from './days.ts'

export const calendarEntry = z.strictObject({
  date: z.iso.date(),
  /** `work`: a Saturday worked by decree. */
  kind: z.enum(['off', 'work']),
  name: z.strictObject({ kk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) }),
  /** Where it was published. */
  basis: z.string().min(1),
  /** False while the day awaits its announcement. */
  confirmed: z.boolean(),
})
export type CalendarEntry = z.infer<typeof calendarEntry>

/** A complaint that says its code along, for a screen. */
const as = (code: FaultCode) => ({ message: inEnglish(code, {}), params: { code, facts: {} } })

/** One file, `data/calendars/<country>-<year>.json`. */
export const calendarFile = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    year: z.int().min(2000).max(2200),
    /** Whether the year as a whole has been published: an unpublished year may hold days nobody has entered. */
    confirmed: z.boolean(),
    entries: z.array(calendarEntry),
  })
  .refine((file) => file.entries.every((entry) => yearOf(entry.date) === file.year), as('calendarYear'))
  .refine((file) => new Set(file.entries.map((e) => e.date)).size === file.entries.length, as('calendarDayTwice'))
export type CalendarFile = z.infer<typeof calendarFile>

/** What days are to one branch: its country's files and its weekly days off (1 Monday … 7 Sunday). */
export type BranchCalendar = {
  weeklyDaysOff: readonly number[]
  years: ReadonlyMap<number, { confirmed: boolean; entries: ReadonlyMap<Day, CalendarEntry> }>
}

/** Files of other countries are left aside; a later file for the same year replaces an earlier one. */
export function branchCalendar(
  country: string,
  weeklyDaysOff: readonly number[],
  files: readonly CalendarFile[],
): BranchCalendar {
  const own = files.filter((file) => file.country === country)
  return {
    weeklyDaysOff,
    years: new Map(
      own.map((file) => [
        file.year,
        { confirmed: file.confirmed, entries: new Map(file.entries.map((entry) => [entry.date, entry])) },
      ]),
    ),
  }
}

/** What a day is, and whether the calendar really knows it. */
export function dayKind(day: Day, calendar: BranchCalendar): { working: boolean; known: boolean } {
  const year = calendar.years.get(yearOf(day))
  const entry = year?.entries.get(day)
  const working = entry ? entry.kind === 'work' : !calendar.weeklyDaysOff.includes(weekday(day))
  return { working, known: (year?.confirmed ?? false) && (entry?.confirmed ?? true) }
}
