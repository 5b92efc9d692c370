/** Taking a paper in. Nothing but the minimum stops it (catalogue, rule 1). */
import { isReason } from '../forms/procedure.ts'
import { type EventDraft, SYSTEM } from '../journal/event.ts'
import { signature } from '../people/person.ts'
import type { Facts, RegisterCase, RegistrationConsent } from './commands.ts'
import { fits } from './consent.ts'
import { type Decision, refuse } from './decision.ts'
import { contentsOf, escalateByContent, escalateRepeats } from './escalation.ts'
import type { CaseRegistered } from './events.ts'

/** The registration has no number yet: it is made from the event's own hash when it is frozen (`freezeNumbered`). */
export function register(command: RegisterCase, { person, registration, repeats, escalation }: Facts): Decision {
  if (!registration) throw new Error('registerCase needs the facts of a registration')
  const {
    minimum,
    wrong,
    missing,
    urgent,
    security,
    lateFiled,
    branch,
    window,
    serial,
    acceptedOn,
    answer,
    dues = [],
  } = registration
  const { consent } = registration
  if (minimum.length > 0) return refuse({ code: 'minimumMissing', fields: minimum })
  if (wrong.length > 0) return refuse({ code: 'wrongFields', fields: wrong })
  const marks: CaseRegistered['marks'] = []
  if (missing.length > 0) marks.push('incomplete')
  if (urgent) marks.push('urgent')
  if (security) marks.push('security')
  if (lateFiled) marks.push('late_filed')
  // Words that say nothing were begun and left: the step has its evidence, or was not passed.
  const reasons = Object.entries(command.stepReasons).filter(([, words]) => isReason(words))
  const payload: Omit<CaseRegistered, 'number'> = {
    command: command.command,
    serial,
    branch,
    window,
    type: command.type,
    formVersion: command.formVersion,
    answers: command.answers,
    kept: registration.kept ?? command.kept,
    missing,
    marks,
    papers: command.papers,
    stepsDone: command.stepsDone,
    ...(reasons.length > 0 && { stepReasons: Object.fromEntries(reasons) }),
    ...(command.attachments.length > 0 && { attachments: command.attachments }),
    ...(command.outage !== null && { outage: command.outage }),
    ...(command.handTaken !== null && { handTaken: command.handTaken }),
    ...(command.typedBy?.length && { typedBy: [...new Set(command.typedBy)] }),
    ...(consent?.wanted && { consent: consent.wanted }),
    ...(dues.length > 0 && { dues: [...dues] }),
    acceptedOn,
    answer,
    acceptedBy: { signature: signature(person), role: person.role },
  }
  return {
    ok: true,
    events: [
      { type: 'caseRegistered', case: command.case, by: person.id, payload },
      ...given(command, consent, person.id),
      { type: 'reviewRequested', case: command.case, by: SYSTEM, payload: {} },
      ...escalateByContent(command.case, escalation && { contents: contentsOf(registration), rule: escalation }),
      ...escalateRepeats({ id: command.case, escalation: null }, repeats),
    ],
  }
}

/** What the customer agreed to before the paper was changed is no consent to what it says now: it is not taken along. */
function given(command: RegisterCase, consent: RegistrationConsent | undefined, by: string): EventDraft[] {
  const { wanted } = consent ?? {}
  if (!consent || !wanted) return []
  const mine = consent.given.filter((one) => fits(wanted, command, one))
  return [
    ...consent.history.map((event) => ({ ...event, case: command.case, by })),
    ...mine.map((payload) => ({ type: 'consentGiven', case: command.case, by, payload })),
  ]
}
