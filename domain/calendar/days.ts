/**
 * Days as text, `YYYY-MM-DD`, without a time zone: a term ends on a date at the branch, not at a moment. Arithmetic is
 * Temporal's; text that is no real date throws, since dates are parsed at the boundary before they come here.
 */
import { Temporal } from 'temporal-polyfill'

/** A date `YYYY-MM-DD`. */
export type Day = string

/** Whether the calendar has this day: 29 February only in leap years. */
export function isRealDay(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(day) || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= (lengths[month - 1] ?? 0)
}

export function addDays(day: Day, amount: number): Day {
  return Temporal.PlainDate.from(day).add({ days: amount }).toString()
}

/** Same day number; where the month has no such day, its last day (31 August + 6 months = 28 February). */
export function addMonths(day: Day, amount: number): Day {
  return Temporal.PlainDate.from(day).add({ months: amount }, { overflow: 'constrain' }).toString()
}

/** Moments are UTC, `YYYY-MM-DDTHH:MM:SSZ`: hours pass alike in summer and winter time. */
export function addHours(moment: string, amount: number): string {
  return Temporal.Instant.from(moment).add({ hours: amount }).toString()
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekday(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4))

/** Calendar days from one date to another; negative when it is past. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days
