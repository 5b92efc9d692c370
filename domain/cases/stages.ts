/**
 * How far a case is for whoever looks at a screen: the state that its events make, and between the branch and
 * headquarters where the journal's own marks say its bytes are. A journal cannot record that it was sent, so that is
 * never stored with the case.
 */
import type { ActorRole } from '../people/permissions.ts'
import type { Case, Stage } from './case.ts'

/** Where the event that brought it into its state is (`case.since`). `late`: posted or bagged, and unanswered for too long. */
export type Way = { delivery: 'waiting' | 'sent' | 'at_hq' | 'refused'; late?: boolean }

/**
 * The state to show. Refused bytes go nowhere: the case stays `accepted`. What headquarters has acknowledged is `sent`
 * until somebody there gives it a number.
 */
export function stageOf({ state }: Pick<Case, 'state'>, { delivery, late = false }: Way): Stage {
  if (state === 'sent') return late && delivery !== 'at_hq' ? 'queued' : 'sent'
  if (state !== 'accepted') return state
  switch (delivery) {
    case 'refused':
      return 'accepted'
    case 'waiting':
      return 'queued'
    case 'sent':
      return late ? 'queued' : 'sent'
    case 'at_hq':
      return 'sent'
    default:
      return delivery satisfies never
  }
}

const turns: Record<Stage, ActorRole | null> = {
  draft: 'clerk',
  registered: 'system',
  in_review: 'shift_lead',
  returned: 'clerk',
  need_customer: 'clerk',
  accepted: 'clerk',
  queued: 'system',
  sent: 'hq_officer',
  received_hq: 'hq_officer',
  in_work: 'hq_officer',
  waiting_third: 'hq_officer',
  answered: 'clerk',
  delivered: 'clerk',
  closed: null,
  withdrawn: null,
  left_incomplete: null,
  forwarded: null,
  merged: null,
}

/** Whose turn it is: nobody's where it has ended. A form may give the review to its manager. */
export const turnOf = (stage: Stage, reviewer: 'shift_lead' | 'manager' = 'shift_lead'): ActorRole | null =>
  stage === 'in_review' ? reviewer : turns[stage]
