/**
 * What headquarters has said to all branches, for those that enrol later. Whoever says something to all, and whoever enrols,
 * holds one lock: nobody comes between the word and the list of those who hear it.
 */
import type { BulletinIssued } from '../../domain/bulletins/bulletin.ts'
import type { ChangeCalendar } from '../../domain/calendar/change.ts'
import type { Sql } from './database.ts'
import { hold } from './locks.ts'
import type { Officer } from './officers.ts'

/** `at`: when it was said, UTC. */
export type SaidToAll = { at: string } & (
  | { kind: 'bulletin'; said: BulletinIssued }
  | { kind: 'calendar'; said: Omit<ChangeCalendar, 'country'> }
)

/** Until the transaction ends. */
export const holdSaid = (sql: Sql) => hold(sql, 'said to all')

/** What was said under a command before and nobody has heard, for it was refused, gives way. */
export const keepSaid = (sql: Sql, officer: string, { kind, said, at }: SaidToAll) =>
  sql.query(
    `INSERT INTO said_to_all (command, kind, officer, said, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (command) DO UPDATE
       SET kind = excluded.kind, officer = excluded.officer, said = excluded.said, at = excluded.at
       WHERE NOT EXISTS (SELECT 1 FROM command_taken WHERE id = excluded.command)`,
    [said.command, kind, officer, JSON.stringify(said), at],
  )

/** Changes of the calendar, and bulletins that are not over (`now`: UTC) nor replaced by another one to all; oldest first. */
export async function saidToAll(sql: Sql, now: string): Promise<(SaidToAll & { officer: Officer })[]> {
  const rows = await sql.query<SaidToAll & { officer: Officer }>(
    `SELECT kind, said, to_char(said_to_all.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
       jsonb_build_object('id', officer.id, 'lastName', last_name, 'firstName', first_name, 'patronymic', patronymic,
         'role', role) AS officer
     FROM said_to_all JOIN officer ON officer.id = said_to_all.officer
     WHERE kind <> 'bulletin' OR ((said ->> 'until')::timestamptz > $1::timestamptz AND NOT EXISTS (
       SELECT 1 FROM said_to_all later WHERE later.said ->> 'replaces' = said_to_all.command::text))
     ORDER BY said_to_all.at, command`,
    [now],
  )
  return rows
}
