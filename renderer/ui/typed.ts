/**
 * Days and moments as people type them at the counter, the same in every field: with any separator or none, with or
 * without the year, or in a word («сегодня 9:05»). They are days and wall-clock times of the branch. What is none gives
 * null, never a guess: `2026` may be a year or a time, `03.11` for a moment a day or a time, so they are neither.
 */
import { Temporal } from 'temporal-polyfill'
import { en, kk, ru } from '../locales/index.ts'
import { dotted } from './dates.ts'

/** `day`: `YYYY-MM-DD`, `time`: `HH:MM`, both on the branch's clock. */
export type Now = { day: string; time: string }

/** Words for a day, in all three languages whatever the screen speaks. */
const words = [kk, ru, en].map(({ ui }) => ui.typed)
/** A word need not be typed to its end. */
const LEAST_LETTERS = 3

function isWord(typed: string, word: 'today' | 'yesterday' | 'now'): boolean {
  const text = typed.toLowerCase()
  return text.length >= LEAST_LETTERS && words.some((each) => each[word].startsWith(text))
}

/** `23.11.2026`, `23 11 26`, `23112026`, `23.11`, `2026-11-23`, `вчера` → `2026-11-23`. Without a year it is this one. */
export function readDay(typed: string, today: string): string | null {
  const text = typed.trim()
  if (isWord(text, 'today')) return today
  if (isWord(text, 'yesterday')) return dayAfter(today, -1)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso) return real(iso[1], iso[2], iso[3])
  const parts =
    /^(\d{1,2})[.,/ -]+(\d{1,2})(?:[.,/ -]+(\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text)
  if (!parts) return null
  const [, day, month, year = today.slice(0, 4)] = parts
  return real(year.length === 2 ? century(year, today) : year, month, day)
}

/** `9:05`, `9.05`, `905`, `0905` → `09:05` */
function readTime(typed: string): string | null {
  const parts = /^(\d{1,2})[:.-](\d{2})$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed)
  if (!parts) return null
  const [, hour = '', minute = ''] = parts
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/** `9:05` and `905` are today; `23.11 9:05`, `23112026 0905`, `231120260905`, `вчера 905`, `сейчас` → `2026-11-23T09:05`. */
export function readLocal(typed: string, now: Now): string | null {
  const text = typed.trim()
  if (isWord(text, 'now')) return `${now.day}T${now.time}`
  const run = /^(\d{6}|\d{8})(\d{4})$/.exec(text)
  const parts = run ?? /^(?:(.*?)[\s,T]+)?(\d{1,2}[:.-]\d{2}|\d{3,4})$/.exec(text)
  if (!parts) return null
  const [, before, at = ''] = parts
  // A day whose time is still to come: `23.11`, `2311`. Of the same digits only a colon makes a time.
  if (before === undefined && readDay(at, now.day)) return null
  if (!run && /^(19|20)\d\d$/.test(at) && !hasYear(before ?? '')) return null
  const day = before === undefined ? now.day : readDay(before, now.day)
  const time = readTime(at)
  return day && time ? `${day}T${time}` : null
}

/**
 * The same as a UTC moment; null too for a time that the branch's clocks have skipped. Of the hour that they run through
 * twice it is the first time: the second one cannot be told on a paper either.
 */
export function readMoment(typed: string, now: Now, timeZone: string): string | null {
  const local = readLocal(typed, now)
  if (local === null) return null
  const wall = Temporal.PlainDateTime.from(local)
  const moment = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  // A skipped time comes back as another one.
  return moment.toPlainDateTime().equals(wall) ? new Date(moment.epochMilliseconds).toISOString() : null
}

/** `2026-11-23` → `23.11.2026`, `2026-11-23T09:05` → `23.11.2026 09:05`: as it can be typed again. */
export const written = (read: string): string => [dotted(read.slice(0, 10)), read.slice(11)].filter(Boolean).join(' ')

export const dayAfter = (day: string, by: number): string => Temporal.PlainDate.from(day).add({ days: by }).toString()

const hasYear = (day: string): boolean => /\d{4}|\d\D+\d+\D+\d{2}$|^\d{6}$|\p{L}/u.test(day)

/** Two digits of a year: until five years from now, else of the century before. */
function century(year: string, today: string): string {
  const until = Number(today.slice(2, 4)) + 5
  const own = Number(today.slice(0, 2))
  return `${Number(year) <= until ? own : own - 1}${year}`
}

/** The day, if the calendar has it. */
function real(year = '', month = '', day = ''): string | null {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString()
  } catch {
    return null
  }
}
