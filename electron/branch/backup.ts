/**
 * One copy of the database a day, taken at the first opening or sign-in of the date, while work goes on. A copy is named
 * after its date and appears only when it is whole; the oldest go.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { flush } from '../../trust/durable.ts'
import { type Branch, todayOf, utcNow } from './branch.ts'
import { setSetting } from './store/settings.ts'

type Needs = Pick<Branch, 'db' | 'clock' | 'desk' | 'workspace' | 'knowledge'>

export const backupsOf = (workspace: string): string => join(workspace, 'backups')

/** True when a copy was made. Rejects where the disk refuses: the caller says so and work goes on. */
export async function backUpOncePerDay(branch: Needs): Promise<boolean> {
  const folder = backupsOf(branch.workspace)
  const file = join(folder, `okno-${todayOf(branch)}.db`)
  if (existsSync(file)) return false
  mkdirSync(folder, { recursive: true })
  await branch.db.backup(`${file}.new`)
  flush(`${file}.new`)
  renameSync(`${file}.new`, file)
  setSetting(branch.db, 'lastBackupAt', utcNow(branch))
  const daily = readdirSync(folder).filter((name) => /^okno-\d{4}-\d{2}-\d{2}\.db$/.test(name))
  for (const old of daily.sort().slice(0, -branch.knowledge.rules.backupsKept)) rmSync(join(folder, old))
  return true
}
