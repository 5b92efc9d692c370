/** Closing the shift of this window: signed with the person's own PIN, written once, and whoever closed it is signed out. */
import { type CloseShift, type ClosingRefusal, closeShift, differences } from '../../../domain/shifts/close.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import type { Shut } from '../people/gate.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import type { NotRecorded } from '../storage.ts'
import { personOf } from '../store/people.ts'
import { journalSince, lastClosing, opening } from './journal.ts'
import { figuresOf, listsOf } from './lists.ts'

type Refused = { ok: false; refusal: { code: 'notSignedIn' } | Shut | ClosingRefusal }
export type Closed = { ok: true } | NotRecorded | Refused
export type Closing = Omit<CloseShift, 'handedTo'> & { pin: string; handedTo: string | null }

export async function closeThisShift(branch: Branch, wish: Closing): Promise<Closed> {
  const { command, pin, counted, explained, handedTo } = wish
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  // Asked again later it must not send away whoever works by then.
  if (answerTo(branch, { command }) !== null) return { ok: true }
  const signed = await branch.session.gate.check(person.id, pin)
  if (!signed.ok) return signed
  // While the PIN was checked somebody else may have taken the chair.
  if (branch.session.current()?.id !== person.id) return { ok: false, refusal: { code: 'notSignedIn' } }
  const closed = record(branch, (): Closed => {
    const closing = lastClosing(branch)
    const lists = listsOf(branch, closing)
    const journal = journalSince(branch, closing)
    const decision = closeShift(
      { command, counted, explained, handedTo: handedTo === null ? null : personOf(branch.db, handedTo) },
      {
        person,
        window: branch.desk().letter,
        drafts: lists.drafts().map(({ number }) => number),
        figures: figuresOf(lists),
        totals: journal.totals,
        unseen: opening(branch, closing) ? [] : differences(closing?.before ?? null, journal),
        newId: () => newId(branch),
      },
    )
    if (!decision.ok) return decision
    append(branch, decision.events)
    keepAnswer(branch, { id: command, draft: null, case: myLine(branch.db), at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (!closed.ok) return closed
  branch.changed('shifts', 'exchange')
  branch.session.lock()
  return closed
}
