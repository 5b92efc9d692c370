/**
 * Small facts of this workspace by name: `device`, `line`, `hqKey`, `lastBackupAt`, `projection` (which program made the
 * rows), `hqTime` (the latest that headquarters' clock showed; `retention/time.ts`), and the courier's own `courier.*`.
 */
import { type Db, sql } from './sql.ts'

/** When this file was made as a copy of a database, UTC; no database that is worked on has it. */
export const COPIED = 'copied'

export function setting(db: Db, key: string): string | null {
  return sql<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?').get(key)?.value ?? null
}

export function setSetting(db: Db, key: string, value: string): void {
  sql(db, 'INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
}

export function dropSetting(db: Db, key: string): void {
  sql(db, 'DELETE FROM setting WHERE key = ?').run(key)
}
