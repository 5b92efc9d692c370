/**
 * The life-cycle as data. Every decision looks up here whether the case is in a state for it, every node that folds
 * events looks up the same rows, and `docs/states.md` is written from them: there is no second table.
 * What stands in no row is forbidden.
 */
import { type Action, rolesFor } from '../people/permissions.ts'
import { type CaseState, caseStates, openStates, type Stage } from './case.ts'
import type { EventType } from './events.ts'
import { officeEvents } from './refusedEvents.ts'

export type Transition = {
  event: EventType
  /** Of the table of permissions: it says who. */
  action: Action
  from: readonly CaseState[]
  /** Null: the case stays where it is. */
  to: CaseState | null
  /** What must be there beside the state; for the document. */
  needs: string
}

export const transitions: readonly Transition[] = [
  {
    event: 'reviewRequested',
    action: 'requestReview',
    from: ['registered'],
    to: 'in_review',
    needs: 'nothing: at once',
  },
  {
    event: 'caseReturned',
    action: 'returnCase',
    from: ['in_review'],
    to: 'returned',
    needs: 'each reason with the names of its fields',
  },
  {
    event: 'returnAnswered',
    action: 'answerReturn',
    from: ['returned'],
    to: 'in_review',
    needs: 'an answer to each reason',
  },
  {
    event: 'caseAccepted',
    action: 'acceptCase',
    from: ['in_review'],
    to: 'accepted',
    needs: 'a person who had no hand in it and whom it does not name; consent; completeness, or a reason',
  },
  {
    event: 'caseFinished',
    action: 'finishAtBranch',
    from: ['in_review'],
    to: 'answered',
    needs: 'as for acceptance, and an outcome that a branch may give',
  },
  {
    event: 'customerAsked',
    action: 'askCustomer',
    from: ['registered', 'in_review', 'accepted'],
    to: 'need_customer',
    needs: 'what, until when, how told',
  },
  {
    event: 'customerBrought',
    action: 'customerBrought',
    from: ['need_customer'],
    to: 'in_review',
    needs: 'what was brought',
  },
  {
    event: 'caseLeftIncomplete',
    action: 'leaveIncomplete',
    from: ['need_customer'],
    to: 'left_incomplete',
    needs: 'the date has passed; proof that the customer was told; a person who had no hand in it',
  },
  {
    event: 'caseBagged',
    action: 'bagCase',
    from: ['accepted', 'sent'],
    to: 'sent',
    needs: 'number of the bag with its list',
  },
  {
    event: 'caseReceived',
    action: 'receiveCase',
    from: ['accepted', 'sent'],
    to: 'received_hq',
    needs: 'number at headquarters',
  },
  {
    event: 'caseTaken',
    action: 'takeIntoWork',
    from: ['received_hq', 'in_work'],
    to: 'in_work',
    needs: 'name of the officer; from one officer to another too',
  },
  {
    event: 'caseReturned',
    action: 'returnFromHq',
    from: ['received_hq', 'in_work'],
    to: 'returned',
    needs: 'each reason with the names of its fields',
  },
  {
    event: 'thirdAwaited',
    action: 'waitThird',
    from: ['in_work'],
    to: 'waiting_third',
    needs: 'whom, until when, how the customer was told',
  },
  { event: 'workResumed', action: 'resumeWork', from: ['waiting_third'], to: 'in_work', needs: 'what came' },
  {
    event: 'caseAnswered',
    action: 'answerCase',
    from: ['in_work', 'waiting_third'],
    to: 'answered',
    needs: 'outcome, text in the language of the case, its ground; a refusal or money above the limit: the unit lead',
  },
  {
    event: 'caseForwarded',
    action: 'forwardCase',
    from: ['in_work'],
    to: 'forwarded',
    needs: 'body, date, number of the letter, customer told',
  },
  {
    event: 'answerDelivered',
    action: 'deliverAnswer',
    from: ['answered'],
    to: 'delivered',
    needs: 'channel, time, who received',
  },
  { event: 'caseClosed', action: 'closeCase', from: ['delivered'], to: 'closed', needs: 'the customer says “settled”' },
  {
    event: 'caseClosed',
    action: 'closeByTime',
    from: ['delivered'],
    to: 'closed',
    needs: 'so many days since the delivery as the operator says',
  },
  {
    event: 'caseWithdrawn',
    action: 'withdrawCase',
    from: openStates,
    to: 'withdrawn',
    needs: 'the applicant’s signature or code',
  },
  {
    event: 'caseMerged',
    action: 'mergeCase',
    from: openStates,
    to: 'merged',
    needs: 'an older open case of the same person and matter; a person who had no hand in it; both numbers stay',
  },
  {
    event: 'caseReopened',
    action: 'reopenCase',
    from: ['closed', 'answered', 'delivered'],
    to: 'in_work',
    needs: 'what is new, a new answer date; on the customer’s word within the operator’s days',
  },
  {
    event: 'caseCorrected',
    action: 'correctCase',
    from: ['registered', 'in_review', 'returned', 'need_customer'],
    to: null,
    needs: 'a reason; the old value stays',
  },
  {
    event: 'answerDateMoved',
    action: 'moveAnswerDate',
    from: openStates.filter((state) => state !== 'answered'),
    to: null,
    needs: 'a reason and a message to the customer',
  },
  {
    event: 'caseEscalated',
    action: 'escalateCase',
    from: openStates,
    to: null,
    needs: 'level, reason, to whom; never lower',
  },
]

/** Steps that no event of a case tells: before there is one, and where the journal's own delivery marks tell it. */
export const derivedSteps: readonly {
  from: Stage | 'discarded'
  to: Stage | 'discarded'
  action: Action | null
  needs: string
}[] = [
  { from: 'draft', to: 'registered', action: 'registerCase', needs: 'name, way to answer, matter, date; the slip' },
  { from: 'draft', to: 'discarded', action: 'discardDraft', needs: 'a reason from the list' },
  { from: 'accepted', to: 'queued', action: null, needs: 'waits in the journal' },
  { from: 'queued', to: 'sent', action: null, needs: 'the journal posted it' },
  { from: 'sent', to: 'queued', action: null, needs: 'no acknowledgement: it is posted again' },
]

/** Rows by which this event changes or keeps a state. */
export const rowsOf = (event: string): readonly Transition[] => transitions.filter((row) => row.event === event)

/**
 * Whether only headquarters takes this step: a device of a branch that writes it down has done nothing. What comes back
 * (`caseReturned`) says from where.
 */
export function isOfficeStep(event: string, payload: unknown): boolean {
  if (Object.hasOwn(officeEvents, event)) return true
  if (event === 'caseReturned') return (payload as { office?: unknown } | null | undefined)?.office === 'hq'
  const roles = rowsOf(event).flatMap(({ action }) => rolesFor(action))
  return roles.includes('hq_officer') && !roles.includes('clerk') && !roles.includes('manager')
}

/** The row by which the action may be done in this state; undefined where it is forbidden. */
export const rowFor = (action: Action, state: CaseState): Transition | undefined =>
  transitions.find((row) => row.action === action && row.from.includes(state))

/** Every state that one event can lead to from this one. */
export const successors = (state: CaseState): readonly CaseState[] =>
  caseStates.filter((to) => transitions.some((row) => row.to === to && row.from.includes(state)))
