/**
 * A case as everyone sees it: the fold of its events. Nothing here is stored twice with a will of its own; branch and
 * headquarters compute it from the same bytes.
 */
import type { Answers } from '../forms/schema.ts'
import type { Consent } from './consent.ts'
import type { Attachment, HandTaken } from './events.ts'
import type {
  AnswerDelivered,
  AnswerGiven,
  CaseForwarded,
  CaseMerged,
  CustomerAsked,
  Entry,
  ReturnReason,
  ThirdAwaited,
  Withdrawal,
} from './lifeEvents.ts'

/**
 * All states of the life-cycle, in its order. `draft` has no case yet and `queued` is where the journal's own delivery
 * marks stand: no event can tell them, `stageOf` does.
 */
export const stages = [
  'draft',
  'registered',
  'in_review',
  'returned',
  'need_customer',
  'accepted',
  'queued',
  'sent',
  'received_hq',
  'in_work',
  'waiting_third',
  'answered',
  'delivered',
  'closed',
  'withdrawn',
  'left_incomplete',
  'forwarded',
  'merged',
] as const
export type Stage = (typeof stages)[number]

/** The states that a case's events make. */
export type CaseState = Exclude<Stage, 'draft' | 'queued'>
export const caseStates = stages.filter((one): one is CaseState => one !== 'draft' && one !== 'queued')

const open: Record<CaseState, boolean> = {
  registered: true,
  in_review: true,
  returned: true,
  need_customer: true,
  accepted: true,
  sent: true,
  received_hq: true,
  in_work: true,
  waiting_third: true,
  answered: true,
  delivered: false,
  closed: false,
  withdrawn: false,
  left_incomplete: false,
  forwarded: false,
  merged: false,
}

/** Whether somebody still has to answer the customer: an answer that is ready has yet to be handed over. */
export const isOpen = (state: CaseState): boolean => open[state]
export const openStates: readonly CaseState[] = caseStates.filter(isOpen)

/** Whether the answer that was given still stands; what was opened again waits for another one. */
export const answerStands = (state: CaseState): boolean =>
  state === 'answered' || state === 'delivered' || state === 'closed'

/** Whether an answer is still to be made: only such a case lacks anything, is to be agreed to or has days left. */
export const isWorkedOn = (state: CaseState): boolean => isOpen(state) && !answerStands(state)

/** Marks stand beside the state and can be combined. What depends on the day (`due_soon`, `overdue`) is none of them. */
export type Mark =
  | 'incomplete'
  | 'urgent'
  | 'security'
  | 'late_filed'
  | 'conflict'
  | 'time_doubt'
  | 'consent_due'
  | 'outage'
  | 'escalated'
  | 'reopened'
  | 'self_reviewed'

/** An event that did not fit, kept in sight until a person has looked. */
export type Conflict = {
  event: string
  type: string
  /** Who wrote the event. */
  by: string
  reason:
    | 'unknownType'
    | 'malformed'
    | 'alreadyRegistered'
    | 'notRegistered'
    | 'wrongState'
    | 'consentMissing'
    | 'consentOfAnother'
    /** Who worked on it decided himself, without the mark that says so. */
    | 'ownCase'
    /** A step that only headquarters takes, on a line that is not headquarters'. */
    | 'notOffice'
    /** Headquarters keeps it as bytes, but refuses what it says. */
    | 'refused'
    /** Its clock was more than a day ahead of the computer that took it in, so it sorts after what came later. */
    | 'farFuture'
    /** Written on a line of a revoked device, past what was known of it then. */
    | 'revoked'
    /** An event that sorts before it was not seen by who decided (rule 12 of the exchange). */
    | 'decidedUnseen'
  /** Hashes of the events that were not seen. */
  unseen?: string[]
  /** Whether the event changed the case all the same: nothing is undone silently, nothing is done twice. */
  applied?: boolean
  /** Headquarters refuses the event, whatever else did not fit. */
  refused?: true
  /** Who has looked, when (UTC), and what he said. */
  confirmed?: { at: string; by: string; words: string }
}

/** Which event said so, when (UTC) and by whom. */
export type Stamp = { event: string; at: string; by: string }

/** A correction stands beside what was registered; `before` is null where nothing was answered. */
export type Correction = Stamp & {
  reason: string
  changed: Record<string, { before: Answers[string] | null; after: Answers[string] | null }>
}

export type Case = {
  id: string
  /** Of its registration; consents name it. */
  command: string
  number: string
  type: string
  formVersion: number
  state: CaseState
  /** The event that brought it into its state. */
  since: Stamp
  marks: Mark[]
  /** Keys of fields and papers without which the case is not forwarded. */
  missing: string[]
  /** Keys of fields whose value cannot be right and stands so in the document. */
  kept: string[]
  /** As corrected; what was registered stands in `corrections` and in the events. */
  answers: Answers
  corrections: Correction[]
  /** UTC. */
  registeredAt: string
  registeredBy: { id: string; signature: string }
  /**
   * Whoever made it what it is: registrar, who typed it before him, who corrected it, answered a return, or noted what was
   * brought. Each once; none of them is its second person.
   */
  touchedBy: string[]
  window: string
  /** Date in the branch's calendar by which the answer must come. */
  answerBy: string
  /** Every answer date that was promised, the first first; the last is `answerBy`. */
  answerDates: { by: string; event: string; why: string | null }[]
  acceptedBy: string | null
  consent: Consent
  /** The last return, with the clerk's answer to each reason; null where it never came back. */
  returned: (Stamp & { office: 'branch' | 'hq'; reasons: ReturnReason[]; answers: string[] | null }) | null
  /** What the customer was asked for the last time. */
  asked: (Stamp & Pick<CustomerAsked, 'what' | 'until' | 'told'>) | null
  /** Number of the paper bag in which it left. */
  bag: string | null
  /** Its number at headquarters, and who works on it there. */
  hqNumber: string | null
  officer: { id: string; name: string } | null
  third: Pick<ThirdAwaited, 'whom' | 'until'> | null
  answer: (Stamp & AnswerGiven & { office: 'branch' | 'hq' }) | null
  delivery: (Stamp & { channel: AnswerDelivered['channel']; deliveredAt: string; to: string }) | null
  forwarded: (Stamp & Pick<CaseForwarded, 'body' | 'letter' | 'date'>) | null
  withdrawal: (Stamp & { proof: Withdrawal }) | null
  /** The older case that it follows; its own number stays valid. */
  mergedInto: CaseMerged['into'] | null
  /** Younger cases that follow this one. */
  joined: { case: string; number: string }[]
  /** Slips handed to the printer: 1 is the original, each one more a duplicate. */
  slips: number
  /** Files, in the order in which they joined; each once. */
  attachments: Attachment[]
  /** Number of the outage it belongs to. */
  outage: string | null
  /** Taken in on a paper numbered beforehand; `at`: UTC. */
  handTaken: HandTaken | null
  /** When its customer was told that it works again, and by whom. */
  recoveryTold: { at: string; by: string } | null
  /** How often the customer came again with the same matter; the first time is the registration. */
  visits: number
  /**
   * How high it was passed up, and why; 1 manager, 2 unit at headquarters, 3 its management, 4 an outside body. `to` and
   * `words` where a person passed it up.
   */
  escalation: { level: number; reason: string; to?: { id: string; name: string }; words?: string } | null
  /** "This is not mine", "it was not so": said of one entry, beside it, for good. */
  disputes: (Stamp & { entry: Entry; words: string })[]
  conflicts: Conflict[]
  /** Hashes of its events that a decision must have seen, in fold order: the basis of what is decided next. */
  seen: string[]
}
