/** What is usual for a weekday: the mean of the days like it on which the branch took anything in. */
import { Temporal } from 'temporal-polyfill'
import type { Day } from '../calendar/days.ts'

export type HourCount = { day: string; hour: string; count: number }

/** The same weekday of so many weeks before, the latest first. */
export const weekdaysBefore = (day: Day, weeks: number): Day[] =>
  Array.from({ length: weeks }, (_, i) =>
    Temporal.PlainDate.from(day)
      .subtract({ weeks: i + 1 })
      .toString(),
  )

/** Cases per hour of a usual day; null where there is no such day to look back on. Hours in which nobody came count. */
export function usualHours(past: readonly HourCount[]): { days: number; hours: Map<string, number> } | null {
  const days = new Set(past.map(({ day }) => day)).size
  if (days === 0) return null
  const sums = new Map<string, number>()
  for (const { hour, count } of past) sums.set(hour, (sums.get(hour) ?? 0) + count)
  return { days, hours: new Map([...sums].map(([hour, sum]) => [hour, sum / days])) }
}

/** Hours from the first to the last in which anybody comes, today or usually, two digits each. */
export function hoursShown(hours: Iterable<string>): string[] {
  const all = [...hours].filter((hour) => hour !== '').map(Number)
  if (all.length === 0) return []
  const [first, last] = [Math.min(...all), Math.max(...all)]
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(2, '0'))
}
