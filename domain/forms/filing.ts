/** The last day on which a paper may be filed. Late is a mark, never a wall: a person decides what it means. */
import { Temporal } from 'temporal-polyfill'
import { countTerm } from '../calendar/term.ts'
import { answerTo } from './conditions.ts'
import type { DueContext } from './dues.ts'
import type { Answers, FilingTerm, Form } from './schema.ts'
import { filingTermFor } from './terms.ts'

/** `until` and `opens`: days of the branch's calendar; `opens` where it may not be filed before. */
export type Filing = {
  until: string
  opens: string | null
  late: boolean
  term: FilingTerm
  /** A day that decides lies in a year without a confirmed calendar. */
  unconfirmed: boolean
}

const DAY = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/

/** Null where no limit applies, or the day it runs from is missing or cannot be read: that makes nothing late. */
export function filingOf(form: Form, answers: Answers, context: DueContext): Filing | null {
  const term = filingTermFor(form, answers, context.country)
  const told = term && answerTo(answers, term.from)
  if (!term || typeof told !== 'string' || !isMoment(told)) return null
  const { calendar, timeZone, today, now } = context
  const from = told.slice(0, 10)
  const opened = term.opens && countTerm(from, { ...term.opens, shift: 'none' }, calendar)
  const opens = opened?.end ?? null
  if (term.unit === 'hours') {
    // A date without a time counts from its first minute on the branch's clock.
    const start = Temporal.PlainDateTime.from(told).toZonedDateTime(timeZone).toInstant().toString()
    const { end } = countTerm(start, term, calendar)
    const until = Temporal.Instant.from(end).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    return { until, opens, late: Date.parse(end) < Date.parse(now), term, unconfirmed: false }
  }
  const { end, calendarUnknown } = countTerm(from, term, calendar)
  return { until: end, opens, late: end < today, term, unconfirmed: calendarUnknown }
}

function isMoment(told: string): boolean {
  if (!DAY.test(told)) return false
  try {
    return Boolean(Temporal.PlainDateTime.from(told, { overflow: 'reject' }))
  } catch {
    return false
  }
}
