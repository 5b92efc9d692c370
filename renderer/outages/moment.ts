/** Moments (UTC) as an outage's card shows them, on the branch's clock. */
import { dotted, momentAt } from '../ui/dates.ts'

/** `10:47` today, `22.11 10:47` on another day of this year, else with the year. */
export function showMoment(at: string, today: string, timeZone: string): string {
  const { day, time } = momentAt(at, timeZone)
  if (day === today) return time
  return `${day.slice(0, 4) === today.slice(0, 4) ? dotted(day).slice(0, 5) : dotted(day)} ${time}`
}

/** As it can be typed again. */
export function editMoment(at: string, timeZone: string): string {
  const { day, time } = momentAt(at, timeZone)
  return `${dotted(day)} ${time}`
}
