/**
 * A case as everyone sees it: the fold of its events. Nothing here is stored twice with a will of its own; branch and
 * headquarters compute it from the same bytes.
 */
import type { Answers } from '../forms/schema.ts'
import type { Consent } from './consent.ts'
import type { Attachment, HandTaken } from './events.ts'

/** States of the life-cycle; a case that is registered is under review at once. */
export const caseStates = ['in_review', 'accepted'] as const
export type CaseState = (typeof caseStates)[number]

const open: Record<CaseState, boolean> = { in_review: true, accepted: true }

/** Whether somebody still has to answer the customer. No state has an outcome yet: the table asks whoever adds one. */
export const isOpen = (state: CaseState): boolean => open[state]

/** Marks stand beside the state and can be combined. */
export type Mark =
  | 'incomplete'
  | 'urgent'
  | 'security'
  | 'late_filed'
  | 'conflict'
  | 'time_doubt'
  | 'consent_due'
  | 'outage'
  | 'escalated'

/** An event that did not fit, kept in sight until a person has looked. */
export type Conflict = {
  event: string
  type: string
  reason:
    | 'unknownType'
    | 'malformed'
    | 'alreadyRegistered'
    | 'notRegistered'
    | 'wrongState'
    | 'consentMissing'
    | 'consentOfAnother'
}

export type Case = {
  id: string
  /** Of its registration; consents name it. */
  command: string
  number: string
  type: string
  formVersion: number
  state: CaseState
  marks: Mark[]
  /** Keys of fields and papers without which the case is not forwarded. */
  missing: string[]
  /** Keys of fields whose value cannot be right and stands so in the document. */
  kept: string[]
  answers: Answers
  /** UTC. */
  registeredAt: string
  registeredBy: { id: string; signature: string }
  window: string
  /** Date in the branch's calendar by which the answer must come. */
  answerBy: string
  acceptedBy: string | null
  consent: Consent
  /** Slips handed to the printer: 1 is the original, each one more a duplicate. */
  slips: number
  /** Files, in the order in which they joined; each once. */
  attachments: Attachment[]
  /** Number of the outage it belongs to. */
  outage: string | null
  /** Taken in on a paper numbered beforehand; `at`: UTC. */
  handTaken: HandTaken | null
  /** When its customer was told that it works again, and by whom. */
  recoveryTold: { at: string; by: string } | null
  /** How often the customer came again with the same matter; the first time is the registration. */
  visits: number
  /** How high it was passed up, and why; 1 manager, 2 unit at headquarters, 3 its management, 4 an outside body. */
  escalation: { level: number; reason: string } | null
  conflicts: Conflict[]
}
