/**
 * The month's outages. An outage belongs whole to the month in which it began, in the branch's time zone: so no
 * minute and no case is counted in two months, and the sum of the report is the sum of the cards. Where two lasted at
 * once the same minute stands on both cards: how many such minutes there are is told beside the sum, row by row, so that
 * the sum less them is the time with at least one outage.
 */
import { Temporal } from 'temporal-polyfill'
import { minutesOf, type Outage } from './outage.ts'

export type Card = Pick<Outage, 'number' | 'what' | 'since' | 'endedAt'> & { cases: number }
export type MonthReport = {
  /** `shared`: of its minutes those in which an outage of a row above lasted too. */
  rows: (Card & { minutes: number; shared: number })[]
  outages: number
  minutes: number
  shared: number
  /** Minutes with at least one outage: `minutes` less `shared`. */
  atLeastOne: number
  cases: number
}

/** `2026-11` of a moment (UTC text) in a time zone. */
export const monthOf = (moment: string, timeZone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString()

/** `month`: `YYYY-MM`. `now` (UTC): an outage that is not over has lasted until then. The earliest first. */
export function monthReport(cards: readonly Card[], month: string, timeZone: string, now: string): MonthReport {
  const own = cards
    .filter(({ since }) => monthOf(since, timeZone) === month)
    .map((card) => ({ ...card, minutes: minutesOf(card, now) }))
    .sort((one, other) => Date.parse(one.since) - Date.parse(other.since) || (one.number < other.number ? -1 : 1))
  const rows = withShared(own)
  const sum = (of: (row: MonthReport['rows'][number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  const [minutes, shared] = [sum((row) => row.minutes), sum((row) => row.shared)]
  return {
    ...{ rows, outages: rows.length, minutes, shared, atLeastOne: minutes - shared },
    cases: sum((row) => row.cases),
  }
}

const MINUTE_MS = 60_000

/** `rows` in the order in which they began. Cut to whole minutes like each card, so that the columns add up. */
function withShared<Row extends { since: string; minutes: number }>(
  rows: readonly Row[],
): (Row & { shared: number })[] {
  let covered = Number.NEGATIVE_INFINITY
  let unionMs = 0
  return rows.map((row) => {
    const begin = Date.parse(row.since)
    const end = begin + row.minutes * MINUTE_MS
    const before = Math.floor(unionMs / MINUTE_MS)
    unionMs += Math.max(0, end - Math.max(begin, covered))
    covered = Math.max(covered, end)
    return { ...row, shared: row.minutes - (Math.floor(unionMs / MINUTE_MS) - before) }
  })
}
