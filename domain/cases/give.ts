/**
 * Recording a consent. It is taken as long as the case is not accepted, as often as it is given; a confirmation that
 * headquarters did not sign, or a signature on no paper, is refused.
 */
import { may } from '../people/permissions.ts'
import type { Case, CaseState } from './case.ts'
import type { Facts, GiveConsent } from './commands.ts'
import { fits } from './consent.ts'
import { type Decision, refuse } from './decision.ts'

const beforeAcceptance: readonly CaseState[] = ['registered', 'in_review', 'returned', 'need_customer']

/** Whether the customer may still be asked: what is decided or has ended needs no yes any more. */
export const takesConsent = (state: CaseState): boolean => beforeAcceptance.includes(state)

export function giveConsent(state: Case, { given }: GiveConsent, { person, consent }: Facts): Decision {
  if (!consent) throw new Error('giveConsent needs the facts of a consent')
  if (!may(person, 'giveConsent')) return refuse({ code: 'roleMayNot', role: person.role })
  if (!takesConsent(state.state)) return refuse({ code: 'notInReview' })
  const wanted = state.consent.wanted ?? consent.wanted
  if (wanted === null) return refuse({ code: 'consentNotWanted' })
  if (given.way === 'code' && !consent.genuine) return refuse({ code: 'consentOfAnother' })
  if (given.way === 'signature' && !consent.signedPapers.includes(given.paper)) return refuse({ code: 'nothingSigned' })
  if (given.seenBy !== person.id || !fits(wanted, state, given)) return refuse({ code: 'consentOfAnother' })
  return { ok: true, events: [{ type: 'consentGiven', case: state.id, by: person.id, payload: given }] }
}
