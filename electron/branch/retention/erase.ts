/**
 * The only place where a record of a person is erased: when a case has been ended for the days of the rule, and
 * headquarters has every event of it on independent media and holds its files. The chain runs over hashes of payloads, so it verifies afterwards as before; what
 * was erased, and by which rule, stands in an event. It works in pieces, so that a clerk's call is never far; broken off
 * anywhere, the next run goes on.
 */
import { rmSync } from 'node:fs'
import { setImmediate as breath } from 'node:timers/promises'
import { caseStates } from '../../../domain/cases/case.ts'
import { hasEnded } from '../../../domain/cases/ended.ts'
import { type PersonErased, personErased } from '../../../domain/cases/erased.ts'
import { PERSON_ERASED, SYSTEM } from '../../../domain/journal/event.ts'
import { fold } from '../../../domain/procedures/fold.ts'
import { isOnlyHere } from '../attachments/carried.ts'
import { keptFile } from '../attachments/places.ts'
import { type Branch, dayIn, utcNow } from '../branch.ts'
import { endOf } from '../customers/looks.ts'
import { append } from '../journal.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
import { isSafe } from '../store/acknowledgements.ts'
import { caseRecord } from '../store/cases.ts'
import { lastEventRow, namedBetween, removeFile, unusedFiles } from '../store/files.ts'
import { eventsOfCase } from '../store/journal.ts'
import {
  casesIn,
  contentsOf,
  eraseBelongings,
  eraseKeys,
  erasePayloads,
  eraseRow,
  removeLooksBefore,
  withLateEvents,
} from '../store/retention.ts'
import { setSetting, setting } from '../store/settings.ts'
import { NotForgotten } from './forgetting.ts'
import { vouchedTime } from './time.ts'

/** What the last run did. `waiting`: their time is over, but headquarters does not have them safe yet. */
export type RetentionRun = { at: string; looks: number; cases: number; waiting: number }

const DAY_MS = 86_400_000
const LAST = 'retention.last'

export const lastRun = ({ db }: Pick<Branch, 'db'>): RetentionRun | null => JSON.parse(setting(db, LAST) ?? 'null')

/** Rows of the journal that are searched at once for the names of files: some milliseconds. */
const ROWS_AT_ONCE = 2000

/**
 * Once a day at most, by a time that headquarters vouched for; null where nothing was done. Equipment that refuses a piece
 * leaves it as it was and ends the run (`NotForgotten`), for the next one. `goOn` is asked between two pieces.
 */
export async function keepRetention(branch: Branch, goOn = () => true): Promise<RetentionRun | null> {
  const { db, desk } = branch
  const time = vouchedTime(branch)
  if (!time.ok) return null
  const today = dayIn(desk().timeZone, time.ms)
  const last = lastRun(branch)
  if (last && dayIn(desk().timeZone, Date.parse(last.at)) === today) return null
  const { looksKeptDays, closedKeptDays } = branch.knowledge.rules.retention
  const firstKept = dayIn(desk().timeZone, time.ms - looksKeptDays * DAY_MS)
  const looks = record(branch, () => ({ ok: true as const, removed: removeLooksBefore(db, firstKept) }))
  if (!looks.ok) throw new NotForgotten(looks.refusal.why)
  const before = new Date(time.ms - closedKeptDays * DAY_MS).toISOString()
  const ends: Erasure[] = []
  const pieces = [
    ...casesIn(db, caseStates.filter(hasEnded), before).map((id) => () => eraseIfDue(branch, id, before)),
    ...withLateEvents(db).map((id) => () => eraseLate(branch, id)),
  ]
  for (const piece of pieces) {
    await breath()
    if (!goOn()) return null
    ends.push(piece())
  }
  const files = ends.flatMap((one) => (one.end === 'erased' ? one.files : []))
  if (!(await removeFreed(branch, [...new Set(files)], goOn))) return null
  const count = (end: Erasure['end']) => ends.filter((one) => one.end === end).length
  const run = {
    at: new Date(time.ms).toISOString(),
    looks: looks.removed,
    cases: count('erased'),
    waiting: count('waiting'),
  }
  const noted = record(branch, () => {
    setSetting(db, LAST, JSON.stringify(run))
    return { ok: true as const }
  })
  if (!noted.ok) throw new NotForgotten(noted.refusal.why)
  if (run.cases > 0) {
    db.pragma('wal_checkpoint(TRUNCATE)')
    branch.changed('cases', 'attachments')
  }
  return run
}

