/**
 * A case as everyone sees it: the fold of its events. Nothing here is stored twice with a will of its own; branch and
 * headquarters compute it from the same bytes.
 */
import type { Answers } from '../forms/schema.ts'

/** States of the life-cycle; a case that is registered is under review at once. */
export const caseStates = ['in_review', 'accepted'] as const
export type CaseState = (typeof caseStates)[number]

/** Marks stand beside the state and can be combined. */
export type Mark = 'incomplete' | 'urgent' | 'security' | 'late_filed' | 'conflict' | 'time_doubt'

/** An event that did not fit, kept in sight until a person has looked. */
export type Conflict = {
  event: string
  type: string
  reason: 'unknownType' | 'malformed' | 'alreadyRegistered' | 'notRegistered' | 'wrongState'
}

export type Case = {
  id: string
  number: string
  type: string
  formVersion: number
  state: CaseState
  marks: Mark[]
  /** Keys of fields and papers without which the case is not forwarded. */
  missing: string[]
  answers: Answers
  /** UTC. */
  registeredAt: string
  registeredBy: { id: string; signature: string }
  window: string
  /** Date in the branch's calendar by which the answer must come. */
  answerBy: string
  acceptedBy: string | null
  /** Slips handed to the printer: 1 is the original, each one more a duplicate. */
  slips: number
  conflicts: Conflict[]
}
