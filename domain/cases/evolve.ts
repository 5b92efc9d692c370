/**
 * Folds events into a case. Total: an event that does not fit the state leaves a visible conflict, it never throws and
 * is never dropped; only what comes before the registration has nothing to stand on and waits for it.
 */
import type { Header } from '../journal/event.ts'
import type { Case, Conflict } from './case.ts'
import { caseAccepted, caseRegistered, isEventType, slipPrinted } from './events.ts'

export type CaseEvent = { hash: string; fields: Pick<Header, 'case' | 'type' | 'at' | 'by'>; payload: unknown }

function conflicted(state: Case, event: CaseEvent, reason: Conflict['reason']): Case {
  const marks = state.marks.includes('conflict') ? state.marks : [...state.marks, 'conflict' as const]
  return { ...state, marks, conflicts: [...state.conflicts, { event: event.hash, type: event.fields.type, reason }] }
}

/** The case after this event; null while it has not been registered. `fold` keeps what came before that in sight. */
export function evolve(state: Case | null, event: CaseEvent): Case | null {
  const { type } = event.fields
  if (state === null) return type === 'caseRegistered' ? register(event) : null
  if (!isEventType(type)) return conflicted(state, event, 'unknownType')
  switch (type) {
    case 'caseRegistered':
      return conflicted(state, event, 'alreadyRegistered')
    case 'reviewRequested':
      return state
    case 'caseAccepted': {
      if (!caseAccepted.safeParse(event.payload).success) return conflicted(state, event, 'malformed')
      if (state.state !== 'in_review') return conflicted(state, event, 'wrongState')
      return { ...state, state: 'accepted', acceptedBy: event.fields.by }
    }
    case 'slipPrinted': {
      const payload = slipPrinted.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      return { ...state, slips: Math.max(state.slips, payload.data.copy) }
    }
    case 'lineOpened':
      return conflicted(state, event, 'wrongState')
    default:
      return type satisfies never
  }
}

function register(event: CaseEvent): Case | null {
  const payload = caseRegistered.safeParse(event.payload)
  if (!payload.success || event.fields.case === null) return null
  const { number, type, formVersion, answers, missing, marks, window, answer, acceptedBy } = payload.data
  return {
    id: event.fields.case,
    number,
    type,
    formVersion,
    state: 'in_review',
    marks: [...marks],
    missing: [...missing],
    answers,
    registeredAt: event.fields.at,
    registeredBy: { id: event.fields.by, signature: acceptedBy.signature },
    window,
    answerBy: answer.by,
    acceptedBy: null,
    slips: 0,
    conflicts: [],
  }
}

/**
 * The fold of events given in fold order. What sorts before the registration (it was written on a computer whose clock was
 * behind, or the registration on one far ahead) cannot be applied; it is shown as a conflict once there is a case.
 */
export const fold = (events: Iterable<CaseEvent>): Case | null => {
  let state: Case | null = null
  const early: CaseEvent[] = []
  for (const event of events) {
    const next = evolve(state, event)
    if (next === null) early.push(event)
    else if (state === null) state = early.reduce((found, one) => conflicted(found, one, 'notRegistered'), next)
    else state = next
  }
  return state
}
