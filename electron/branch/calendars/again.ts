/**
 * After the journal has got a change of the calendar. Rows of the queue are made anew, since what is due soon depends on
 * it; answer dates are not touched: they were promised.
 */
import { type Branch, todayOf } from '../branch.ts'
import type { Knowledge } from '../catalogue.ts'
import { project } from '../projection.ts'
import { calendarInForce } from './inForce.ts'
import { openCases } from './promises.ts'

/** Part of the transaction that stored the change. The caller puts what it returns in force after the commit. */
export function readCalendarAgain(branch: Pick<Branch, 'db' | 'knowledge' | 'shipped' | 'clock' | 'desk'>): Knowledge {
  const { db, knowledge, shipped } = branch
  const next = { ...knowledge, calendar: calendarInForce(db, shipped) }
  for (const { id } of openCases(db, todayOf(branch))) project({ db, knowledge: next }, id)
  return next
}
