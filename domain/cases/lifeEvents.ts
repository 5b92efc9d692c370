/**
 * Payloads of the events after registration. Each says which command it was, and a decision also on what it was based:
 * the events of the case that its maker had seen. Nobody who reads them needs the screen that made them.
 */
import { z } from 'zod'
import { answerValue, language, text3 } from '../forms/schema.ts'
import { confirmation, consentWanted } from './consent.ts'
import { answerDay, answerTerm, attachment, paperTaken } from './registered.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** What a person must say: never empty, never a novel. */
export const words = z.string().trim().min(1).max(2000)

/** Hashes of the case's events seen; only the first event of a command has it. */
export const basis = z.array(hash)
const decided = { command: z.uuid(), basis: basis.exactOptional() }

/** How a customer was told, and how that can be shown: a slip in his hand, the phone that was called, a letter's number. */
export const told = z.strictObject({ how: z.enum(['here', 'phone', 'sms', 'email', 'letter']), proof: words })
export type Told = z.infer<typeof told>

export const returnReason = z.strictObject({ words, fields: z.array(z.string()) })
export type ReturnReason = z.infer<typeof returnReason>

/** The clerk must repair something; `office` says from where it comes back. */
export const caseReturned = z.strictObject({
  ...decided,
  office: z.enum(['branch', 'hq']),
  reasons: z.array(returnReason).min(1),
})
/** One answer to each reason, in their order. */
export const returnAnswered = z.strictObject({ ...decided, answers: z.array(words).min(1) })

export const caseCorrected = z.strictObject({
  ...decided,
  reason: words,
  /** Null before: nothing was answered. Null after: the answer was wrong altogether. */
  changed: z.record(z.string(), z.strictObject({ before: answerValue.nullable(), after: answerValue.nullable() })),
  /** What the form's rules say of the answers as corrected. */
  missing: z.array(z.string()),
  kept: z.array(z.string()),
  marks: z.array(z.enum(['incomplete', 'urgent', 'security', 'late_filed'])),
  /** What consent the paper wants now: one to other words does not count any more. */
  consent: consentWanted.nullable(),
})
export type CaseCorrected = z.infer<typeof caseCorrected>

/** `until`: date in the branch's calendar. */
export const customerAsked = z.strictObject({ ...decided, what: words, until: z.iso.date(), told })
export type CustomerAsked = z.infer<typeof customerAsked>
export const customerBrought = z.strictObject({
  ...decided,
  what: words,
  papers: z.array(paperTaken),
  attachments: z.array(attachment).exactOptional(),
})
/** `proof`: how it is known that the customer was told of the date. */
export const caseLeftIncomplete = z.strictObject({
  ...decided,
  ...{ until: z.iso.date(), proof: words, selfReviewed: z.literal(true).exactOptional() },
})

/** The papers left the branch in a bag with a list. */
export const caseBagged = z.strictObject({ ...decided, bag: words })

export const answerGiven = z.strictObject({
  /** A code of `data/outcomes.json`. */
  outcome: z.string().regex(/^[A-Z]+(-[A-Z]+)*$/),
  text: words,
  /** Language of the text: the one that the customer chose. */
  language,
  /** On which rule it rests, in words. */
  ground: words,
  /** Money that is paid by it, in the branch's currency. */
  sum: z.number().positive().exactOptional(),
  /** Where the customer may turn with a refusal; absent where the branch's profile names nobody. */
  outsideBody: z.strictObject({ name: text3, url: z.string() }).exactOptional(),
})
export type AnswerGiven = z.infer<typeof answerGiven>
/** Ended at the counter, by an outcome that a branch may give. */
export const caseFinished = answerGiven.extend({ ...decided, selfReviewed: z.literal(true).exactOptional() })
export const caseAnswered = answerGiven.extend(decided)

export const answerDelivered = z.strictObject({
  ...decided,
  channel: z.enum(['counter', 'post', 'sms', 'email', 'phone']),
  /** When it was handed over, sent or read out; UTC. */
  at: z.iso.datetime(),
  /** Who received it. */
  to: words,
})
export type AnswerDelivered = z.infer<typeof answerDelivered>
/** `settled`: the customer said so. `time`: nobody came back within the operator's days. */
export const caseClosed = z.strictObject({ ...decided, why: z.enum(['settled', 'time']) })

/** The applicant's own: on paper in front of who writes it down, or a code from his phone. */
export const withdrawal = z.discriminatedUnion('way', [
  z.strictObject({
    ...{ way: z.literal('signature'), paper: words, seenBy: z.uuid() },
    /** The signed paper was taken in and lies with the case; absent where an older program did not ask. */
    taken: z.literal(true).exactOptional(),
  }),
  z.strictObject({ way: z.literal('code'), confirmation }),
])
export type Withdrawal = z.infer<typeof withdrawal>
export const caseWithdrawn = z.strictObject({ ...decided, proof: withdrawal })

export const caseMerged = z.strictObject({
  ...decided,
  into: z.strictObject({ case: z.uuid(), number: z.string() }),
  selfReviewed: z.literal(true).exactOptional(),
})
export type CaseMerged = z.infer<typeof caseMerged>
/** Told to the older case: nothing of it changes but that it is known under one number more. */
export const caseJoined = z.strictObject({
  command: z.uuid(),
  joins: z.strictObject({ case: z.uuid(), number: z.string() }),
})

/** `onWord`: the customer asked for it. The first clock stays in the history; a new date is promised. */
export const caseReopened = z.strictObject({ ...decided, what: words, onWord: z.boolean(), answer: answerTerm })
/** `by`: the new date, in the branch's calendar. */
export const answerDateMoved = z.strictObject({ ...decided, reason: words, told, by: answerDay })

export const caseReceived = z.strictObject({ ...decided, hqNumber: words })
export const caseTaken = z.strictObject({ ...decided, officer: z.strictObject({ id: z.string(), name: words }) })
export const thirdAwaited = z.strictObject({ ...decided, whom: words, until: z.iso.date(), told })
export type ThirdAwaited = z.infer<typeof thirdAwaited>
export const workResumed = z.strictObject({ ...decided, what: words })
export const caseForwarded = z.strictObject({ ...decided, body: words, date: z.iso.date(), letter: words, told })
export type CaseForwarded = z.infer<typeof caseForwarded>

/** One event in a journal. */
export const entry = z.strictObject({ line: z.string().regex(/^[0-9a-f]{32}$/), seq: z.int().positive(), hash })
export type Entry = z.infer<typeof entry>
/** Of an event of a case, or (with no case) of a shift. It can be answered, never removed. */
export const entryDisputed = z.strictObject({ command: z.uuid(), entry, words })
/** A person has looked at what did not fit; `conflict` is the hash of the event. `selfReviewed`: it was his own. */
export const basisConfirmed = z.strictObject({
  ...decided,
  ...{ conflict: hash, words, selfReviewed: z.literal(true).exactOptional() },
})