/** `files`: contents that the case had; somebody else may have them too. */
type Erasure = { end: 'kept' | 'waiting' } | { end: 'erased'; files: string[] }

/** `before`: UTC; what ended later is kept. */
function eraseIfDue(branch: Branch, id: string, before: string): Erasure {
  const { db } = branch
  const found = caseOf(branch, id)
  const row = caseRecord(db, id)
  if (!found || !row || !hasEnded(found.state)) return { end: 'kept' }
  if (found.since.at >= before) return { end: 'kept' }
  if (!isSafeAtHq(branch, id)) return { end: 'waiting' }
  const done = record(branch, () => {
    const files = eraseBelongings(db, id)
    eraseKeys(db, id, endOf)
    const { number, type, state, since } = found
    eraseContent(branch, id, { number, type, state, endedAt: since.at })
    eraseRow(db, id, { search: fold(row.number), at: utcNow(branch) })
    return { ok: true as const, files }
  })
  if (!done.ok) throw new NotForgotten(done.refusal.why)
  return { end: 'erased', files: done.files }
}

/** What a computer of the branch wrote of a case before it heard that its time was over. */
function eraseLate(branch: Branch, id: string): Erasure {
  const { db } = branch
  if (!isSafeAtHq(branch, id)) return { end: 'waiting' }
  const said = eventsOfCase(db, id).filter(({ fields }) => fields.type === PERSON_ERASED)
  const rest = said.flatMap(({ payload }) => personErased.safeParse(payload).data?.rest ?? []).at(-1)
  if (!rest) return { end: 'kept' }
  const done = record(branch, () => {
    const files = eraseBelongings(db, id)
    eraseContent(branch, id, rest)
    return { ok: true as const, files }
  })
  if (!done.ok) throw new NotForgotten(done.refusal.why)
  return { end: 'erased', files: done.files }
}

/** Every event of it, and every file of it that lies here sound. */
const isSafeAtHq = (branch: Branch, id: string): boolean =>
  eventsOfCase(branch.db, id).every((event) => event.fields.type === PERSON_ERASED || isSafe(branch.db, event)) &&
  !contentsOf(branch.db, id).some((sha256) => isOnlyHere(branch, sha256))

/** Part of the record that erases: what the events said goes, and an event says that it did. */
function eraseContent(branch: Branch, id: string, rest: PersonErased['rest']): void {
  const events = erasePayloads(branch.db, id)
  const { closedKeptDays: keptDays } = branch.knowledge.rules.retention
  const payload: PersonErased = { why: 'retention', keptDays, records: events.length, events, rest }
  append(branch, [{ type: PERSON_ERASED, case: id, by: SYSTEM, payload }])
}

/**
 * Of these contents those go that no other case, draft, paper or event has. False where it was broken off: a file without
 * rows or without an owner is found by the daily tidying, after a power cut too.
 */
async function removeFreed(branch: Branch, files: readonly string[], goOn: () => boolean): Promise<boolean> {
  const { db } = branch
  const withoutOwner = () => {
    const unused = new Set(unusedFiles(db).map(({ sha256 }) => sha256))
    return files.filter((sha256) => unused.has(sha256))
  }
  const asked = files.length > 0 ? withoutOwner() : []
  if (asked.length === 0) return true
  const named = new Set<string>()
  let searched = 0
  for (let last = lastEventRow(db); searched < last; last = lastEventRow(db)) {
    await breath()
    if (!goOn()) return false
    const to = Math.min(searched + ROWS_AT_ONCE, last)
    for (const sha256 of namedBetween(db, asked, searched, to)) named.add(sha256)
    searched = to
  }
  // Nothing can have been recorded since the last piece: there was no pause after it.
  const done = record(branch, () => {
    const free = withoutOwner().filter((sha256) => asked.includes(sha256) && !named.has(sha256))
    for (const sha256 of free) removeFile(db, sha256)
    return { ok: true as const, free }
  })
  if (!done.ok) throw new NotForgotten(done.refusal.why)
  for (const sha256 of done.free) rmSync(keptFile(branch, sha256), { force: true })
  return true
}
