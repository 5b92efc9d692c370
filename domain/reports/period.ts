/** The periods that a report is asked for by one press; all end today. */
import { addDays, type Day, weekday } from '../calendar/days.ts'

export const periods = ['today', 'week', 'month', 'year'] as const
export type Period = (typeof periods)[number]

/** Both days included. A week begins on Monday. */
export function periodOf(period: Period, today: Day): { from: Day; to: Day } {
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case 'week':
      return { from: addDays(today, 1 - weekday(today)), to: today }
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    default:
      return period satisfies never
  }
}
