/**
 * What the courier brings back, written in one transaction each, with the rows of all cases that it touches. The caller
 * has checked signatures; nothing is interpreted here, and nothing of ours is ever changed.
 */

import { refusalLifted } from '../../domain/cases/refusedEvents.ts'
import type { Acknowledgement } from '../../domain/journal/acknowledgement.ts'
import type { Certificate } from '../../domain/journal/certificate.ts'
import type { HashedEvent } from '../../domain/journal/event.ts'
import { flagOf } from '../../domain/journal/flags.ts'
import { readJson } from '../../domain/journal/json.ts'
import type { RevocationBody } from '../../domain/journal/revocation.ts'
import { type Branch, utcNow } from './branch.ts'
import { readCalendarAgain } from './calendars/again.ts'
import { projectCaseless } from './outages/projection.ts'
import { projectPeopleOf } from './people/projection.ts'
import { project, projectDelivery } from './projection.ts'
import { judgingTime } from './retention/time.ts'
import {
  acknowledged,
  liftRefusal,
  liftUnprovable,
  saveAcknowledgement,
  saveRefusal,
  saveSent,
  saveUnprovable,
  type Unprovable,
} from './store/acknowledgements.ts'
import { saveCertificate } from './store/certificates.ts'
import { casesBetween, holdsEvent, insertEvent, lineRow, type Origin, type Place } from './store/journal.ts'
import { revocationOf, saveFlag } from './store/revocations.ts'
import { setSetting } from './store/settings.ts'

/** Events of other computers or of headquarters, after `admit`. Those held already are left as they are. */
export function storeForeign(
  branch: Branch,
  events: readonly HashedEvent[],
  origin: Exclude<Origin, 'own'>,
): { stored: number } {
  let knowledge: Branch['knowledge'] | undefined
  const stored = branch.db
    .transaction(() => {
      const fresh = events.filter((event) => insertEvent(branch.db, event, origin))
      noteFlags(branch, fresh)
      const lifted = origin === 'hq' ? liftRefusals(branch, fresh) : []
      projectAll(branch, new Set([...fresh.flatMap((event) => event.fields.case ?? []), ...lifted]))
      if (projectCaseless(branch.db, fresh)) branch.changed('outages')
      if (fresh.some(({ fields }) => fields.type === 'bulletinIssued')) branch.changed('bulletins')
      if (projectPeopleOf(branch, fresh)) branch.changed('people', 'session')
      if (fresh.some(({ fields }) => fields.type === 'calendarChanged')) knowledge = readCalendarAgain(branch)
      return fresh.length
    })
    .immediate()
  if (stored > 0) branch.changed('cases', 'exchange')
  if (knowledge) {
    branch.knowledge = knowledge
    branch.changed('calendars')
  }
  return { stored }
}

/** Headquarters judged anew what it had refused. The cases that it concerns. */
function liftRefusals({ db, clock }: Branch, events: readonly HashedEvent[]): string[] {
  const at = new Date(clock()).toISOString()
  return events.flatMap(({ fields, payload }) => {
    const said = fields.type === 'refusalLifted' ? refusalLifted.safeParse(readJson(payload)) : null
    if (!said?.success) return []
    const { entry } = said.data
    liftRefusal(db, entry, at)
    return casesBetween(db, entry.line, entry.seq, entry.seq)
  })
}

/** What the events cannot tell themselves, by our own clock and by what headquarters said of their devices. */
function noteFlags(branch: Branch, events: readonly HashedEvent[]): void {
  const nowMs = judgingTime(branch)
  const revoked = new Map<string, RevocationBody | null>()
  for (const { hash, fields } of events) {
    const { line } = fields
    if (!revoked.has(line)) revoked.set(line, revocationOf(branch.db, lineRow(branch.db, line)?.device ?? ''))
    const flag = flagOf(fields, { revoked: revoked.get(line) ?? null, nowMs })
    if (flag) saveFlag(branch.db, hash, flag, utcNow(branch))
  }
}

/**
 * False, and nothing recorded, when the acknowledged event is not held (protocol, rule 6). It vouches for that event and
 * those before it on its chain; of a fork's other side it says nothing.
 */
export function recordAcknowledgement(branch: Branch, given: Acknowledgement): boolean {
  const { line, seq, hash } = given.body
  const recorded = branch.db
    .transaction(() => {
      if (!holdsEvent(branch.db, line, { seq, hash })) return false
      // Of the same chain: how far the other side of a fork has come says nothing of this one.
      const before = acknowledged(branch.db, line, { seq, hash })?.seq ?? 0
      const news = casesBetween(branch.db, line, before + 1, seq)
      saveAcknowledgement(branch.db, given, news.length > 0 ? utcNow(branch) : null)
      liftUnprovable(branch.db, given.body)
      for (const id of casesBetween(branch.db, line, Math.min(before, seq), seq)) projectDelivery(branch, id)
      return true
    })
    .immediate()
  if (recorded) branch.changed('cases', 'exchange')
  return recorded
}

/** Events that headquarters keeps as bytes but refuses by a rule: a person must look. What is not held is no event of ours. */
export function recordRefusals(branch: Branch, line: string, refusals: readonly (Place & { reason: string })[]): void {
  if (refusals.length === 0) return
  branch.db
    .transaction(() => {
      for (const refusal of refusals) {
        if (!holdsEvent(branch.db, line, refusal)) continue
        saveRefusal(branch.db, line, refusal, utcNow(branch))
        projectAll(branch, casesBetween(branch.db, line, refusal.seq, refusal.seq))
      }
    })
    .immediate()
  branch.changed('cases', 'exchange')
}

/** What lies here of an event is not what was written: a person must look. False where that was noted before. */
export function recordUnprovable(branch: Branch, line: string, place: Place, reason: Unprovable): boolean {
  const { db } = branch
  const noted = db
    .transaction(() => {
      if (!saveUnprovable(db, line, place, reason, utcNow(branch))) return false
      projectAll(branch, casesBetween(db, line, place.seq, place.seq))
      return true
    })
    .immediate()
  if (noted) branch.changed('cases', 'exchange')
  return noted
}

/** Posted up to this event, no answer yet. */
export function markSent(branch: Branch, line: string, seq: number): void {
  branch.db
    .transaction(() => {
      const from = acknowledged(branch.db, line)?.seq ?? 0
      saveSent(branch.db, line, seq)
      for (const id of casesBetween(branch.db, line, from, seq)) projectDelivery(branch, id)
    })
    .immediate()
  branch.changed('cases')
}

/** From now on this device writes under the branch and letter that headquarters certified. */
export function enrolled(branch: Branch, certificate: Certificate, hqKey: string): void {
  branch.db
    .transaction(() => {
      saveCertificate(branch.db, certificate)
      setSetting(branch.db, 'hqKey', hqKey)
    })
    .immediate()
  branch.changed('exchange')
}

function projectAll(branch: Branch, cases: Iterable<string>): void {
  for (const id of cases) project(branch, id)
}
