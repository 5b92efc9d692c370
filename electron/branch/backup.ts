/**
 * One copy of the database a day, taken at the first opening or sign-in of the date, while work goes on. A copy is named
 * after its date and appears only when it is whole; the oldest go. It says of itself that it is a copy: whoever opens it as a
 * workspace writes on a new line (protocol, rule 2).
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { flush } from '../../trust/durable.ts'
import { type Branch, todayOf, utcNow } from './branch.ts'
import { COPIED, setSetting } from './store/settings.ts'

type Needs = Pick<Branch, 'db' | 'clock' | 'desk' | 'workspace' | 'knowledge'>

export const backupsOf = (workspace: string): string => join(workspace, 'backups')

/** True when a copy was made. Rejects where the disk refuses: the caller says so and work goes on. */
export async function backUpOncePerDay(branch: Needs): Promise<boolean> {
  const folder = backupsOf(branch.workspace)
  const file = join(folder, `okno-${todayOf(branch)}.db`)
  if (existsSync(file)) return false
  mkdirSync(folder, { recursive: true })
  // What a kill left of an earlier copy.
  for (const name of readdirSync(folder)) if (/^okno-.*\.db\.new/.test(name)) rmSync(join(folder, name))
  await copyTo(branch, `${file}.new`)
  renameSync(`${file}.new`, file)
  setSetting(branch.db, 'lastBackupAt', utcNow(branch))
  const daily = readdirSync(folder).filter((name) => /^okno-\d{4}-\d{2}-\d{2}\.db$/.test(name))
  for (const old of daily.sort().slice(0, -branch.knowledge.rules.backupsKept)) rmSync(join(folder, old))
  return true
}

/** A whole copy of the database, on the disk when this returns; there must be no such file yet. */
export async function copyTo({ db, clock }: Pick<Branch, 'db' | 'clock'>, file: string): Promise<void> {
  await db.backup(file)
  // Prepared for the copy that is attached now, and for no other.
  db.prepare('ATTACH ? AS copy').run(file)
  try {
    db.prepare('INSERT OR REPLACE INTO copy.setting VALUES (?, ?)').run(COPIED, utcNow({ clock }))
  } finally {
    db.exec('DETACH copy')
  }
  flush(file)
}
