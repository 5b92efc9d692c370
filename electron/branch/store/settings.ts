/**
 * Small facts of this workspace by name: `device`, `line`, `hqKey`, `lastBackupAt`, `projection` (which program made the
 * rows), `hqTime` (the latest that headquarters' clock showed; `retention/time.ts`), and the courier's own `courier.*`.
 */
import { type Db, sql } from './sql.ts'

export function setting(db: Db, key: string): string | null {
  return sql<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?').get(key)?.value ?? null
}

export function setSetting(db: Db, key: string, value: string): void {
  sql(db, 'INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
}
