/**
 * Marks that follow from what happened. What did not fit stays in sight until a person has looked at every such event, and
 * a consent that is wanting until it is there.
 */
import { SYSTEM } from '../journal/event.ts'
import type { Case, Conflict, Mark } from './case.ts'
import { type Consent, consentStands } from './consent.ts'

/** An event as it is folded. `clock` where the journal gave it. */
export type Told = { hash: string; fields: { type: string; at: string; by: string } }

export const withMark = (marks: readonly Mark[], mark: Mark): Mark[] =>
  marks.includes(mark) ? [...marks] : [...marks, mark]

export function conflicted(
  state: Case,
  event: Told,
  reason: Conflict['reason'],
  more: Pick<Conflict, 'unseen' | 'applied' | 'refused'> = {},
): Case {
  const { type, by } = event.fields
  const conflict: Conflict = { event: event.hash, type, by, reason, ...more }
  return { ...state, marks: withMark(state.marks, 'conflict'), conflicts: [...state.conflicts, conflict] }
}

/** The case with this person among those who made it what it is. */
export const withTouch = (state: Case, by: string): Case =>
  state.touchedBy.includes(by) ? state : { ...state, touchedBy: [...state.touchedBy, by] }

/** Events that nobody decides on: a slip, a code that was asked for, that somebody has looked or put right what was refused. */
const immaterial: ReadonlySet<string> = new Set([
  ...['slipPrinted', 'codeRequested', 'codeFailed', 'basisConfirmed', 'refusedRepaired'],
])

/** That headquarters' program got it changes nothing that a person at the branch could have gone by. */
const isReceipt = ({ type, by }: Told['fields']): boolean => type === 'caseReceived' && by === SYSTEM

/** The case with this event among those that the next decision must have seen. */
export const withSeen = (state: Case, { hash, fields }: Told): Case =>
  immaterial.has(fields.type) || isReceipt(fields) || state.seen.includes(hash)
    ? state
    : { ...state, seen: [...state.seen, hash] }

/** Events that sort before the decision and that its maker had not seen; none where it does not say what he saw. */
export function unseenBy({ seen }: Pick<Case, 'seen'>, basis: readonly string[] | undefined): string[] {
  if (!basis) return []
  const known = new Set(basis)
  return seen.filter((hash) => !known.has(hash))
}

/**
 * The case once somebody has looked at the conflict. That it is there no more (what came late showed that the event did
 * fit) changes nothing, and the first who looked stands.
 */
export function confirmed(state: Case, conflict: string, by: NonNullable<Conflict['confirmed']>): Case {
  const conflicts = state.conflicts.map((one) =>
    one.event === conflict && !one.confirmed ? { ...one, confirmed: by } : one,
  )
  const open = conflicts.some((one) => !one.confirmed)
  return { ...state, conflicts, marks: open ? state.marks : state.marks.filter((mark) => mark !== 'conflict') }
}

/** The mark stands beside the state for as long as the customer's consent is wanting. */
export function consentMarked<Marked extends { consent: Consent; marks: Mark[] }>(state: Marked): Marked {
  const marks = state.marks.filter((mark) => mark !== 'consent_due')
  return { ...state, marks: consentStands(state.consent) ? marks : [...marks, 'consent_due'] }
}
