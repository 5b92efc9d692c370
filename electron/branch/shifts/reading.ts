/** The shift as F7 shows it, counted from the database each time. */
import { signature } from '../../../domain/people/person.ts'
import { differences, toCount } from '../../../domain/shifts/close.ts'
import type { ShiftState } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { personOf } from '../store/people.ts'
import { disputesOfEntry } from '../store/shifts.ts'
import { journalSince, type LastClosing, lastClosing, opening } from './journal.ts'
import { figuresOf, listsOf } from './lists.ts'

export function shiftOf(branch: Branch): ShiftState {
  const closing = lastClosing(branch)
  const figures = figuresOf(listsOf(branch, closing))
  const { said } = closing ?? {}
  return {
    before: closing && said ? beforeOf(branch, closing, said) : null,
    carried: said?.figures ?? null,
    open: opening(branch, closing),
    figures,
    toCount: toCount(figures),
    differences: differences(closing?.before ?? null, journalSince(branch, closing)),
  }
}

function beforeOf(
  { db, session }: Branch,
  { at, before }: LastClosing,
  said: LastClosing['said'],
): ShiftState['before'] {
  // The sign-in screen reads this too: what somebody said of a colleague's closing is not for a locked window.
  const told = session.current() ? disputesOfEntry(db, before.place.hash) : []
  const disputes = told.map((one) => {
    const person = personOf(db, one.by)
    return { ...one, by: person && signature(person) }
  })
  return { at, by: said.closedBy.signature, handedTo: said.handedTo ?? null, place: before.place, disputes }
}
