/**
 * Folds events into a case. Total: an event that does not fit the state leaves a visible conflict, it never throws and
 * is never dropped; only what comes before the registration has nothing to stand on and waits for it.
 */
import { isDoubtful } from '../journal/clock.ts'
import type { Header } from '../journal/event.ts'
import type { EventFlag } from '../journal/flags.ts'
import { recoveryTold } from '../outages/events.ts'
import { attachmentPapers, withAttachment, withPapers } from './attachments.ts'
import { type Case, type Conflict, isOpen } from './case.ts'
import { confirmed, conflicted, consentMarked, unseenBy, withMark, withSeen, withTouch } from './conflicts.ts'
import { codeFailed, codeRequested, consentGiven, fits } from './consent.ts'
import { personErased } from './erased.ts'
import {
  attachmentAdded,
  basisConfirmed,
  type CaseEscalated,
  caseEscalated,
  caseJoined,
  caseRegistered,
  entryDisputed,
  isCaseEvent,
  isEventType,
  keysOf,
  slipPrinted,
  visitNoted,
} from './events.ts'
import { refusedRepaired } from './refusedEvents.ts'
import { steps, type Wants } from './steps.ts'
import { isOfficeStep } from './transitions.ts'

export type { Wants } from './steps.ts'

/**
 * Raised with every change of what the same events fold to. Who keeps folded cases beside their events keeps this number
 * with them, and folds anew what another number was kept with.
 */
export const FOLD_VERSION = 5

const asRegistered: Wants = ({ consent }) => consent ?? null

export type CaseEvent = {
  hash: string
  fields: Pick<Header, 'case' | 'type' | 'at' | 'by'> & Partial<Pick<Header, 'clock'>>
  payload: unknown
  /** Whether it stands on a line of headquarters; whoever reads the events knows where each came from. */
  office: boolean
  /** Whether headquarters said that it refuses what the event says. */
  refused?: boolean
  /** Whether it takes the case back by a code of somebody else's phone or for another case (`withdrawalsHeld`). */
  ofAnother?: boolean
  /** What whoever took it in had to note about it; what the event says counts all the same. */
  flag?: EventFlag
}

/** The case after this event; null while it has not been registered. `fold` keeps what came before that in sight. */
export function evolve(state: Case | null, event: CaseEvent, wants: Wants = asRegistered): Case | null {
  if (state === null) return event.fields.type === 'caseRegistered' ? flagged(register(event, wants), event) : null
  const next = flagged(after(state, event, wants), event)
  // Whoever took from what is missing said that it is there: he is not the one who finds the case complete.
  return withSeen(next.missing.length < state.missing.length ? withTouch(next, event.fields.by) : next, event)
}

/** What did not fit is in sight already. */
function flagged<State extends Case | null>(state: State, event: CaseEvent): State | Case {
  if (state === null || !event.flag || state.conflicts.some((one) => one.event === event.hash)) return state
  return conflicted(state, event, event.flag, { applied: true })
}

