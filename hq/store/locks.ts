/**
 * Locks by a name, held until the transaction ends. Whoever needs several takes them in this order: what is said to all, a
 * branch's fold, the row of headquarters' own line of that branch.
 */
import type { Sql } from './database.ts'

export const hold = (sql: Sql, name: string) =>
  sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
