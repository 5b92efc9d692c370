/** Whether the calendar reaches as far as terms that begin now may end. What is lacking is said before it moves a date. */
import type { BranchCalendar } from './calendar.ts'
import { addMonths, type Day, yearOf } from './days.ts'

export type CalendarLack = { code: 'calendarMissing' | 'calendarUnconfirmed'; year: number }

/** The years from today's until so many months ahead whose calendar nobody entered, or nobody has confirmed. */
export function calendarLacks(calendar: BranchCalendar, today: Day, monthsAhead: number): CalendarLack[] {
  const last = yearOf(addMonths(today, monthsAhead))
  const lacks: CalendarLack[] = []
  for (let year = yearOf(today); year <= last; year++) {
    const known = calendar.years.get(year)
    if (!known) lacks.push({ code: 'calendarMissing', year })
    else if (!known.confirmed) lacks.push({ code: 'calendarUnconfirmed', year })
  }
  return lacks
}
