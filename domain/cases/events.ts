/** Payloads of a case's events, as frozen in the journal. An older program that meets a newer event keeps its bytes and shows a conflict. */
import { z } from 'zod'
import { calendarChanged } from '../calendar/change.ts'
import { answers } from '../forms/schema.ts'
import { LINE_OPENED } from '../journal/admit.ts'
import { outageClosed, outageOpened, outageUpdated, paperNumbersReserved, recoveryTold } from '../outages/events.ts'
import { peopleEvents } from '../people/events.ts'
import { shiftEvents } from '../shifts/events.ts'
import { codeFailed, codeRequested, consentGiven } from './consent.ts'
import { personErased } from './erased.ts'
import * as life from './lifeEvents.ts'
import { officeEvents, refusedRepaired } from './refusedEvents.ts'
import * as registered from './registered.ts'
import { attachment, caseRegistered, paperTaken } from './registered.ts'

export * from './lifeEvents.ts'
export * from './registered.ts'

const reference = z.strictObject({ line: z.string(), seq: z.int(), hash: z.string() })

/** Event 1 of each line: who writes here, and what it takes over from after a restore, a clone or a fork. */
export const lineOpened = z.strictObject({
  device: z.uuid(),
  branch: z.string(),
  letter: z.string(),
  publicKey: z.string(),
  takesOver: reference.nullable(),
  why: z.enum(['new', 'restored', 'fork', 'unknownHead']),
})

export const reviewRequested = z.strictObject({})
export const caseAccepted = z.strictObject({
  command: z.uuid(),
  incompleteBecause: z.string().nullable(),
  /** Events of the case that were seen; registrations of earlier versions did not say. */
  basis: life.basis.exactOptional(),
  /** In a branch of one person; it stands on the manager's list. */
  selfReviewed: z.literal(true).exactOptional(),
})
export const slipPrinted = z.strictObject({
  command: z.uuid(),
  copy: z.int().positive(),
  duplicate: z.boolean(),
  /** `printer`: the printing system reported it done; `person`: somebody looked and said so. */
  confirmedBy: z.enum(['printer', 'person']),
  /** On how many computers the registration stood when the slip went to the printer. */
  copies: z.union([z.literal(1), z.literal(2)]).exactOptional(),
})

/** The customer came again with the same matter: the old case goes on, no second one is opened. */
export const visitNoted = z.strictObject({
  command: z.uuid(),
  channel: z.enum(['counter']),
  /** Type of the paper that was begun this time. */
  type: z.string(),
  /** The customer's words this time; may be empty. */
  words: z.string().max(2000),
  /** What was answered otherwise than in the case, or for the first time. */
  newAnswers: answers.exactOptional(),
  papers: z.array(paperTaken),
  attachments: z.array(attachment).exactOptional(),
  window: z.string(),
  /** Surname and initials as printed, with the role. */
  notedBy: z.strictObject({ signature: z.string(), role: z.string() }),
})
export type VisitNoted = z.infer<typeof visitNoted>

/** `reason` is a code of `escalationReasons`; an older program that does not know it shows the code. */
export const caseEscalated = z.strictObject({
  level: z.int().min(1).max(4),
  reason: z.string().regex(/^[a-z][A-Za-z]*$/),
  /** How often the customer has come with this matter, where that is the reason. */
  times: z.int().positive().exactOptional(),
  /** Where a person passed it up: which command, to whom (a person's id or a key of the profile), why. */
  command: z.uuid().exactOptional(),
  to: z.strictObject({ id: z.string(), name: life.words }).exactOptional(),
  words: life.words.exactOptional(),
})
export type CaseEscalated = z.infer<typeof caseEscalated>

/** Events of the branch: what is about no case. */
const branchPayloads = {
  [LINE_OPENED]: lineOpened,
  calendarChanged,
  outageOpened,
  outageUpdated,
  outageClosed,
  paperNumbersReserved,
  ...shiftEvents,
  ...peopleEvents,
  ...officeEvents,
} as const

/** Events of a case. */
const casePayloads = {
  caseRegistered,
  reviewRequested,
  caseAccepted,
  consentGiven,
  codeRequested,
  codeFailed,
  slipPrinted,
  attachmentAdded: registered.attachmentAdded,
  visitNoted,
  caseEscalated,
  recoveryTold,
  caseReturned: life.caseReturned,
  returnAnswered: life.returnAnswered,
  caseCorrected: life.caseCorrected,
  customerAsked: life.customerAsked,
  customerBrought: life.customerBrought,
  caseLeftIncomplete: life.caseLeftIncomplete,
  caseFinished: life.caseFinished,
  caseBagged: life.caseBagged,
  caseReceived: life.caseReceived,
  caseTaken: life.caseTaken,
  thirdAwaited: life.thirdAwaited,
  workResumed: life.workResumed,
  caseAnswered: life.caseAnswered,
  caseForwarded: life.caseForwarded,
  answerDelivered: life.answerDelivered,
  caseClosed: life.caseClosed,
  caseWithdrawn: life.caseWithdrawn,
  caseMerged: life.caseMerged,
  caseJoined: life.caseJoined,
  caseReopened: life.caseReopened,
  answerDateMoved: life.answerDateMoved,
  entryDisputed: life.entryDisputed,
  basisConfirmed: life.basisConfirmed,
  refusedRepaired,
  personErased,
} as const

export const payloads = { ...branchPayloads, ...casePayloads } as const
export type EventType = keyof typeof payloads
export type CaseEventType = keyof typeof casePayloads

/** Their `case` may be null: those of the branch, and what is said of the entry of a shift. */
export const caseless: ReadonlySet<string> = new Set<string>([...Object.keys(branchPayloads), 'entryDisputed'])

export const isEventType = (type: string): type is EventType => Object.hasOwn(payloads, type)
export const isCaseEvent = (type: EventType): type is CaseEventType => Object.hasOwn(casePayloads, type)
