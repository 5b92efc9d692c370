/**
 * Days, months and moments as people type them at the counter, the same in every field: with any separator or none, with
 * or without the year, or in a word («сегодня 9:05», «мая», "3 pm"). They are days and wall-clock times of the branch. What is none gives
 * null, never a guess: `2026` may be a year or a time, `03.11` for a moment a day or a time, so they are neither.
 */
import { Temporal } from 'temporal-polyfill'
import { en, kk, ru } from '../locales/index.ts'
import { dotted } from './dates.ts'
import { MONTH_COUNT, monthOfWord } from './monthWords.ts'

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
    /^(\d{1,2})[.,/ -]+(\d{1,2})(?:[.,/ -]+(\d{4}|\d{2}))?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text) ??
    /^(\d{1,2})[., -]*(\p{L}+)(?:[., -]*(\d{4}|\d{2}))?$/u.exec(withoutYearWord(text))
  if (!parts) return null
  const [, day, month = '', year = today.slice(0, 4)] = parts
  const number = /^\d/.test(month) ? month : String(monthOfWord(month) ?? '')
  return real(year.length === 2 ? century(year, today) : year, number, day)
}

/**
 * `5.26`, `05 2026`, `2026-05`, `052026`, `май 26`, `мамыр 2026`, or a whole day of it → `2026-05`. A name alone is a month
 * of this year. `11.12` may be a month and a year or a day and a month, so it is neither; so is `2026`.
 */
export function readMonth(typed: string, today: string): string | null {
  const text = withoutYearWord(typed.trim().toLowerCase())
  const run = /^(\d{2})(\d{4})$|^(\d{2})(\d{2})$/.exec(text)
  if (run) return monthIn(run[1] ?? run[3] ?? '', run[2] ?? run[4] ?? '', today) ?? readRunYearFirst(text)
  const pieces = text.match(/\p{L}+|\d+/gu) ?? []
  const [one = '', other] = pieces
  if (pieces.length === 1) return isLetters(one) ? monthIn(one, today.slice(0, 4), today) : null
  if (pieces.length === 2 && other !== undefined) {
    const yearFirst = /^\d{4}$/.test(one) || (isLetters(other) && !isLetters(one))
    return yearFirst ? monthIn(other, one, today) : monthIn(one, other, today)
  }
  return readDay(text, today)?.slice(0, 7) ?? null
}

const isLetters = (piece: string): boolean => /^\p{L}/u.test(piece)
/** `202605` */
const readRunYearFirst = (text: string): string | null =>
  /^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4)}` : null

/** A month by its number or name, and its year; of two numbers the second is a year only where it can be no month. */
function monthIn(month: string, year: string, today: string): string | null {
  const number = isLetters(month) ? monthOfWord(month) : month.length <= 2 ? Number(month) : null
  if (number === null || number < 1 || number > MONTH_COUNT) return null
  const whole = /^(19|20)\d{2}$/.test(year)
  if (!whole && !(/^\d{2}$/.test(year) && (isLetters(month) || Number(year) > MONTH_COUNT))) return null
  return `${whole ? year : century(year, today)}-${String(number).padStart(2, '0')}`
}

/** `мая 2026 г.` → `мая 2026` */
const withoutYearWord = (text: string): string =>
  text
    .replace(/(\d)\s*(\p{L}+)\.?$/u, (all, digit: string, word: string) => (isYearWord(word) ? digit : all))
    .replace(/^(\d{4})\s+(\p{L}+)\.?\s+/u, (all, year: string, word: string) => (isYearWord(word) ? `${year} ` : all))

const isYearWord = (word: string): boolean => words.some(({ year }) => year.split(' ').includes(word.toLowerCase()))
const isAtWord = (word: string): boolean => words.some(({ at }) => at.split(' ').includes(word.toLowerCase()))

/** A day as a word or nothing is left of `вчера в`, `today at`. */
function withoutAtWord(before: string): string {
  const parts = before.split(/[\s,]+/)
  return isAtWord(parts.at(-1) ?? '') ? parts.slice(0, -1).join(' ') : before
}

/** `3pm`, `12:30 a.m.` → `15:00`, `00:30` */
function readHalfDay(hour: string, minute: string, half: string): string | null {
  const number = Number(hour)
  if (number < 1 || number > NOON) return null
  return readTime(`${(number % NOON) + (half === 'p' ? NOON : 0)}:${minute}`)
}
const NOON = 12

/** `9:05`, `9.05`, `905`, `0905` → `09:05` */
function readTime(typed: string): string | null {
  const parts = /^(\d{1,2})[:.-](\d{2})$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed)
  if (!parts) return null
  const [, hour = '', minute = ''] = parts
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/**
 * `9:05` and `905` are today; `23.11 9:05`, `23112026 0905`, `231120260905`, `вчера 905`, `кеше сағат 9:05`, `today 9:05 am`,
 * `сейчас` → `2026-11-23T09:05`. A day alone has no time and is no moment.
 */
export function readLocal(typed: string, now: Now): string | null {
  const text = typed.trim()
  if (isWord(text, 'now')) return `${now.day}T${now.time}`
  const half = /^(?:(.*?)[\s,]+)?(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?$/i.exec(text)
  if (half) {
    const [, before = '', hour = '', minute = '00', which = ''] = half
    const time = readHalfDay(hour, minute, which.toLowerCase())
    const day = dayBefore(before, now)
    return day && time ? `${day}T${time}` : null
  }
  const run = /^(\d{6}|\d{8})(\d{4})$/.exec(text)
  const parts = run ?? /^(?:(.*?)[\s,T]+)?(\d{1,2}[:.-]\d{2}|\d{3,4})$/.exec(text)
  if (!parts) return null
  const [, before, at = ''] = parts
  // A day whose time is still to come: `23.11`, `2311`. Of the same digits only a colon makes a time.
  if (before === undefined && readDay(at, now.day)) return null
  if (!run && /^(19|20)\d\d$/.test(at) && !hasYear(before ?? '')) return null
  const day = dayBefore(before ?? '', now)
  const time = readTime(at)
  return day && time ? `${day}T${time}` : null
}

/** The day that stands before a time: today where none does. */
function dayBefore(before: string, now: Now): string | null {
  const named = withoutAtWord(before.trim())
  return named === '' ? now.day : readDay(named, now.day)
}

/** `вчера`, `кеше` where a moment is asked for → `22.11.2026 `, to go on with the time; null for anything else. */
export const dayWithoutTime = (typed: string, now: Now): string | null => {
  const day = /^\p{L}+$/u.test(typed.trim()) && readLocal(typed, now) === null ? readDay(typed, now.day) : null
  return day && dotted(day)
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
