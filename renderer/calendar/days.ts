/** A year as it stands on the screen: what each day is now, and what it would be after the changes not saved yet. */
import { addDays, weekday, yearOf } from '../../domain/calendar/days.ts'
import type { CalendarDay, CalendarYear } from '../../electron/contract.ts'

export type ShownDay = {
  date: string
  /** As in force. */
  working: boolean
  /** What somebody said of the day; without it the day of the week decides. */
  said: CalendarDay | null
  weekend: boolean
}

/** Changes not saved yet: the wished kind of a day. */
export type Wished = ReadonlyMap<string, boolean>

export function shownDay(calendar: CalendarYear, date: string): ShownDay {
  const said = calendar.days.find((day) => day.date === date) ?? null
  const weekend = calendar.weekend.includes(weekday(date))
  return { date, working: said ? said.working : !weekend, said, weekend }
}

/** The days of one month (1 … 12), with the empty cells before its first Monday. */
export function monthCells(year: number, month: number): { empty: number; dates: string[] } {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const dates: string[] = []
  for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) dates.push(date)
  return { empty: weekday(first) - 1, dates }
}

/** One day made the other kind; made so again it is as it was and no change. */
export function toggled(wished: Wished, { date, working }: ShownDay): Wished {
  const next = new Map(wished)
  if (next.has(date)) next.delete(date)
  else next.set(date, !working)
  return next
}

/** Where an arrow key leads from a day: within the year, otherwise nowhere. */
export function dayAfterKey(date: string, key: string): string | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const step = steps[key]
  if (step === undefined) return null
  const next = addDays(date, step)
  return yearOf(next) === yearOf(date) ? next : null
}
