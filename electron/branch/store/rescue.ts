/**
 * A damaged database is no end: its files are put aside, whole and under their own date, and the newest daily copy that can
 * be vouched for takes its place. Headquarters and the branch's other computers give back what they hold; what nobody has is
 * counted. Where there is no sound copy nothing is touched, and a person has to act. A power cut in between is gone on from:
 * a workspace that has copies and no database is never taken for a new one.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { flush } from '../../../trust/durable.ts'
import { CannotOpen } from './cannotOpen.ts'
import { openStore, type StoreOptions } from './open.ts'
import { type Db, saidIn, sql } from './sql.ts'

const FILES = ['okno.db', 'okno.db-wal', 'okno.db-shm'] as const

export type Opened = {
  db: Db
  /** The day (YYYY-MM-DD) of the copy that took the place of a damaged database; null where nothing was damaged. */
  rescued: string | null
}

/** As `openStore`; throws `CannotOpen` where the file is damaged and no copy is sound. `at`: UTC, names the folder aside. */
export function openOrRescue(workspace: string, options: StoreOptions & { at: string }): Opened {
  const file = join(workspace, 'okno.db')
  if (isCutShort(workspace, options))
    return rescued(workspace, options, new CannotOpen('damaged', 'the database is missing, and no copy of it is sound'))
  try {
    return { db: openStore(file, options), rescued: null }
  } catch (error) {
    if (!(error instanceof CannotOpen) || error.code !== 'damaged') throw error
    return rescued(workspace, options, error)
  }
}

/** Throws `why` where no copy is sound. */
function rescued(workspace: string, options: StoreOptions & { at: string }, why: CannotOpen): Opened {
  const file = join(workspace, 'okno.db')
  const copy = newestSound(workspace, options)
  if (copy === null) throw why
  flush(copy.file)
  putAside(workspace, options.at)
  renameSync(copy.file, file)
  flush(file)
  return { db: openStore(file, options), rescued: copy.day }
}

/** A device worked here and had its database copied, and the database is not there: it was put aside, or lost. */
const isCutShort = (workspace: string, { backups }: StoreOptions): boolean =>
  !existsSync(join(workspace, 'okno.db')) &&
  existsSync(join(workspace, 'device.key')) &&
  dailyCopies(backups).length > 0

const dailyCopies = (backups: string): string[] =>
  existsSync(backups) ? readdirSync(backups).filter((name) => /^okno-\d{4}-\d{2}-\d{2}\.db$/.test(name)) : []

/** A copy of the newest daily copy that opens; tried on a file of its own, because opening one migrates it. */
function newestSound(workspace: string, options: StoreOptions): { file: string; day: string } | null {
  const { backups } = options
  const file = join(workspace, 'okno.db.rescue')
  for (const name of dailyCopies(backups).sort().reverse()) {
    for (const left of [file, `${file}-wal`, `${file}-shm`]) rmSync(left, { force: true })
    copyFileSync(join(backups, name), file)
    try {
      openStore(file, options).close()
      return { file, day: name.slice(5, 15) }
    } catch {
      // The one before it may be sound.
    }
  }
  rmSync(file, { force: true })
  return null
}

/** Nothing of a damaged database is deleted: somebody may still read something out of it. */
function putAside(workspace: string, at: string): void {
  const folder = join(workspace, 'aside', at.replaceAll(/[:.]/g, '-'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of FILES) if (existsSync(join(workspace, name))) renameSync(join(workspace, name), join(folder, name))
}

/**
 * Places of our former lines that the note of this computer named and that are not held here: what was written and lost. They
 * get fewer when headquarters or another computer hands them back.
 */
export function missingPlaces(db: Db): { line: string; from: number; to: number }[] {
  return sql<{ line: string; held: number; last: number }>(
    db,
    `SELECT old.line, max(old.last) AS last, coalesce((SELECT max(seq) FROM journal WHERE line = old.line), 0) AS held FROM (
       SELECT ${saidIn('$.takesOver.line')} AS line, CAST(${saidIn('$.takesOver.seq')} AS INTEGER) AS last FROM journal
       WHERE seq = 1 AND origin = 'own' AND type = 'lineOpened') AS old
     WHERE old.line IS NOT NULL GROUP BY old.line HAVING last > held ORDER BY old.line`,
  )
    .all()
    .map(({ line, held, last }) => ({ line, from: held + 1, to: last }))
}
