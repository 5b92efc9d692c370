/** What waits for whoever leads the branch, in the order in which it is worked on. */
import { movings } from '../cases/today.ts'

/** The urgent first, then what cannot wait until tomorrow, then work, then what can be learned. */
export const needs = [
  'urgentReview',
  ...movings.filter((one) => one !== 'urgentReview'),
  'review',
  /** Somebody made himself a first manager beside the branch's own. */
  'people',
  'investigations',
  'tray',
  'searches',
  /** Nothing is forgotten any more. */
  'looks',
] as const
export type Need = (typeof needs)[number]
