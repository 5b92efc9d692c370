/**
 * Opens the one database file of a workspace. What this file lets through is durable: each commit is on the disk before
 * anybody is told (`synchronous=FULL`, read back, because an existing WAL database reopens at NORMAL), SQLite is free of
 * the WAL reset race, and the tables are those of this program. It refuses what it cannot vouch for.
 */
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { storageFailure } from '../storage.ts'
import { CannotOpen } from './cannotOpen.ts'
import { migrate } from './migrate.ts'
import { migrations as ours } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import type { Db } from './sql.ts'

export type StoreOptions = {
  /** Path of a better-sqlite3 binary for an Electron that cannot load the package's own. */
  nativeBinding?: string | undefined
  /** Where a copy is laid before an existing file is migrated. */
  backups: string
  migrations?: readonly Migration[]
}

/** A lock held longer than this by another program (a virus scanner, a copy) is told to the person instead of waited for. */
const BUSY_MS = 2000
/**
 * The log is carried over into the file when it is so long, 32 MB: about once in a hundred registrations instead of once in
 * thirteen, which waits for the disk twice more and writes the same pages again each time. What is in the log is as durable.
 */
const LOG_PAGES = '8000'
/** SQLite 3.7.0–3.51.2 can corrupt a WAL database in a rare race (sqlite.org/releaselog/3_51_3.html). */
const SAFE_SQLITE = [3, 51, 3] as const

/** Throws `CannotOpen` with a reason for a person, or SQLite's own error where the disk refuses. */
export function openStore(file: string, options: StoreOptions): Db {
  const existed = existsSync(file)
  const { nativeBinding } = options
  const db = new Database(file, { timeout: BUSY_MS, ...(nativeBinding !== undefined && { nativeBinding }) })
  try {
    requireSafeSqlite(String(db.prepare('SELECT sqlite_version()').pluck().get()))
    must(db, 'journal_mode', 'WAL', 'wal')
    must(db, 'synchronous', 'FULL', 2)
    must(db, 'wal_autocheckpoint', LOG_PAGES, Number(LOG_PAGES))
    must(db, 'foreign_keys', 'ON', 1)
    must(db, 'trusted_schema', 'OFF', 0)
    if (existed) requireSound(db)
    migrate(db, options.migrations ?? ours, options.backups)
    return db
  } catch (error) {
    db.close()
    if (storageFailure(error) !== 'damaged') throw error
    throw new CannotOpen('damaged', `the database is damaged: ${error instanceof Error ? error.message : error}`)
  }
}

export function requireSafeSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  for (const [i, needed] of SAFE_SQLITE.entries()) {
    const part = parts[i] ?? 0
    if (part > needed) return
    if (part < needed)
      throw new CannotOpen('oldSqlite', `SQLite ${version} may damage data: ${SAFE_SQLITE.join('.')} needed`)
  }
}

function must(db: Db, name: string, value: string, readBack: string | number): void {
  db.pragma(`${name} = ${value}`)
  const found = db.pragma(name, { simple: true })
  if (found !== readBack) throw new CannotOpen('other', `${name} is ${found} where ${value} is needed`)
}

function requireSound(db: Db): void {
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new CannotOpen('damaged', `the database is damaged: ${found}`)
}
