/**
 * A change of the calendar is applied between two cases and never in the middle of one: a draft keeps the calendar it was
 * opened with, as it keeps the version of its form. So what the screen showed, and the customer was told, is what is
 * registered.
 */
import type { Branch } from '../branch.ts'
import { calendarUpto } from '../store/drafts.ts'
import { calendarInForce } from './inForce.ts'

/** The branch with the calendar that this draft was opened with. */
export function asOpened(branch: Branch, draft: string): Branch {
  const upto = calendarUpto(branch.db, draft)
  if (upto === null) return branch
  return { ...branch, knowledge: { ...branch.knowledge, calendar: calendarInForce(branch.db, branch.shipped, upto) } }
}
