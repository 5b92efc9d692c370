/** The facts of a registration: what the form's rules, the calendar and the clock say of these answers, today. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { countTerm } from '../../domain/calendar/term.ts'
import type { RegistrationFacts } from '../../domain/cases/decide.ts'
import type { AnswerTerm, PaperTaken } from '../../domain/cases/events.ts'
import { checkAnswers, missingPapers } from '../../domain/forms/check.ts'
import { holds } from '../../domain/forms/conditions.ts'
import type { Answers, Form, Term } from '../../domain/forms/schema.ts'
import { type Branch, dayIn, todayOf } from './branch.ts'

/** What the clerk filled in, with the answers in their stored form. */
export type FilledIn = { answers: Answers; kept: readonly string[]; papers: readonly PaperTaken[] }

export function registrationFacts(branch: Branch, form: Form, filled: FilledIn, serial: number): RegistrationFacts {
  const { catalogue, profile } = branch.knowledge
  const { answers, kept, papers } = filled
  const acceptedOn = todayOf(branch)
  const handedIn = papers.map((paper) => paper.key)
  const context = { country: profile.country, today: acceptedOn, kept, papers: handedIn }
  const checked = checkAnswers(catalogue, form, answers, context)
  const errors = checked.findings.filter((finding) => finding.level === 'error')
  const { branch: code, letter } = branch.desk()
  return {
    branch: code,
    window: letter,
    serial,
    minimum: checked.minimum,
    wrong: [...new Set(errors.map((finding) => finding.field))],
    missing: [...checked.missing, ...missingPapers(form, handedIn)],
    urgent: form.urgent !== undefined && holds(form.urgent, answers),
    security: form.security !== undefined && holds(form.security, answers),
    lateFiled: isLate(branch, form, answers),
    acceptedOn,
    answer: answerDue(branch, form, answers),
  }
}

/** Until when the answer must come if the case were registered now: the first term whose condition holds. */
export function answerDue(branch: Branch, form: Form, answers: Answers): AnswerTerm {
  const term = form.answer.find(({ when }) => !when || holds(when, answers))
  if (!term) throw new Error(`${form.code} has no answer term that holds always: the form was not checked`)
  const now = branch.clock()
  const start = term.unit === 'hours' ? new Date(now).toISOString() : todayOf(branch)
  const { end, calendarUnknown } = countTerm(start, term, branch.knowledge.calendar)
  const by = term.unit === 'hours' ? dayIn(branch.desk().timeZone, Date.parse(end)) : end
  return { by, amount: term.amount, unit: term.unit, basis: term.basis, unconfirmed: calendarUnknown }
}

const day = z.iso.date()
const localTime = z.iso.datetime({ local: true, precision: -1 })

/** Late is a mark, never a wall. A starting date that is missing or cannot be read makes nothing late. */
function isLate(branch: Branch, form: Form, answers: Answers): boolean {
  const term = form.filing.find(({ when }) => !when || holds(when, answers))
  const from = term && answers[term.from]
  if (!term || typeof from !== 'string') return false
  if (!day.safeParse(from).success && !localTime.safeParse(from).success) return false
  return term.unit === 'hours' ? isPastHours(branch, from, term) : isPastDay(branch, from.slice(0, 10), term)
}

function isPastDay(branch: Branch, from: string, term: Term): boolean {
  return countTerm(from, term, branch.knowledge.calendar).end < todayOf(branch)
}

/** A date without a time counts from its first minute in the branch's time zone. */
function isPastHours(branch: Branch, from: string, term: Term): boolean {
  const start = Temporal.PlainDateTime.from(from).toZonedDateTime(branch.desk().timeZone).toInstant().toString()
  return Date.parse(countTerm(start, term, branch.knowledge.calendar).end) < branch.clock()
}
