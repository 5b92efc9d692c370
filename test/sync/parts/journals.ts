/** What stands in the tables of both sides, read with statements of its own: nothing is asked of the code under test. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { canonical, type Json } from '../../../domain/journal/canonical.ts'
import type { EventFlag } from '../../../domain/journal/flags.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { sql as prepared } from '../../../electron/branch/store/sql.ts'
import type { Sql } from '../../../hq/store/database.ts'

export type Bytes = {
  line: string
  seq: number
  hash: string
  header: string
  payload: string
  signature: string | null
}
export type HqEvent = Bytes & {
  prev: string | null
  by_person: string
  case_id: string | null
  type: string
  refusal: string | null
  /** What headquarters noted of it when it came, by its own clock. */
  flag: EventFlag | null
  /** Of headquarters' own line. */
  office: boolean
}

export const placeOf = ({ line, seq, hash }: Place) => `${line} ${seq} ${hash}`
export const textOf = ({ header, payload, signature }: Bytes) => JSON.stringify([header, payload, signature])

const JOURNAL = 'SELECT line, seq, hash, header, payload, signature FROM journal'

/** Every event of a counter's database. */
export const journalOf = ({ branch }: OpenBranch): Bytes[] => prepared<Bytes>(branch.db, JOURNAL).all()

/** The same of a counter whose process does not run. */
export function journalIn(workspace: string): Bytes[] {
  const db = new Database(join(workspace, 'okno.db'), { readonly: true })
  try {
    return db.prepare<[], Bytes>(JOURNAL).all()
  } finally {
    db.close()
  }
}

export const hqEventsOf = (sql: Sql, code: string) =>
  sql.query<HqEvent>(
    `SELECT event.line, seq, hash, prev, header, payload, signature, by_person, case_id, type, refusal, flag, line.office
     FROM event JOIN line ON line.branch = event.branch AND line.id = event.line WHERE event.branch = $1`,
    [code],
  )

/** Only where they stand. */
export const placesAtHq = async (sql: Sql, code: string): Promise<string[]> =>
  (await sql.query<Place>('SELECT line, seq, hash FROM event WHERE branch = $1', [code])).map(placeOf)

export type Place = { line: string; seq: number; hash: string }
export const acknowledgementsOf = ({ branch }: OpenBranch): Place[] =>
  prepared<Place>(branch.db, 'SELECT line, seq, hash FROM acknowledgement').all()

export type Held = Bytes & { prev: string | null; case_id: string | null; type: string; origin: string }

/** Every event of a counter's database, with what the checks of its rows need. */
export const heldBy = ({ branch }: OpenBranch): Held[] =>
  prepared<Held>(
    branch.db,
    'SELECT line, seq, hash, prev, header, payload, signature, type, case_id, origin FROM journal',
  ).all()

/** Equal as JSON, whatever the order of keys: PostgreSQL's jsonb has one of its own. */
export const same = (one: unknown, other: unknown): boolean => canonical(json(one)) === canonical(json(other))
const json = (value: unknown): Json => JSON.parse(JSON.stringify(value))
