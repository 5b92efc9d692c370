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

/** The disk's own words (errno) where a file is written beside the database. */
const errnos: Readonly<Record<string, Why>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EIO: 'damaged',
}

/** A file that could not be written, as a refusal; null when the error is a defect. */
export function fileFailure(error: unknown): NotRecorded | null {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return null
  return { ok: false, refusal: { code: 'notRecorded', why: errnos[code] ?? 'other' } }
}

/** What failed, or null when the error is no failure of storage but a defect. */
export function storageFailure(error: unknown): Why | null {
  if (!(error instanceof Database.SqliteError)) return null
  return reasons.find(([code]) => error.code.startsWith(code))?.[1] ?? null
}
