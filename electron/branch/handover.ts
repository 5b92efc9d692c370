/**
 * What the courier brings back, written in one transaction each, with the rows of all cases that it touches. The caller
 * has checked signatures; nothing is interpreted here, and nothing of ours is ever changed.
 */
import type { Acknowledgement } from '../../domain/journal/acknowledgement.ts'
import type { Certificate } from '../../domain/journal/certificate.ts'
import type { HashedEvent } from '../../domain/journal/event.ts'
import { type Branch, utcNow } from './branch.ts'
import { readCalendarAgain } from './calendars/again.ts'
import { projectCaseless } from './outages/projection.ts'
import { projectPeopleOf } from './people/projection.ts'
import { project } from './projection.ts'
import { acknowledged, saveAcknowledgement, saveRefusal, saveSent } from './store/acknowledgements.ts'
import { saveCertificate } from './store/certificates.ts'
import { casesBetween, holdsEvent, insertEvent, type Origin, type Place } from './store/journal.ts'
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
      projectAll(branch, new Set(fresh.flatMap((event) => event.fields.case ?? [])))
      if (projectCaseless(branch.db, fresh)) branch.changed('outages')
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

/**
 * False, and nothing recorded, when the acknowledged event is not held (protocol, rule 6). It vouches for that event and
 * those before it on its chain; of a fork's other side it says nothing.
 */
export function recordAcknowledgement(branch: Branch, given: Acknowledgement): boolean {
  const { line, seq, hash } = given.body
  const recorded = branch.db
    .transaction(() => {
      if (!holdsEvent(branch.db, line, { seq, hash })) return false
      const before = acknowledged(branch.db, line)?.seq ?? 0
      saveAcknowledgement(branch.db, given)
      projectAll(branch, casesBetween(branch.db, line, Math.min(before, seq), seq))
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

/** Posted up to this event, no answer yet. */
export function markSent(branch: Branch, line: string, seq: number): void {
  branch.db
    .transaction(() => {
      const from = acknowledged(branch.db, line)?.seq ?? 0
      saveSent(branch.db, line, seq)
      projectAll(branch, casesBetween(branch.db, line, from, seq))
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
