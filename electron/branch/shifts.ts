/** The shift of this window, counted from the journal and closed by an event on its line. */
import { closeShift, shiftClosed } from '../../domain/shifts/close.ts'
import { type Branch, utcNow } from './branch.ts'
import { append, myLine } from './journal.ts'
import { answerTo, keepAnswer, record } from './record.ts'
import type { NotRecorded } from './storage.ts'
import { waitingCases } from './store/cases.ts'
import { allDrafts, countDrafts, discardsSince } from './store/drafts.ts'
import { lastOfType, registeredAfter } from './store/journal.ts'

type Shift = {
  before: { at: string; by: string } | null
  drafts: number
  registered: number
  discarded: number
  waiting: number
}

/** What happened at this window since its last shift was closed. */
export function shiftOf({ db }: Pick<Branch, 'db'>): Shift {
  const line = myLine(db)
  const last = lastOfType(db, line, 'shiftClosed')
  const closed = shiftClosed.safeParse(last?.payload)
  return {
    before: last && closed.success ? { at: last.at, by: closed.data.closedBy.signature } : null,
    drafts: countDrafts(db),
    registered: registeredAfter(db, line, last?.seq ?? 0),
    discarded: discardsSince(db, last?.at ?? ''),
    waiting: waitingCases(db),
  }
}

type Closed =
  | { ok: true }
  | NotRecorded
  | { ok: false; refusal: { code: 'notSignedIn' } | { code: 'orphans'; drafts: string[] } }

/** Closes the shift; whoever closed it is signed out, for the next one begins with a person. */
export function closeThisShift(branch: Branch, { command }: { command: string }): Closed {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const before = answerTo(branch, { command })
  // Asked again later it must not send away whoever works by then.
  if (before !== null) return { ok: true }
  const closed = record(branch, (): Closed => {
    const window = branch.desk().letter
    const drafts = allDrafts(branch.db).map(({ label }) => label)
    const { registered, discarded, waiting } = shiftOf(branch)
    const decision = closeShift(command, { person, window, drafts, figures: { registered, discarded, waiting } })
    if (!decision.ok) return { ok: false, refusal: { code: 'orphans', drafts } }
    append(branch, decision.events)
    keepAnswer(branch, { id: command, draft: null, case: myLine(branch.db), at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (!closed.ok) return closed
  branch.changed('exchange')
  branch.session.lock()
  return closed
}
