/** Cases that wait for a second person: urgent ones first, then as they came. */
import type { CaseRecord } from './cases.ts'
import { type Db, sql } from './sql.ts'

const order = 'urgent DESC, registered_at, id'

export const reviewPage = (db: Db, offset: number, limit: number): CaseRecord[] =>
  sql<CaseRecord>(
    db,
    // The inner query reads the narrow index alone: a page far down would carry all wide rows before it.
    `SELECT * FROM cases WHERE id IN
       (SELECT id FROM cases INDEXED BY cases_review WHERE state = 'in_review' ORDER BY ${order} LIMIT ? OFFSET ?)
     ORDER BY ${order}`,
  ).all(limit, offset)

export const reviewCount = (db: Db): number =>
  sql<{ n: number }>(db, `SELECT count(*) AS n FROM cases WHERE state = 'in_review'`).get()?.n ?? 0

/** How many stand before this one; 0 where it is the first, or no longer waits. */
export const reviewPlace = (db: Db, row: Pick<CaseRecord, 'urgent' | 'registered_at' | 'id'>): number =>
  sql<{ n: number }, [typeof row]>(
    db,
    `SELECT count(*) AS n FROM cases WHERE state = 'in_review'
       AND (urgent > @urgent OR (urgent = @urgent AND (registered_at < @registered_at OR (registered_at = @registered_at AND id < @id))))`,
  ).get({ urgent: row.urgent, registered_at: row.registered_at, id: row.id })?.n ?? 0
