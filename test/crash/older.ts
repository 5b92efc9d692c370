/**
 * A workspace as an older program left it: the same journal, drafts and marks under an earlier shape of the tables, and
 * none of the rows that are computed from them. Opening it migrates and computes.
 */
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '../../electron/branch/store/migrations/index.ts'
import { openStore } from '../../electron/branch/store/open.ts'

/** The first program that kept files. */
export const OLDEST = 4
export const NEWEST = migrations.length - 1

const COMPUTED = new Set(['cases', 'case_key', 'case_reason', 'outage', 'member', 'access_log', 'sqlite_sequence'])

/** Puts the database of a workspace that nobody has open under the tables of `version`. */
export function makeOlder(workspace: string, version: number): void {
  const file = join(workspace, 'okno.db')
  const older = join(workspace, 'older.db')
  rmSync(older, { force: true })
  const db = openStore(older, { backups: join(workspace, 'older'), migrations: migrations.slice(0, version) })
  try {
    db.prepare('ATTACH ? AS newer').run(file)
    const tables = (schema: string) =>
      db.prepare<[], string>(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table'`).pluck().all()
    const columns = (schema: string, table: string) =>
      db
        .prepare<[], { name: string }>(`PRAGMA ${schema}.table_info(${table})`)
        .all()
        .map(({ name }) => name)
    const there = new Set(tables('newer'))
    db.transaction(() => {
      for (const table of tables('main')) {
        if (COMPUTED.has(table) || !there.has(table)) continue
        const known = new Set(columns('newer', table))
        const both = columns('main', table).filter((name) => known.has(name))
        const names = both.map((name) => `"${name}"`).join(', ')
        db.exec(`INSERT OR IGNORE INTO main.${table} (${names}) SELECT ${names} FROM newer.${table}`)
      }
      db.exec("DELETE FROM main.setting WHERE key = 'projection'")
    })()
    db.exec('DETACH newer')
  } finally {
    db.close()
  }
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  renameSync(older, file)
}
