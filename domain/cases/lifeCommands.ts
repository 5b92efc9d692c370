/**
 * What people ask of a registered case, and what the rules must be told to answer. All text is the person's own; ids,
 * the clock, the calendar, the forms and the other cases come as facts.
 */
import { z } from 'zod'
import { type AnswerValue, basis, type Language, type Outcome } from '../forms/schema.ts'
import type { CaseState } from './case.ts'
import type { ConsentWanted } from './consent.ts'
import type { AnswerDelivered, AnswerGiven, Entry, ReturnReason, Told, Withdrawal } from './lifeEvents.ts'
import type { AnswerTerm, Attachment, PaperTaken } from './registered.ts'

type Act<Do extends string, Says = unknown> = { do: Do; command: string } & Says

export type ReturnCase = Act<'returnCase' | 'returnFromHq', { reasons: ReturnReason[] }>
/** One answer to each reason of the last return, in their order. */
export type AnswerReturn = Act<'answerReturn', { answers: string[] }>
/** `changes`: the answers as they should be; null takes one away. */
export type CorrectCase = Act<
  'correctCase',
  { reason: string; changes: Record<string, AnswerValue | null>; kept: string[] }
>
/** `until`: date in the branch's calendar. */
export type AskCustomer = Act<'askCustomer', { what: string; until: string; told: Told }>
export type CustomerBrought = Act<'customerBrought', { what: string; papers: PaperTaken[]; attachments: Attachment[] }>
export type LeaveIncomplete = Act<'leaveIncomplete', { proof: string }>
type Answering = Pick<AnswerGiven, 'outcome' | 'text' | 'ground'> & { sum: number | null }
export type FinishAtBranch = Act<'finishAtBranch', Answering>
export type AnswerCase = Act<'answerCase', Answering>
export type BagCase = Act<'bagCase', { bag: string }>
export type ReceiveCase = Act<'receiveCase', { hqNumber: string }>
export type TakeIntoWork = Act<'takeIntoWork', { officer: { id: string; name: string } }>
export type WaitThird = Act<'waitThird', { whom: string; until: string; told: Told }>
export type ResumeWork = Act<'resumeWork', { what: string }>
export type ForwardCase = Act<'forwardCase', { body: string; date: string; letter: string; told: Told }>
export type DeliverAnswer = Act<'deliverAnswer', { channel: AnswerDelivered['channel']; at: string; to: string }>
/** The customer says that it is settled. */
export type CloseCase = Act<'closeCase'>
/** The program's, under nobody's name. */
export type CloseByTime = Act<'closeByTime'>
export type WithdrawCase = Act<'withdrawCase', { proof: Withdrawal }>
/** `into`: id of the older case. */
export type MergeCase = Act<'mergeCase', { into: string }>
/** `reason`: a code of `data/rules.json`; `to`: a person's id or a key of the branch's profile, with the name. */
export type EscalateCase = Act<
  'escalateCase',
  { level: number; reason: string; words: string; to: { id: string; name: string } }
>
export type ReopenCase = Act<'reopenCase', { what: string; onWord: boolean }>
/** `by`: the new date, in the branch's calendar. */
export type MoveAnswerDate = Act<'moveAnswerDate', { by: string; reason: string; told: Told }>
export type DisputeEntry = Act<'disputeEntry', { entry: Entry; words: string }>
/** `conflict`: hash of the event that did not fit. */
export type ConfirmBasis = Act<'confirmBasis', { conflict: string; words: string }>

/** `instead`: number of the case that was registered anew in its place; null where nothing was. */
export type RepairRefused = Act<'repairRefused', { entry: Entry; words: string; instead: string | null }>

export type LifeCommand =
  | ReturnCase
  | AnswerReturn
  | CorrectCase
  | AskCustomer
  | CustomerBrought
  | LeaveIncomplete
  | FinishAtBranch
  | BagCase
  | ReceiveCase
  | TakeIntoWork
  | WaitThird
  | ResumeWork
  | AnswerCase
  | ForwardCase
  | DeliverAnswer
  | CloseCase
  | CloseByTime
  | WithdrawCase
  | MergeCase
  | EscalateCase
  | ReopenCase
  | MoveAnswerDate
  | DisputeEntry
  | ConfirmBasis
  | RepairRefused

/** The operator's numbers, none of them law. */
export const lifeRule = z.strictObject({
  /** Calendar days after the delivery. */
  closeAfterDays: z.int().positive(),
  /** So long the customer's word alone opens it again; calendar days since the answer. */
  reopenWithinDays: z.int().positive(),
  /** Above this sum, in the branch's currency, the unit lead answers. */
  leadAbove: z.number().positive(),
  /** What headquarters has not acknowledged by then waits again. */
  unansweredHours: z.int().positive(),
  /** So many days the customer gets when he is asked for something, unless the person at the window says otherwise. */
  askCustomerDays: z.int().positive(),
  basis,
})
export type LifeRules = Pick<z.infer<typeof lifeRule>, 'closeAfterDays' | 'reopenWithinDays' | 'leadAbove'>

/** What the form's own rules say of the answers as they would stand after the correction. */
export type CorrectionFacts = {
  /** Fields whose value cannot be right and that nobody kept as "so in the document". */
  wrong: string[]
  /** What even a registration must have, and the correction takes away. */
  minimum: string[]
  missing: string[]
  kept: string[]
  urgent: boolean
  security: boolean
  lateFiled: boolean
  consent: ConsentWanted | null
}

/** What the catalogue says of an outcome for this form. */
export type OutcomeFacts = {
  /** `outcomeObstacle`. */
  obstacle: { code: 'notOfThisForm' } | { code: 'reasonTooShort'; least: number } | null
  /** Null where the catalogue does not know the code. */
  outcome: Pick<Outcome, 'atBranch' | 'refusal' | 'state'> | null
  /** Language in which the customer wants the answer. */
  language: Language
  /** The first body of the branch's profile. */
  outsideBody: NonNullable<AnswerGiven['outsideBody']> | null
}

/** The older case, as this computer holds it. */
export type OlderCase = {
  id: string
  number: string
  registeredAt: string
  state: CaseState
  samePerson: boolean
  sameMatter: boolean
}

/** The code that came back for a withdrawal. */
export type WithdrawalFacts = { genuine: boolean; what: string; phones: string[] }

export type LifeFacts = {
  /** UTC, and the day that it is in the branch's calendar; `daysInState`: whole calendar days since the last transition. */
  time?: { now: string; today: string; daysInState: number }
  rules?: LifeRules
  /** The case is about this person (`namesPerson`): he neither acts on it nor sees it. */
  named?: boolean
  /** The branch has one person who works: there is no second one to review. */
  alone?: boolean
  correction?: CorrectionFacts
  outcome?: OutcomeFacts
  older?: OlderCase | null
  withdrawal?: WithdrawalFacts
  /** The answer date counted anew from today. */
  term?: AnswerTerm
  /** Whether the entry that is disputed is one of this case (or shift) here. */
  entryHeld?: boolean
  /** Whether headquarters refused the entry, and the case that stands in its place, if it was named and is held here. */
  refused?: {
    isRefused: boolean
    isRepaired: boolean
    instead: { case: string; number: string } | null
    /** Who wrote it; null where it is not held. */
    by: string | null
  }
}
