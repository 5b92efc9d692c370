/** Rows of the journal with their bytes beside their columns, to be compared with each other. */
import type { SealedEvent } from '../../../domain/journal/event.ts'
import { type Db, sql } from './sql.ts'

/** A row with its columns beside its bytes; `follows`: whether the event that it names as the one before is held. */
export type CheckedRow = SealedEvent & {
  rowid: number
  line: string
  seq: number
  hash: string
  prev: string | null
  id: string
  case_id: string | null
  type: string
  at: string
  clock: string
  by_person: string
  follows: number
}
/** Rows as they were written, whoever wrote them, after the one with this number. */
export const rowsFrom = (db: Db, after: number, limit: number): CheckedRow[] =>
  sql<CheckedRow>(
    db,
    `SELECT rowid, line, seq, hash, prev, id, case_id, type, at, clock, by_person, header, payload, signature,
       EXISTS (SELECT 1 FROM journal before WHERE before.line = journal.line AND before.seq = journal.seq - 1
         AND before.hash = journal.prev) AS follows
     FROM journal WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  ).all(after, limit)
