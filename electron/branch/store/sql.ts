/** Each SQL text is prepared once per open database; the text itself stands beside the function that runs it. */
import type Database from 'better-sqlite3'

export type Db = Database.Database

const prepared = new WeakMap<Db, Map<string, unknown>>()

/** The prepared statement of a text. `Row` says what the columns named in the text hold. */
export function sql<Row, Parameters extends unknown[] = unknown[]>(
  db: Db,
  text: string,
): Database.Statement<Parameters, Row> {
  const known = prepared.get(db) ?? new Map<string, unknown>()
  prepared.set(db, known)
  const statement = known.get(text) ?? db.prepare(text)
  known.set(text, statement)
  return statement as Database.Statement<Parameters, Row>
}

/**
 * SQL for what a payload of the journal says at a path (`$.a.b`), of no type for certain; NULL where it is no JSON. SQLite
 * throws there, and one such event, which anybody's device can sign, would end whatever reads them all.
 */
export const saidIn = (path: string, payload = 'payload'): string =>
  `CASE WHEN json_valid(${payload}) THEN json_extract(${payload}, '${path}') END`
