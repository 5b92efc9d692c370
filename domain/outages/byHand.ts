/**
 * Papers taken in by hand while the computer was down, typed in later: the clock starts when the customer stood at the
 * counter, not when somebody typed. A number on paper belongs to one case; a second case is refused by name.
 */
import type { HandTaken } from '../cases/events.ts'
import { readPaperNumber } from './paperNumber.ts'

export type ByHandFacts = {
  /** UTC milliseconds. */
  now: number
  /** How long afterwards a paper may still be typed in, days (`data/rules.json`). */
  withinDays: number
  /** The case that has the number already. */
  usedBy: string | null
}

export type ByHandRefusal =
  | { code: 'paperNumberWrong' | 'paperInFuture' }
  | { code: 'paperTooOld'; days: number }
  | { code: 'paperUsed'; by: string }

const DAY_MS = 86_400_000

/** Why a paper cannot be registered as taken in by hand; null where it can. A block of another counter is no reason. */
export function byHandObstacle(taken: HandTaken, { now, withinDays, usedBy }: ByHandFacts): ByHandRefusal | null {
  if (readPaperNumber(taken.number) !== taken.number) return { code: 'paperNumberWrong' }
  const at = Date.parse(taken.at)
  if (at > now) return { code: 'paperInFuture' }
  if (at < now - withinDays * DAY_MS) return { code: 'paperTooOld', days: withinDays }
  return usedBy === null ? null : { code: 'paperUsed', by: usedBy }
}
