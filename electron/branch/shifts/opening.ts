/** Opening the shift of this window. A customer never waits for it: without one the shift begins with the first case. */
import { type OpeningRefusal, openShift } from '../../../domain/shifts/close.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import type { NotRecorded } from '../storage.ts'
import { journalSince, lastClosing, opening } from './journal.ts'

type Refused = { ok: false; refusal: { code: 'notSignedIn' } | OpeningRefusal }
export type Opened = { ok: true } | NotRecorded | Refused

export function openThisShift(branch: Branch, { command }: { command: string }): Opened {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const opened = record(branch, (): Opened => {
    if (answerTo(branch, { command }) !== null) return { ok: true }
    const closing = lastClosing(branch)
    const decision = openShift(command, {
      person,
      window: branch.desk().letter,
      open: opening(branch, closing) !== null,
      before: closing?.before ?? null,
      journal: journalSince(branch, closing),
      newId: () => newId(branch),
    })
    if (!decision.ok) return decision
    append(branch, decision.events)
    keepAnswer(branch, { id: command, draft: null, case: myLine(branch.db), at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (opened.ok) branch.changed('shifts', 'exchange')
  return opened
}
