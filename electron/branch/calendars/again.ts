/**
 * After the journal has got a change of the calendar. Rows of the queue are made anew, since the days on which a case
 * rises depend on it, those of what is overdue too; answer dates are not touched: they were promised.
 */
import type { Branch } from '../branch.ts'
import type { Knowledge } from '../catalogue.ts'
import { project } from '../projection.ts'
import { risingCases } from '../store/cases.ts'
import { calendarInForce } from './inForce.ts'

/** Part of the transaction that stored the change. The caller puts what it returns in force after the commit. */
export function readCalendarAgain(branch: Pick<Branch, 'db' | 'knowledge' | 'shipped' | 'clock' | 'desk'>): Knowledge {
  const { db, knowledge, shipped } = branch
  const next = { ...knowledge, calendar: calendarInForce(db, shipped) }
  for (const id of risingCases(db)) project({ db, knowledge: next }, id)
  return next
}
