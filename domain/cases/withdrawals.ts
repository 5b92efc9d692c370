/**
 * Whose code takes a case back: the applicant's, from a number that stood in the paper when it was registered. A number that
 * a correction brought serves no withdrawal, for nobody but the clerk has said whose it is; such a customer signs.
 */
import type { Answers } from '../forms/schema.ts'
import type { Primitives } from '../journal/primitives.ts'
import { applicantPhones, phoneMark, saysWithdrawn, WITHDRAWAL, whatWithdrawn } from './consent.ts'
import type { CaseEvent } from './evolve.ts'
import { caseWithdrawn, type Withdrawal } from './lifeEvents.ts'
import { caseRegistered } from './registered.ts'

/**
 * Whether this can be the applicant's word at all, whatever case it is about: a signature is told by whoever saw it given, and a
 * code was sent for a withdrawal. A signature of which nobody says that the paper was taken in counts: programs before protocol
 * version 2 did not ask, and the customer did sign.
 */
export const isApplicantsWord = (proof: Withdrawal, by: string): boolean =>
  proof.way === 'code' ? proof.confirmation.body.purpose === WITHDRAWAL : proof.seenBy === by

type Sha256 = Primitives['sha256']
export type Registered = { command: string; number: string; answers: Answers }

/** What a code must say to take this case back, and from which numbers; `registered`: as it was taken in. */
export function withdrawalOf(sha256: Sha256, { command, number, answers }: Registered) {
  const marked = (phone: string) => ({ phone, mark: phoneMark(sha256, command, phone) })
  return { what: whatWithdrawn(sha256, command, number), phones: applicantPhones(answers).map(marked) }
}

/** The registration that a case folds from; null where it is not among these events, in fold order. */
export function registrationIn(events: readonly Pick<CaseEvent, 'fields' | 'payload'>[]): Registered | null {
  for (const { fields, payload } of events) {
    const { data } = fields.type === 'caseRegistered' ? caseRegistered.safeParse(payload) : {}
    if (data) return data
  }
  return null
}

/** The events of one case in fold order; a withdrawal by a code that is not the applicant's own, for this case, says so. */
export function withdrawalsHeld<Event extends CaseEvent>(sha256: Sha256, events: readonly Event[]): Event[] {
  return events.map((event) => {
    if (event.fields.type !== 'caseWithdrawn') return event
    const proof = caseWithdrawn.safeParse(event.payload).data?.proof
    if (proof?.way !== 'code') return event
    const registered = registrationIn(events)
    if (!registered) return event
    const { what, phones } = withdrawalOf(sha256, registered)
    const { confirmation } = proof
    const own =
      saysWithdrawn(registered, confirmation) &&
      confirmation.body.what === what &&
      phones.some(({ mark }) => mark === confirmation.body.phone)
    return own ? event : { ...event, ofAnother: true }
  })
}
