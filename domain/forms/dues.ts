/**
 * The dates of a case beside that of its answer: work with a day of its own, somebody's promise, what was done when. They
 * are counted once, when the paper is registered, and stand as they were promised from then on.
 */
import { Temporal } from 'temporal-polyfill'
import type { BranchCalendar } from '../calendar/calendar.ts'
import { answerEnd, countTerm } from '../calendar/term.ts'
import { answerTo, holds } from './conditions.ts'
import type { Answers, Country, Due, Form } from './schema.ts'

/** `by`: a day of the branch's calendar, with hours a UTC moment; null where it only says what is done now. */
export type DueBy = { key: string; by: string | null }

export type DueContext = {
  country: Country
  calendar: BranchCalendar
  timeZone: string
  /** A day in the branch's calendar, and the moment in UTC. */
  today: string
  now: string
  startOnWorkingDay: boolean
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** The dates that these answers bring along, in the order of the form. */
export const duesOf = (form: Form, answers: Answers, country: Country): Due[] =>
  (form.dues ?? []).filter(
    ({ when, term }) => (!when || holds(when, answers)) && (!term?.countries || term.countries.includes(country)),
  )

/** The same with their days. A date that cannot be read counts as not answered: the term runs from today. */
export const countDues = (form: Form, answers: Answers, context: DueContext): DueBy[] =>
  duesOf(form, answers, context.country).map((due) => ({ key: due.key, by: dueBy(due, answers, context) }))

function dueBy({ term, from }: Due, answers: Answers, context: DueContext): string | null {
  if (!term) return null
  const { calendar, timeZone, today, now } = context
  const told = from === undefined ? undefined : answerTo(answers, from)
  const start = typeof told === 'string' && (DAY.test(told) || MOMENT.test(told)) ? told : undefined
  if (term.unit === 'hours') {
    const since = start ? Temporal.PlainDateTime.from(start).toZonedDateTime(timeZone).toInstant().toString() : now
    return countTerm(since, term, calendar).end
  }
  if (start) return countTerm(start.slice(0, 10), term, calendar).end
  return answerEnd(today, term, calendar, context).end
}
