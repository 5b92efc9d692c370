/** Who looked at whom, when and why. Rows are added and never changed. */
import { type Db, sql } from './sql.ts'

export type Look = {
  id: string
  /** UTC, and the day of it in the branch's calendar. */
  at: string
  day: string
  by_person: string
  what: 'person' | 'case' | 'search' | 'repeat' | 'print' | 'letter' | 'export'
  case_id: string | null
  number: string | null
  key_kind: string | null
  key_value: string | null
  reason: string | null
  words: string | null
  /** How many cases there were. */
  found: number | null
}

/** The same look twice (a screen that reads again) is one row. */
export function saveLook(db: Db, look: Look): void {
  sql<unknown, [Look]>(
    db,
    `INSERT OR IGNORE INTO access_log (id, at, day, by_person, what, case_id, number, key_kind, key_value, reason, words, found)
     VALUES (@id, @at, @day, @by_person, @what, @case_id, @number, @key_kind, @key_value, @reason, @words, @found)`,
  ).run(look)
}

/** With its place in the log: the id itself may hold whom it was about. */
export type LookRow = Look & { place: number }

export type LooksQuery = { by: string | null; day: string | null; offset: number; limit: number }

/** The latest first. */
export function looksPage(db: Db, query: LooksQuery): { rows: LookRow[]; total: number } {
  const fits = '(@by IS NULL OR by_person = @by) AND (@day IS NULL OR day = @day)'
  const rows = sql<LookRow, [LooksQuery]>(
    db,
    `SELECT rowid AS place, * FROM access_log WHERE ${fits} ORDER BY at DESC, id DESC LIMIT @limit OFFSET @offset`,
  ).all(query)
  const total = sql<{ n: number }, [LooksQuery]>(db, `SELECT count(*) AS n FROM access_log WHERE ${fits}`).get(query)
  return { rows, total: total?.n ?? 0 }
}

/** Whoever stands in the log, for the filter. */
export const lookers = (db: Db): string[] =>
  sql<{ by_person: string }>(db, 'SELECT DISTINCT by_person FROM access_log ORDER BY by_person')
    .all()
    .map(({ by_person }) => by_person)