function after(state: Case, event: CaseEvent, wants: Wants): Case {
  const { type, at, by } = event.fields
  const refusedToo: Pick<Conflict, 'refused'> = event.refused ? { refused: true } : {}
  if (!isEventType(type)) return conflicted(state, event, 'unknownType', refusedToo)
  if (!isCaseEvent(type)) return conflicted(state, event, 'wrongState', refusedToo)
  if (!event.office && isOfficeStep(type, event.payload)) return conflicted(state, event, 'notOffice', refusedToo)
  if (event.refused) return conflicted(state, event, 'refused', refusedToo)
  if (event.ofAnother) return conflicted(state, event, 'consentOfAnother')
  switch (type) {
    case 'caseRegistered':
      return conflicted(state, event, 'alreadyRegistered')
    case 'reviewRequested':
    case 'caseAccepted':
    case 'caseReturned':
    case 'returnAnswered':
    case 'caseCorrected':
    case 'customerAsked':
    case 'customerBrought':
    case 'caseLeftIncomplete':
    case 'caseFinished':
    case 'caseBagged':
    case 'caseReceived':
    case 'caseTaken':
    case 'thirdAwaited':
    case 'workResumed':
    case 'caseAnswered':
    case 'caseForwarded':
    case 'answerDelivered':
    case 'caseClosed':
    case 'caseWithdrawn':
    case 'caseMerged':
    case 'caseReopened':
    case 'answerDateMoved':
      return steps[type](state, event, wants)
    case 'consentGiven': {
      const payload = consentGiven.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { wanted, given } = state.consent
      if (wanted && !fits(wanted, state, payload.data)) return conflicted(state, event, 'consentOfAnother')
      return consentMarked({ ...state, consent: { wanted, given: [...given, payload.data] } })
    }
    // Where the payloads are still held, the case is what it was.
    case 'personErased':
      return personErased.safeParse(event.payload).success ? state : conflicted(state, event, 'malformed')
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
      return payload.success ? escalated(state, event, payload.data) : conflicted(state, event, 'malformed')
    }
    case 'recoveryTold':
      if (!recoveryTold.safeParse(event.payload).success) return conflicted(state, event, 'malformed')
      return { ...state, recoveryTold: state.recoveryTold ?? { at, by } }
    case 'caseJoined': {
      const payload = caseJoined.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { joins } = payload.data
      const known = state.joined.some((one) => one.case === joins.case)
      return known ? state : { ...state, joined: [...state.joined, joins] }
    }
    case 'entryDisputed': {
      const payload = entryDisputed.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { entry, words } = payload.data
      return { ...state, disputes: [...state.disputes, { event: event.hash, at, by, entry, words }] }
    }
    case 'basisConfirmed': {
      const payload = basisConfirmed.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { conflict, words, basis, selfReviewed } = payload.data
      const own = state.conflicts.some((one) => one.event === conflict && one.by === by)
      if (own && !selfReviewed) return conflicted(state, event, 'ownCase')
      const looked = confirmed(state, conflict, { at, by, words })
      const unseen = unseenBy(state, basis)
      return unseen.length > 0 ? conflicted(looked, event, 'decidedUnseen', { unseen, applied: true }) : looked
    }
    case 'refusedRepaired': {
      const payload = refusedRepaired.safeParse(event.payload)
      if (!payload.success) return conflicted(state, event, 'malformed')
      const { entry, words, selfReviewed } = payload.data
      // What did not fit for another reason than headquarters' refusal has a confirmation of its own.
      const found = state.conflicts.find((one) => one.event === entry.hash && one.refused)
      if (!found) return state
      if (found.by === by && !selfReviewed) return conflicted(state, event, 'ownCase')
      return confirmed(state, entry.hash, { at, by, words })
    }
    default:
      return type satisfies never
  }
}

function register(event: CaseEvent, wants: Wants): Case | null {
  const payload = caseRegistered.safeParse(event.payload)
  const { hash, fields } = event
  if (!payload.success || fields.case === null) return null
  const { command, number, type, formVersion, answers, missing, kept, window, answer, acceptedBy, papers } =
    payload.data
  const { attachments = [], outage = null, handTaken = null, typedBy = [] } = payload.data
  const marks: Case['marks'] = [...payload.data.marks]
  // A paper numbered by hand was taken in because of an outage, whether or not a card of it was opened.
  if (outage || handTaken) marks.push('outage')
  if (fields.clock !== undefined && isDoubtful(fields.clock, fields.at)) marks.push('time_doubt')
  const registered = consentMarked({
    ...{ id: fields.case, command, number, type, formVersion, answers, window },
    state: 'registered' as const,
    since: { event: hash, at: fields.at, by: fields.by },
    marks,
    missing: [...missing],
    kept: [...kept],
    corrections: [],
    registeredAt: fields.at,
    registeredBy: { id: fields.by, signature: acceptedBy.signature },
    touchedBy: [...new Set([fields.by, ...typedBy])],
    answerBy: answer.by,
    answerDates: [{ by: answer.by, event: hash, why: null }],
    ...{ acceptedBy: null, returned: null, asked: null, bag: null, hqNumber: null, officer: null, third: null },
    ...{ answer: null, delivery: null, forwarded: null, withdrawal: null, mergedInto: null, joined: [] },
    consent: { wanted: wants(payload.data), given: [] },
    ...{ slips: 0, visits: 0, attachments, outage, handTaken, recoveryTold: null },
    ...{ escalation: null, disputes: [], conflicts: [], seen: [hash] },
  })
  // A counter of an earlier version counted a paper as missing although its file lay with the registration.
  const complete = withPapers(registered, [...keysOf(papers), ...attachmentPapers(attachments)])
  // The customer stood here and holds a slip: the case stays in sight, and so does that headquarters does not take it.
  return event.refused ? conflicted(complete, event, 'refused', { refused: true }) : complete
}

/**
 * What has been passed up stays up: a lower level that comes later changes nothing. A person may name somebody else on
 * the same level; what has ended nobody passes up by hand any more.
 */
function escalated(state: Case, event: CaseEvent, { level, reason, command, to, words }: CaseEscalated): Case {
  const byHand = command !== undefined
  if (byHand && !isOpen(state.state)) return conflicted(state, event, 'wrongState')
  const before = state.escalation?.level ?? 0
  if (before > level || (before === level && !byHand)) return state
  const escalation = { level, reason, ...(to && { to }), ...(words !== undefined && { words }) }
  return { ...state, marks: withMark(state.marks, 'escalated'), escalation }
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
    else if (state === null)
      state = early.reduce((found, one) => withSeen(conflicted(found, one, 'notRegistered'), one), next)
    else state = next
  }
  return state
}
