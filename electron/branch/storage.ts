/** Equipment that fails where a record is due, as a refusal: nothing was recorded, and the person is told why. */
import Database from 'better-sqlite3'
import type { z } from 'zod'
import type { storageRefusal } from '../contract.ts'

export type NotRecorded = { ok: false; refusal: z.infer<typeof storageRefusal> }
type Why = NotRecorded['refusal']['why']

/** SQLite's primary result codes (sqlite.org/rescode.html); extended codes begin with them. */
const reasons: readonly [code: string, why: Why][] = [
  ['SQLITE_FULL', 'diskFull'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR', 'other'],
  ['SQLITE_CANTOPEN', 'other'],
]

/** What failed, or null when the error is no failure of storage but a defect. */
export function storageFailure(error: unknown): Why | null {
  if (!(error instanceof Database.SqliteError)) return null
  return reasons.find(([code]) => error.code.startsWith(code))?.[1] ?? null
}
