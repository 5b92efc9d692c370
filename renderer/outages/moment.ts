/**
 * Moments as people write them at the counter: `9:05` is today, `23.11.2026 9:05` any day. They are read in the branch's
 * time zone and stored in UTC. What is no moment gives null, never a guess.
 */
import { Temporal } from 'temporal-polyfill'
import { dotted, momentAt } from '../ui/dates.ts'

/** `today`: date in the branch's calendar. UTC text, or null. */
export function readMoment(typed: string, today: string, timeZone: string): string | null {
  const parts = /^(?:(\d{1,2})[.,/ ](\d{1,2})[.,/ ](\d{4})[ ,]+)?(\d{1,2})[:.-](\d{2})$/.exec(typed.trim())
  if (!parts) return null
  const [d, m, y, hour = '', minute = ''] = parts.slice(1)
  const day = y && m && d ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : today
  try {
    const local = Temporal.PlainDateTime.from(`${day}T${hour.padStart(2, '0')}:${minute}`, { overflow: 'reject' })
    return new Date(local.toZonedDateTime(timeZone).epochMilliseconds).toISOString()
  } catch {
    return null
  }
}

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
