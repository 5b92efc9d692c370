/**
 * What comes back, and how it is made good. A return says what is wrong and where, and every reason is answered. What was
 * registered is never overwritten: a correction stands beside it with its reason.
 */
import type { Json } from '../journal/canonical.ts'
import type { Case } from './case.ts'
import type { Facts } from './commands.ts'
import { type Decision, decided, obstacle, owed, refuse, unsaid } from './decision.ts'
import { contentsOf, escalateByContent } from './escalation.ts'
import type {
  AnswerReturn,
  AskCustomer,
  CorrectCase,
  CustomerBrought,
  LeaveIncomplete,
  ReturnCase,
} from './lifeCommands.ts'
import { mayReview, secondPerson } from './review.ts'

/** From the review, or from headquarters. */
export function returnCase(state: Case, command: ReturnCase, facts: Facts): Decision {
  const stands = obstacle(state, command.do, facts)
  if (stands) return refuse(stands)
  const office = command.do === 'returnFromHq' ? 'hq' : 'branch'
  const review = office === 'branch' ? mayReview(state, facts.person, facts, 'returnCase') : null
  if (review && !review.ok) return refuse(review.refusal)
  const silent = unsaid(Object.fromEntries(command.reasons.map(({ words }, i) => [`reasons.${i}`, words])))
  if (command.reasons.length === 0 || silent) return refuse(silent ?? { code: 'notSaid', what: ['reasons'] })
  const reasons = command.reasons.map(({ words, fields }) => ({ words: words.trim(), fields: [...fields] }))
  return decided(state, facts, command.command, 'caseReturned', { office, reasons })
}

export function answerReturn(state: Case, command: AnswerReturn, facts: Facts): Decision {
  const stands = obstacle(state, 'answerReturn', facts)
  if (stands) return refuse(stands)
  const reasons = state.returned?.reasons.length ?? 0
  if (command.answers.length !== reasons) return refuse({ code: 'answersDoNotMatch', reasons })
  const silent = unsaid(Object.fromEntries(command.answers.map((answer, i) => [`answers.${i}`, answer])))
  if (silent) return refuse(silent)
  const answers = command.answers.map((answer) => answer.trim())
  return decided(state, facts, command.command, 'returnAnswered', { answers })
}

/** The facts are of the answers as they would be; a consent to what they were does not count for them. */
export function correctCase(state: Case, command: CorrectCase, facts: Facts): Decision {
  const stands = obstacle(state, 'correctCase', facts) ?? unsaid({ reason: command.reason })
  if (stands) return refuse(stands)
  const { minimum, wrong, missing, kept, urgent, security, lateFiled, consent } = owed(facts.correction, 'correction')
  const changed = Object.entries(command.changes).flatMap(([key, after]) => {
    const before = Object.hasOwn(state.answers, key) ? (state.answers[key] ?? null) : null
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [[key, { before, after }] as const]
  })
  if (changed.length === 0) return refuse({ code: 'nothingChanged' })
  if (minimum.length > 0) return refuse({ code: 'minimumMissing', fields: minimum })
  if (wrong.length > 0) return refuse({ code: 'wrongFields', fields: wrong })
  const marks: Json = [
    ...(missing.length > 0 ? ['incomplete'] : []),
    ...(urgent ? ['urgent'] : []),
    ...(security ? ['security'] : []),
    ...(lateFiled ? ['late_filed'] : []),
  ]
  const corrected = decided(state, facts, command.command, 'caseCorrected', {
    ...{ reason: command.reason.trim(), changed: Object.fromEntries(changed), missing, kept, marks, consent },
  })
  if (!corrected.ok) return corrected
  // What only the correction says lifts the case as the registration would have.
  const said = { urgent: state.marks.includes('urgent'), security: state.marks.includes('security') }
  const contents = contentsOf({ urgent, security }).filter((one) => !contentsOf(said).includes(one))
  const lifted = escalateByContent(state.id, facts.escalation && { contents, rule: facts.escalation })
  return { ok: true, events: [...corrected.events, ...lifted] }
}

/** The customer is asked for something, with a date, and knows it. */
export function askCustomer(state: Case, command: AskCustomer, facts: Facts): Decision {
  const { what, until, told } = command
  const stands = obstacle(state, 'askCustomer', facts) ?? unsaid({ what }, { proof: told.proof })
  if (stands) return refuse(stands)
  if (until < owed(facts.time, 'time').today) return refuse({ code: 'dateInPast' })
  return decided(state, facts, command.command, 'customerAsked', {
    ...{ what: what.trim(), until, told: { ...told, proof: told.proof.trim() } },
  })
}

export function customerBrought(state: Case, command: CustomerBrought, facts: Facts): Decision {
  const stands = obstacle(state, 'customerBrought', facts) ?? unsaid({ what: command.what })
  if (stands) return refuse(stands)
  const { papers, attachments } = command
  return decided(state, facts, command.command, 'customerBrought', {
    ...{ what: command.what.trim(), papers },
    ...(attachments.length > 0 && { attachments }),
  })
}

/**
 * Left unexamined: the date has passed, and that the customer knew it can be shown. It ends the case against him, so nobody
 * ends like that what he took in or worked on himself.
 */
export function leaveIncomplete(state: Case, command: LeaveIncomplete, facts: Facts): Decision {
  const stands = obstacle(state, 'leaveIncomplete', facts) ?? unsaid({}, { proof: command.proof })
  if (stands) return refuse(stands)
  const until = state.asked?.until ?? ''
  if (owed(facts.time, 'time').today <= until) return refuse({ code: 'notYet', until })
  const second = secondPerson(state, facts.person, facts.alone)
  if (!second.ok) return refuse(second.refusal)
  return decided(state, facts, command.command, 'caseLeftIncomplete', {
    ...{ until, proof: command.proof.trim() },
    ...(second.selfReviewed && { selfReviewed: true }),
  })
}
