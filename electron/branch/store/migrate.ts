/**
 * Brings the tables to this program's version: forward only, rising versions, a copy of the whole file before an existing
 * one is touched and then one transaction each, for a new file one in all. A file of a newer program is refused: an old
 * program would lose what it holds.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { flush } from '../../../trust/durable.ts'
import { CannotOpen } from './cannotOpen.ts'
import type { Migration } from './migrations/migration.ts'
import type { Db } from './sql.ts'

/** `Okno` in ASCII: says whose file it is, to `file(1)` and to us. */
const APPLICATION_ID = 0x4f6b6e6f

export function migrate(db: Db, migrations: readonly Migration[], backups: string): void {
  requireRising(migrations)
  const latest = migrations.at(-1)?.version ?? 0
  const found = Number(db.pragma('user_version', { simple: true }))
  const owner = Number(db.pragma('application_id', { simple: true }))
  if (found > 0 && owner !== APPLICATION_ID) throw new CannotOpen('damaged', 'this file is no workspace of Okno')
  if (found > latest) {
    throw new CannotOpen(
      'future',
      `the workspace was written by a newer program (${found} > ${latest}): update this one`,
    )
  }
  const due = migrations.filter((migration) => migration.version > found)
  if (found > 0 && due.length > 0) keepCopy(db, join(backups, `before-${latest}-was-${found}.db`), backups)
  const apply = db.transaction((some: readonly Migration[]) => {
    for (const { version, sql } of some) {
      db.exec(sql)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${version}`)
    }
  })
  // What holds nothing yet waits for the disk once.
  for (const some of found === 0 ? [due] : due.map((one) => [one])) apply.exclusive(some)
}

function requireRising(migrations: readonly Migration[]): void {
  for (const [i, { version }] of migrations.entries())
    if (version !== i + 1) throw new Error(`migration ${version} stands where ${i + 1} is due`)
}

/** A copy that is there already was laid by a migration that did not finish: it is the older, better one. */
function keepCopy(db: Db, file: string, folder: string): void {
  if (existsSync(file)) return
  mkdirSync(folder, { recursive: true })
  const fresh = `${file}.new`
  rmSync(fresh, { force: true })
  db.prepare('VACUUM INTO ?').run(fresh)
  flush(fresh)
  // Only a whole copy gets the name: half of one must never pass for the older, better database.
  renameSync(fresh, file)
}
