/** The second person's yes. No reason stands in for the customer's consent, and none for a second pair of eyes. */

import { isSaid } from '../people/said.ts'
import { answerOf } from './answer.ts'
import type { Case } from './case.ts'
import type { AcceptCase, Facts } from './commands.ts'
import { consentStands } from './consent.ts'
import { type CaseRefusal, type Decision, decided, owed, refuse } from './decision.ts'
import type { FinishAtBranch } from './lifeCommands.ts'
import { mayReview } from './review.ts'
import { rowFor } from './transitions.ts'

/** Complete, signed, ready to go: or incomplete for a reason that stands in the journal. */
export function accept(state: Case, command: AcceptCase, facts: Facts): Decision {
  if (!rowFor('acceptCase', state.state)) return refuse({ code: 'notInReview' })
  const review = mayReview(state, facts.person, facts)
  if (!review.ok) return refuse(review.refusal)
  const unconsented = consentObstacle(state, facts)
  if (unconsented) return refuse(unconsented)
  // What cannot be right and stands so in the document is let through by a second person, in words.
  const open = [...state.missing, ...state.kept]
  const because = command.incompleteBecause?.trim() || null
  if (open.length > 0 && (because === null || !isSaid(because))) return refuse({ code: 'incomplete', fields: open })
  return decided(state, facts, command.command, 'caseAccepted', {
    incompleteBecause: because,
    ...(review.selfReviewed && { selfReviewed: true }),
  })
}

/** Ended at the counter: as an acceptance, and with an answer that a branch may give. */
export function finishAtBranch(state: Case, command: FinishAtBranch, facts: Facts): Decision {
  if (!rowFor('finishAtBranch', state.state)) return refuse({ code: 'wrongState', state: state.state })
  const review = mayReview(state, facts.person, facts, 'finishAtBranch')
  if (!review.ok) return refuse(review.refusal)
  const unconsented = consentObstacle(state, facts)
  if (unconsented) return refuse(unconsented)
  const answer = answerOf(command, owed(facts.outcome, 'outcome'))
  if (!answer.ok) return answer
  if (!facts.outcome?.outcome?.atBranch) return refuse({ code: 'notAtBranch' })
  return decided(state, facts, command.command, 'caseFinished', {
    ...answer.payload,
    ...(review.selfReviewed && { selfReviewed: true }),
  })
}

function consentObstacle(state: Case, { person, consent }: Facts): CaseRefusal | null {
  const asked = { ...state.consent, wanted: state.consent.wanted ?? consent?.wanted ?? null }
  if (!consentStands(asked)) return { code: 'consentMissing' }
  return consentStands(asked, person.id) ? null : { code: 'ownConsent' }
}
