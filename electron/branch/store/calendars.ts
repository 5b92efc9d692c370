/** The operator's changes of the calendar, read from the journal where they stand: there is no second copy to go wrong. */

import { type CalendarChanged, calendarChanged } from '../../../domain/calendar/change.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { type Db, sql } from './sql.ts'

/** `at`: UTC. */
export type StoredChange = { payload: CalendarChanged; by: string; at: string }

/**
 * Oldest first, in fold order, whoever of the branch or of headquarters wrote them. What this program cannot read is left
 * aside. `upto`: only what was held when the journal had no further row.
 */
export function calendarChanges(db: Db, upto = Number.MAX_SAFE_INTEGER): StoredChange[] {
  const rows = sql<{ payload: string; by_person: string; at: string }>(
    db,
    `SELECT payload, by_person, at FROM journal WHERE type = 'calendarChanged' AND rowid <= ? ORDER BY clock, line, seq, hash`,
  ).all(upto)
  return rows.flatMap(({ payload, by_person, at }) => {
    const read = calendarChanged.safeParse(readJson(payload))
    return read.success ? [{ payload: read.data, by: by_person, at }] : []
  })
}
