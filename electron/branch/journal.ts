/**
 * Writing our own events: each gets its place, clock and bytes once, in the caller's transaction. What a device signed
 * is never made again; `store/journal.ts` reads it.
 */
import { caseRegistered } from '../../domain/cases/events.ts'
import type { Held } from '../../domain/journal/admit.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { farFuture, merge, tick } from '../../domain/journal/clock.ts'
import {
  type EventDraft,
  freeze,
  type HashedEvent,
  type Place,
  type Stamp,
  sealLast,
} from '../../domain/journal/event.ts'
import { freezeNumbered } from '../../domain/journal/number.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Branch, newId, utcNow } from './branch.ts'
import { judgingTime } from './retention/time.ts'
import { isAncestor } from './store/acknowledgements.ts'
import { heads, holdsEvent, insertEvent, latestClock, lineRow, near, ownClock, ownHead } from './store/journal.ts'
import { setting } from './store/settings.ts'
import type { Db } from './store/sql.ts'

export { heads, runAfter, tips } from './store/journal.ts'

type Writer = Pick<Branch, 'db' | 'clock' | 'random' | 'keys' | 'faults'>

/** The line on which this computer writes. */
export function myLine(db: Db): string {
  const line = setting(db, 'line')
  if (line === null) throw new Error('no line has been opened')
  return line
}

/** Freezes, seals and stores the events of one command. Must run inside the command's transaction. */
export function append(branch: Writer, drafts: readonly EventDraft[], line = myLine(branch.db)): HashedEvent[] {
  const { db, clock } = branch
  if (!db.inTransaction) throw new Error('events are written inside the transaction of their command')
  const head = ownHead(db, line)
  let place: Place = { line, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? null }
  const now = judgingTime(branch)
  let last = merge(ownClock(db), latestClock(db, farFuture(now)), now)
  const events = drafts.map((draft) => {
    last = tick(last, clock())
    const event = freezeAt(draft, place, { id: newId(branch), at: utcNow(branch), clock: last })
    place = { line, seq: place.seq + 1, prev: event.hash }
    return event
  })
  const sealed = sealLast(events, branch.keys.sign)
  for (const event of sealed) insertEvent(db, event, 'own')
  branch.faults.at('in-transaction')
  return sealed
}

const numbered = caseRegistered.pick({ branch: true, window: true, serial: true, acceptedOn: true }).strip()

function freezeAt(draft: EventDraft, place: Place, stamp: Stamp): HashedEvent {
  if (draft.type !== 'caseRegistered') return freeze(primitives, draft, place, stamp)
  const payload = draft.payload as { [key: string]: Json }
  const { branch, window, serial, acceptedOn } = numbered.parse(payload)
  const parts = { branch, letter: window, serial, year: Number(acceptedOn.slice(0, 4)) }
  return freezeNumbered(primitives, { ...draft, payload }, parts, place, stamp)
}

/** Whether the event stands on our own chain, or, on a line that others write, is held at all. */
export function chainHas(db: Db, line: string, seq: number, hash: string): boolean {
  if (!holdsEvent(db, line, { seq, hash })) return false
  const own = ownHead(db, line)
  return !own || !lineRow(db, line)?.forked || isAncestor(db, line, { seq, hash }, own)
}

/** What `admit` must know of a line before a run beginning at `from` is stored. */
export function heldFor(db: Db, line: string, from: number): Held {
  return { head: heads(db)[line] ?? null, device: lineRow(db, line)?.device ?? null, near: near(db, line, from) }
}
