/**
 * What interrupted work left behind, cleared away at the start, before anything comes in. A file goes only when it has
 * been here for the days of the rule and neither a row nor any event names it: after a restored backup the events that
 * name it may still be on their way back from headquarters.
 */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Branch } from '../branch.ts'
import { fileOf, isNamedByEvent, readAgain, removeFile, unusedFiles } from '../store/files.ts'
import { setSetting, setting } from '../store/settings.ts'
import { forgetSettled } from '../store/tray.ts'
import { incomingFolder, keptFile, keptFolder } from './places.ts'

const DAY_MS = 86_400_000

export function tidyAttachments(branch: Branch): void {
  rmSync(incomingFolder(branch), { recursive: true, force: true })
  const before = branch.clock() - branch.knowledge.rules.attachments.keptDays * DAY_MS
  const { db } = branch
  db.transaction(() => {
    forgetSettled(db, new Date(before).toISOString())
    readAgain(db)
  }).immediate()
  if (!isDue(branch)) return
  // The whole journal is searched for each, so only for those whose days are over, and nobody is held up by a lock meanwhile.
  const unused = unusedFiles(db).filter(({ sha256, at }) => Date.parse(at) < before && !isNamedByEvent(db, sha256))
  db.transaction(() => {
    for (const { sha256 } of unused) removeFile(db, sha256)
  }).immediate()
  // The rows first: a power cut now leaves files without rows, which the next start finds here again.
  for (const sha256 of keptFiles(branch))
    if (!fileOf(db, sha256) && lastWritten(branch, sha256) < before && !isNamedByEvent(db, sha256))
      rmSync(keptFile(branch, sha256), { force: true })
}

/** Looking at every file takes its time, so it is done once a day. */
function isDue({ db, clock }: Branch): boolean {
  const last = Number(setting(db, 'attachments.tidiedAt') ?? 0)
  if (Math.abs(clock() - last) < DAY_MS) return false
  setSetting(db, 'attachments.tidiedAt', String(clock()))
  return true
}

/** UTC milliseconds; now for what is gone already. */
const lastWritten = (branch: Branch, sha256: string): number =>
  statSync(keptFile(branch, sha256), { throwIfNoEntry: false })?.mtimeMs ?? branch.clock()

function keptFiles(branch: Branch): string[] {
  return namesIn(keptFolder(branch))
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => namesIn(join(keptFolder(branch), name)))
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // nothing has come in yet
  }
}
