/**
 * Folds events into a case. Total: an event that does not fit the state leaves a visible conflict, it never throws and
 * is never dropped; only what comes before the registration has nothing to stand on and waits for it.
 */
import type { Header } from '../journal/event.ts'
import { recoveryTold } from '../outages/events.ts'
import { attachmentPapers, withAttachment, withPapers } from './attachments.ts'
import type { Case, Conflict } from './case.ts'
import { type ConsentWanted, codeFailed, codeRequested, consentGiven, consentStands, fits } from './consent.ts'
import type { CaseRegistered } from './events.ts'
import {
  attachmentAdded,
  type CaseEscalated,
  caseAccepted,
  caseEscalated,
  caseRegistered,
  isEventType,
  slipPrinted,
  visitNoted,
} from './events.ts'

/**
 * Raised with every change of what the same events fold to. Who keeps folded cases beside their events keeps this number
 * with them, and folds anew what another number was kept with.
 */
export const FOLD_VERSION = 1

const asRegistered: Wants = ({ consent }) => consent ?? null

export type CaseEvent = { hash: string; fields: Pick<Header, 'case' | 'type' | 'at' | 'by'>; payload: unknown }

function conflicted(state: Case, event: CaseEvent, reason: Conflict['reason']): Case {
  const marks = state.marks.includes('conflict') ? state.marks : [...state.marks, 'conflict' as const]
  return { ...state, marks, conflicts: [...state.conflicts, { event: event.hash, type: event.fields.type, reason }] }
}

/** The case after this event; null while it has not been registered. `fold` keeps what came before that in sight. */
export function evolve(state: Case | null, event: CaseEvent, wants: Wants = asRegistered): Case | null {
  const { type } = event.fields
  if (state === null) return type === 'caseRegistered' ? register(event, wants) : null
  if (!isEventType(type)) return conflicted(state, event, 'unknownType')
  switch (type) {
    case 'caseRegistered':
      return conflicted(state, event, 'alreadyRegistered')
    case 'reviewRequested':
      return state
    case 'caseAccepted': {
      if (!caseAccepted.safeParse(event.payload).success) return conflicted(state, event, 'malformed')
      if (state.state !== 'in_review') return conflicted(state, event, 'wrongState')
      if (!consentStands(state.consent, event.fields.by)) return conflicted(state, event, 'consentMissing')
      return { ...state, state: 'accepted', acceptedBy: event.fields.by }
    }
    case 'consentGiven': {
      const payload = consentGiven.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { wanted, given } = state.consent
      if (wanted && !fits(wanted, state, payload.data)) return conflicted(state, event, 'consentOfAnother')
      return consentMarked({ ...state, consent: { wanted, given: [...given, payload.data] } })
    }
    case 'codeRequested':
      return codeRequested.safeParse(event.payload).success ? state : conflicted(state, event, 'malformed')
    case 'codeFailed':
      return codeFailed.safeParse(event.payload).success ? state : conflicted(state, event, 'malformed')
    case 'slipPrinted': {
      const payload = slipPrinted.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      return { ...state, slips: Math.max(state.slips, payload.data.copy) }
    }
    case 'attachmentAdded': {
      const payload = attachmentAdded.safeParse(event.payload)
      return payload.success ? withAttachment(state, payload.data.attachment) : conflicted(state, event, 'malformed')
    }
    case 'visitNoted': {
      const payload = visitNoted.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { attachments = [], papers } = payload.data
      const brought = withPapers({ ...state, visits: state.visits + 1 }, keysOf(papers))
      return attachments.reduce(withAttachment, brought)
    }
    case 'caseEscalated': {
      const payload = caseEscalated.safeParse(event.payload)
      return payload.success ? escalated(state, payload.data) : conflicted(state, event, 'malformed')
    }
    case 'recoveryTold':
      if (!recoveryTold.safeParse(event.payload).success) return conflicted(state, event, 'malformed')
      return { ...state, recoveryTold: state.recoveryTold ?? { at: event.fields.at, by: event.fields.by } }
    case 'lineOpened':
    case 'outageOpened':
    case 'outageUpdated':
    case 'outageClosed':
    case 'paperNumbersReserved':
    case 'shiftClosed':
    case 'calendarChanged':
      return conflicted(state, event, 'wrongState')
    default:
      return type satisfies never
  }
}

/** The mark stands beside the state for as long as the customer's consent is wanting. */
function consentMarked(state: Case): Case {
  const marks = state.marks.filter((mark) => mark !== 'consent_due')
  return { ...state, marks: consentStands(state.consent) ? marks : [...marks, 'consent_due'] }
}

/** What consent a registration waits for, for a node that has the forms itself and need not believe a device. */
export type Wants = (registered: CaseRegistered) => ConsentWanted | null

function register(event: CaseEvent, wants: Wants): Case | null {
  const payload = caseRegistered.safeParse(event.payload)
  if (!payload.success || event.fields.case === null) return null
  const {
    number,
    type,
    formVersion,
    answers,
    missing,
    kept,
    marks,
    window,
    answer,
    acceptedBy,
    attachments,
    papers,
    outage,
    handTaken,
  } = payload.data
  const registered = consentMarked({
    id: event.fields.case,
    command: payload.data.command,
    number,
    type,
    formVersion,
    state: 'in_review',
    // A paper numbered by hand was taken in because of an outage, whether or not a card of it was opened.
    marks: outage || handTaken ? [...marks, 'outage'] : [...marks],
    missing: [...missing],
    kept: [...kept],
    answers,
    registeredAt: event.fields.at,
    registeredBy: { id: event.fields.by, signature: acceptedBy.signature },
    window,
    answerBy: answer.by,
    acceptedBy: null,
    consent: { wanted: wants(payload.data), given: [] },
    slips: 0,
    attachments: attachments ?? [],
    outage: outage ?? null,
    handTaken: handTaken ?? null,
    recoveryTold: null,
    visits: 0,
    escalation: null,
    conflicts: [],
  })
  // A counter of an earlier version counted a paper as missing although its file lay with the registration.
  return withPapers(registered, [...keysOf(papers), ...attachmentPapers(attachments ?? [])])
}

const keysOf = (papers: readonly { key: string }[]): string[] => papers.map(({ key }) => key)

/** What has been passed up stays up: a lower level that comes later changes nothing. */
function escalated(state: Case, { level, reason }: CaseEscalated): Case {
  const marks = state.marks.includes('escalated') ? state.marks : [...state.marks, 'escalated' as const]
  return state.escalation && state.escalation.level >= level
    ? state
    : { ...state, marks, escalation: { level, reason } }
}

/**
 * The fold of events given in fold order. What sorts before the registration (it was written on a computer whose clock was
 * behind, or the registration on one far ahead) cannot be applied; it is shown as a conflict once there is a case.
 */
export const fold = (events: Iterable<CaseEvent>, wants: Wants = asRegistered): Case | null => {
  let state: Case | null = null
  const early: CaseEvent[] = []
  for (const event of events) {
    const next = evolve(state, event, wants)
    if (next === null) early.push(event)
    else if (state === null) state = early.reduce((found, one) => conflicted(found, one, 'notRegistered'), next)
    else state = next
  }
  return state
}
