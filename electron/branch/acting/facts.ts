/** What the rules must be told before they decide on a case: read off the clock, the calendar, the forms and the other cases. */

import { daysBetween } from '../../../domain/calendar/days.ts'
import type { Case } from '../../../domain/cases/case.ts'
import type { Facts } from '../../../domain/cases/commands.ts'
import { outcomeObstacle } from '../../../domain/forms/outcomes.ts'
import { type Form, language } from '../../../domain/forms/schema.ts'
import { readCopiedNumber } from '../../../domain/journal/number.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Act } from '../../contract.ts'
import { type Branch, dayIn, todayOf, utcNow } from '../branch.ts'
import { consentFacts } from '../consent/recording.ts'
import { answerDue } from '../facts.ts'
import { formMadeWith } from '../forms.ts'
import { namedIn } from '../named.ts'
import { isStuck } from '../store/acknowledgements.ts'
import { caseByNumber } from '../store/cases.ts'
import { eventsOfCase } from '../store/journal.ts'
import { people } from '../store/people.ts'
import { olderOf } from './older.ts'

export type ActingFacts = Partial<Omit<Facts, 'person'>>

/** Of every command, and what this one needs beside. */
export function factsOf(branch: Branch, state: Case, wish: Act, person: Person): Facts {
  const form = formMadeWith(branch, state) ?? null
  return {
    ...reviewFacts(branch, state, person, form),
    ...timeFacts(branch, state),
    ...ofWish(branch, state, wish, form),
  }
}

/** Who reviews, whom the case names, whether there is a second person at all, what consent the form wants. */
export function reviewFacts(
  branch: Branch,
  state: Case | null,
  person: Person,
  form: Form | null = (state && formMadeWith(branch, state)) ?? null,
): Facts {
  return {
    person,
    // A complaint goes to the manager, most papers to the shift lead: the form says who.
    reviewer: form?.reviewer ?? 'shift_lead',
    named: state !== null && namedIn(branch.db, form, state.answers).includes(person.id),
    alone: branch.knowledge.profile.onePerson === true && people(branch.db).length === 1,
    consent: consentFacts(branch, state, null),
  }
}

export function timeFacts(branch: Branch, { since }: Case): ActingFacts {
  const today = todayOf(branch)
  const sinceDay = dayIn(branch.desk().timeZone, Date.parse(since.at))
  return {
    time: { now: utcNow(branch), today, daysInState: daysBetween(sinceDay, today) },
    rules: branch.knowledge.rules.lifeCycle,
  }
}

function ofWish(branch: Branch, state: Case, wish: Act, form: Form | null): ActingFacts {
  switch (wish.do) {
    case 'finishAtBranch':
      return { outcome: outcomeFacts(branch, state, wish, form) }
    case 'mergeCase':
      return { older: olderOf(branch, state, wish.into) }
    case 'correctCase':
      return { escalation: branch.knowledge.rules.escalation }
    case 'reopenCase':
      return form ? { term: answerDue(branch, form, state.answers) } : {}
    case 'disputeEntry': {
      const { line, seq, hash } = wish.entry
      const own = eventsOfCase(branch.db, state.id)
      return { entryHeld: own.some((event) => event.line === line && event.seq === seq && event.hash === hash) }
    }
    case 'repairRefused':
      return { refused: refusedFacts(branch, state, wish) }
    default:
      return {}
  }
}

function refusedFacts(
  { db }: Branch,
  { id }: Case,
  { entry, instead }: Extract<Act, { do: 'repairRefused' }>,
): NonNullable<Facts['refused']> {
  const own = eventsOfCase(db, id).find(({ hash, refused }) => refused && hash === entry.hash)
  const number = instead === null ? null : readCopiedNumber(instead)
  const other = number === null ? null : caseByNumber(db, number)
  return {
    isRefused: own !== undefined,
    isRepaired: own !== undefined && !isStuck(db, entry.hash),
    instead: number !== null && other !== null ? { case: other, number } : null,
    by: own?.fields.by ?? null,
  }
}

function outcomeFacts(
  { knowledge }: Branch,
  { answers }: Case,
  { outcome: code, text }: Extract<Act, { do: 'finishAtBranch' }>,
  form: Form | null,
): NonNullable<Facts['outcome']> {
  const { catalogue, profile } = knowledge
  return {
    obstacle: form ? outcomeObstacle(catalogue, form, code, text) : { code: 'notOfThisForm' },
    outcome: catalogue.outcomes.find((one) => one.code === code) ?? null,
    language: language.catch('kk').parse(answers.answer_lang),
    outsideBody: profile.outsideBodies[0] ?? null,
  }
}
