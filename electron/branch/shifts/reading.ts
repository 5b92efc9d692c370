/** The shift as F7 shows it, counted from the database each time. */
import { signature } from '../../../domain/people/person.ts'
import { differences, toCount } from '../../../domain/shifts/close.ts'
import type { ShiftState } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { disputesOfEntry } from '../store/entries.ts'
import { personOf } from '../store/people.ts'
import { journalSince, type LastClosing, lastClosing, opening } from './journal.ts'
import { figuresOf, listsOf } from './lists.ts'

/** A locked window gets the figures and nothing else: neither who closed it, nor where in the journal, nor what differs. */
export function shiftOf(branch: Branch): ShiftState {
  const closing = lastClosing(branch)
  const figures = figuresOf(listsOf(branch, closing))
  const { said } = closing ?? {}
  if (!branch.session.current())
    return { ...{ before: null, carried: null, open: null }, figures, toCount: toCount(figures), differences: [] }
  return {
    before: closing && said ? beforeOf(branch, closing, said) : null,
    carried: said?.figures ?? null,
    open: opening(branch, closing),
    figures,
    toCount: toCount(figures),
    differences: differences(closing?.before ?? null, journalSince(branch, closing)),
  }
}

function beforeOf({ db }: Branch, { at, before }: LastClosing, said: LastClosing['said']): ShiftState['before'] {
  const disputes = disputesOfEntry(db, before.place.hash).map((one) => {
    const person = personOf(db, one.by)
    return { ...one, by: person && signature(person) }
  })
  return { at, by: said.closedBy.signature, handedTo: said.handedTo ?? null, place: before.place, disputes }
}
