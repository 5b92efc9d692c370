/** Officers of headquarters, as it names them on its own line before they write anything there. */

import { type OfficerNamed, officerNamed } from '../../../domain/cases/refusedEvents.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { type Db, sql } from './sql.ts'

/** Under which name and in which role he wrote at a place in the order; null where headquarters never named him. */
export function officerThen(db: Db, id: string, clock: string): OfficerNamed | null {
  const row = sql<{ payload: string }>(
    db,
    `SELECT payload FROM journal
     WHERE case_id IS NULL AND type = 'officerNamed' AND origin = 'hq' AND by_person = ? AND clock <= ?
     ORDER BY clock DESC LIMIT 1`,
  ).get(id, clock)
  const named = row && officerNamed.safeParse(readJson(row.payload)).data
  return named?.officer === id ? named : null
}
