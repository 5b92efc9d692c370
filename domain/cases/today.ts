/**
 * What must move today, for whoever leads the branch at its opening. Each case has one reason, the gravest; what is in
 * nobody's hand here, and what has time, is not on the list.
 */
import { type CaseState, isOpen } from './case.ts'
import type { Standing } from './clocks.ts'

/** In the order in which they are worked on. */
export const movings = [
  'passedUp',
  'overdue',
  'due',
  'returned',
  'customerLate',
  'urgentReview',
  'selfReviewed',
] as const
export type Moving = (typeof movings)[number]

export type TodayFacts = {
  state: CaseState
  urgent: boolean
  standing: Standing
  /** Passed up to the person who looks, by name or because the level is his. */
  toMe: boolean
  returnedFrom: 'branch' | 'hq' | null
  /** Until when the customer was asked for something; null where he was not. Day in the branch's calendar. */
  askedUntil: string | null
  /** Reviewed by the one who took it in, and whoever looks is the one to know of it: in a branch of one person there is nobody else. */
  selfReviewed: boolean
}

/** Why this case must move today; null where it need not. */
export function whyToday(facts: TodayFacts, today: string): Moving | null {
  const { state, urgent, standing, toMe, returnedFrom, askedUntil, selfReviewed } = facts
  if (!isOpen(state)) return null
  if (toMe) return 'passedUp'
  if (standing.overdue) return 'overdue'
  if (standing.lastDay) return 'due'
  if (returnedFrom === 'hq') return 'returned'
  if (askedUntil !== null && askedUntil < today) return 'customerLate'
  const inReview = state === 'registered' || state === 'in_review'
  if (urgent && inReview) return 'urgentReview'
  return selfReviewed ? 'selfReviewed' : null
}
