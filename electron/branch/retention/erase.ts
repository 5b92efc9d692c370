/**
 * The only place where a record of a person is erased: when a case has been ended for the days of the rule, and
 * headquarters holds every event of it. The chain runs over hashes of payloads, so it verifies afterwards as before; what
 * was erased, and by which rule, stands in an event.
 */
import { rmSync } from 'node:fs'
import { caseStates } from '../../../domain/cases/case.ts'
import { hasEnded } from '../../../domain/cases/ended.ts'
import type { PersonErased } from '../../../domain/cases/erased.ts'
import { SYSTEM } from '../../../domain/journal/event.ts'
import { fold } from '../../../domain/procedures/fold.ts'
import { keptFile } from '../attachments/places.ts'
import { type Branch, dayIn, utcNow } from '../branch.ts'
import { endOf } from '../customers/looks.ts'
import { append } from '../journal.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
import { deliveryOf } from '../store/acknowledgements.ts'
import { caseRecord } from '../store/cases.ts'
import { isNamedByEvent, removeFile, unusedFiles } from '../store/files.ts'
import { eventsOfCase } from '../store/journal.ts'
import { casesIn, eraseBelongings, eraseKeys, erasePayloads, eraseRow, removeLooksBefore } from '../store/retention.ts'
import { setSetting, setting } from '../store/settings.ts'

/** What the last run did. `waiting`: their time is over, but headquarters does not hold them whole yet. */
export type RetentionRun = { at: string; looks: number; cases: number; waiting: number }

const DAY_MS = 86_400_000
const LAST = 'retention.last'

export const lastRun = ({ db }: Pick<Branch, 'db'>): RetentionRun | null => JSON.parse(setting(db, LAST) ?? 'null')

/** Once a day at most. Equipment that refuses leaves all as it was, for the next day. */
export function keepRetention(branch: Branch): RetentionRun | null {
  const { db, desk } = branch
  const today = dayIn(desk().timeZone, branch.clock())
  const last = lastRun(branch)
  if (last && dayIn(desk().timeZone, Date.parse(last.at)) === today) return null
  const { looksKeptDays, closedKeptDays } = branch.knowledge.rules.retention
  // Freed pages are overwritten: what is erased is not to be read from the file either.
  db.pragma('secure_delete = ON')
  const firstKept = dayIn(desk().timeZone, branch.clock() - looksKeptDays * DAY_MS)
  const looks = record(branch, () => ({ ok: true as const, removed: removeLooksBefore(db, firstKept) }))
  if (!looks.ok) return null
  const before = new Date(branch.clock() - closedKeptDays * DAY_MS).toISOString()
  const erased = casesIn(db, caseStates.filter(hasEnded), before).map((id) => eraseIfDue(branch, id, before))
  const count = (one: string) => erased.filter((end) => end === one).length
  const run = { at: utcNow(branch), looks: looks.removed, cases: count('erased'), waiting: count('waiting') }
  const noted = record(branch, () => {
    setSetting(db, LAST, JSON.stringify(run))
    return { ok: true as const }
  })
  if (!noted.ok) return null
  if (run.cases > 0) {
    db.pragma('wal_checkpoint(TRUNCATE)')
    branch.changed('cases', 'attachments')
  }
  return run
}

/** `before`: UTC; what ended later is kept. */
function eraseIfDue(branch: Branch, id: string, before: string): 'kept' | 'waiting' | 'erased' {
  const { db } = branch
  const found = caseOf(branch, id)
  const row = caseRecord(db, id)
  if (!found || !row || !hasEnded(found.state)) return 'kept'
  if (found.since.at >= before) return 'kept'
  if (eventsOfCase(db, id).some((event) => deliveryOf(db, event) !== 'at_hq')) return 'waiting'
  const done = record(branch, () => {
    const files = eraseBelongings(db, id)
    eraseKeys(db, id, endOf)
    const records = erasePayloads(db, id)
    eraseRow(db, id, { search: fold(row.number), at: utcNow(branch) })
    const { number, type, state, since } = found
    const rest = { number, type, state, endedAt: since.at }
    const { closedKeptDays: keptDays } = branch.knowledge.rules.retention
    const payload: PersonErased = { why: 'retention', keptDays, records, rest }
    append(branch, [{ type: 'personErased', case: id, by: SYSTEM, payload }])
    return { ok: true as const, files: withoutOwner(branch, files) }
  })
  if (!done.ok) return 'kept'
  // After the commit: a power cut now leaves files without rows, which the daily tidying finds.
  for (const sha256 of done.files) rmSync(keptFile(branch, sha256), { force: true })
  return 'erased'
}

/** Of these contents those that no other case, draft, paper or event has; their rows go. */
function withoutOwner({ db }: Branch, files: readonly string[]): string[] {
  const unused = new Set(unusedFiles(db).map(({ sha256 }) => sha256))
  const free = files.filter((sha256) => unused.has(sha256) && !isNamedByEvent(db, sha256))
  for (const sha256 of free) removeFile(db, sha256)
  return free
}
