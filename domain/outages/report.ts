/**
 * The month's outages. An outage belongs whole to the month in which it began, in the branch's time zone: so no
 * minute and no case is counted in two months, and the sum of the report is the sum of the cards.
 */
import { Temporal } from 'temporal-polyfill'
import { minutesOf, type Outage } from './outage.ts'

export type Card = Pick<Outage, 'number' | 'what' | 'since' | 'endedAt'> & { cases: number }
export type MonthReport = {
  rows: (Card & { minutes: number })[]
  outages: number
  minutes: number
  cases: number
}

/** `2026-11` of a moment (UTC text) in a time zone. */
export const monthOf = (moment: string, timeZone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString()

/** `month`: `YYYY-MM`. `now` (UTC): an outage that is not over has lasted until then. The earliest first. */
export function monthReport(cards: readonly Card[], month: string, timeZone: string, now: string): MonthReport {
  const rows = cards
    .filter(({ since }) => monthOf(since, timeZone) === month)
    .map((card) => ({ ...card, minutes: minutesOf(card, now) }))
    .sort((one, other) => Date.parse(one.since) - Date.parse(other.since) || (one.number < other.number ? -1 : 1))
  const sum = (of: (row: MonthReport['rows'][number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return { rows, outages: rows.length, minutes: sum((row) => row.minutes), cases: sum((row) => row.cases) }
}
