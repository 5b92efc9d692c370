/** The facts of a registration: what the form's rules, the calendar and the clock say of these answers, today. */
import { answerEnd, countTerm } from '../../domain/calendar/term.ts'
import { attachmentPapers } from '../../domain/cases/attachments.ts'
import type { RegistrationFacts } from '../../domain/cases/commands.ts'
import type { AnswerTerm, Attachment, PaperTaken } from '../../domain/cases/events.ts'
import { checkAnswers, KEPT, missingPapers } from '../../domain/forms/check.ts'
import { holds } from '../../domain/forms/conditions.ts'
import { countDues, type DueContext } from '../../domain/forms/dues.ts'
import { filingOf } from '../../domain/forms/filing.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import { answerTermFor } from '../../domain/forms/terms.ts'
import { type Branch, dayIn, todayOf } from './branch.ts'

/** What the clerk filled in, with the answers in their stored form, and the files that go along. */
export type FilledIn = {
  answers: Answers
  kept: readonly string[]
  papers: readonly PaperTaken[]
  attachments: readonly Attachment[]
}

export function registrationFacts(branch: Branch, form: Form, filled: FilledIn, serial: number): RegistrationFacts {
  const { catalogue, profile } = branch.knowledge
  const { answers, kept, papers, attachments } = filled
  const acceptedOn = todayOf(branch)
  const handedIn = [...papers.map((paper) => paper.key), ...attachmentPapers(attachments)]
  const context = { country: profile.country, today: acceptedOn, kept, papers: handedIn, masks: profile.masks }
  const dates = dueContext(branch)
  const checked = checkAnswers(catalogue, form, answers, context)
  const errors = checked.findings.filter((finding) => finding.level === 'error')
  const { branch: code, letter } = branch.desk()
  return {
    branch: code,
    window: letter,
    serial,
    minimum: checked.minimum,
    wrong: [...new Set(errors.map((finding) => finding.field))],
    kept: [...new Set(checked.findings.filter(({ code }) => code === KEPT).map(({ field }) => field))],
    missing: [...checked.missing, ...missingPapers(form, handedIn)].filter((key) => !handedIn.includes(key)),
    urgent: form.urgent !== undefined && holds(form.urgent, answers),
    security: form.security !== undefined && holds(form.security, answers),
    namesEmployee: form.namesEmployee !== undefined && holds(form.namesEmployee, answers),
    lateFiled: filingOf(form, answers, dates)?.late ?? false,
    acceptedOn,
    answer: answerDue(branch, form, answers),
    dues: countDues(form, answers, dates),
  }
}

/** Until when the answer must come if the case were registered now. */
export function answerDue(branch: Branch, form: Form, answers: Answers): AnswerTerm {
  const { calendar, profile, rules } = branch.knowledge
  const term = answerTermFor(form, answers, profile.country)
  const { amount, unit, basis } = term
  if (unit === 'hours') {
    const { end } = countTerm(new Date(branch.clock()).toISOString(), term, calendar)
    return { by: dayIn(branch.desk().timeZone, Date.parse(end)), amount, unit, basis, unconfirmed: false }
  }
  const { end, calendarUnknown } = answerEnd(todayOf(branch), term, calendar, rules)
  return { by: end, amount, unit, basis, unconfirmed: calendarUnknown }
}

/** What the form's dates beside the answer are counted with, now. */
export function dueContext(branch: Branch): DueContext {
  const { calendar, profile, rules } = branch.knowledge
  return {
    country: profile.country,
    calendar,
    timeZone: branch.desk().timeZone,
    today: todayOf(branch),
    now: new Date(branch.clock()).toISOString(),
    startOnWorkingDay: rules.startOnWorkingDay,
  }
}
