/** What people ask of a case, and the facts that a decision on it needs. */
import type { DueBy } from '../forms/dues.ts'
import type { Answers } from '../forms/schema.ts'
import type { EventDraft } from '../journal/event.ts'
import type { Actor } from '../people/permissions.ts'
import type { ConsentGiven, ConsentWanted } from './consent.ts'
import type { Repeats, Says } from './escalation.ts'
import type { AnswerTerm, Attachment, HandTaken, PaperTaken } from './events.ts'
import type { LifeCommand, LifeFacts } from './lifeCommands.ts'

export type RegisterCase = {
  do: 'registerCase'
  command: string
  case: string
  type: string
  formVersion: number
  answers: Answers
  kept: string[]
  papers: PaperTaken[]
  stepsDone: string[]
  stepReasons: Record<string, string>
  attachments: Attachment[]
  outage: string | null
  handTaken: HandTaken | null
  /** Whose draft it was before, if it was taken over. */
  typedBy?: readonly string[]
}
export type AcceptCase = { do: 'acceptCase'; command: string; incompleteBecause: string | null }
/** `copies`: on how many computers the registration stood when the slip went to the printer. */
export type RecordSlip = {
  do: 'recordSlip'
  command: string
  copy: number
  confirmedBy: 'printer' | 'person'
  copies?: 1 | 2
}
/** A file that came after the registration. */
export type AddAttachment = { do: 'addAttachment'; command: string; attachment: Attachment }
/** The customer who asked for it has been told that it works again. */
export type TellRecovery = { do: 'tellRecovery'; command: string; outage: string }
/** The customer came again with the same matter. */
export type NoteVisit = {
  do: 'noteVisit'
  command: string
  type: string
  words: string
  newAnswers: Answers
  papers: PaperTaken[]
  attachments: Attachment[]
  window: string
}
/** The customer's code came back right, or he has signed in front of the person who gives this command. */
export type GiveConsent = { do: 'giveConsent'; command: string; given: ConsentGiven }
export type CaseCommand =
  | RegisterCase
  | AcceptCase
  | GiveConsent
  | RecordSlip
  | TellRecovery
  | NoteVisit
  | AddAttachment
  | LifeCommand

/** What the form wants, and what the customer gave while the paper was filled in; genuine, but perhaps to other words. */
export type RegistrationConsent = { wanted: ConsentWanted | null; given: ConsentGiven[]; history: EventDraft[] }

/** What the form's own rules say of the answers (`checkAnswers`) and of the calendar (`countTerm`). */
export type RegistrationFacts = {
  branch: string
  window: string
  serial: number
  /** What even registration lacks; empty when it may be registered. */
  minimum: string[]
  /** Fields whose value cannot be right and that nobody kept as "so in the document". */
  wrong: string[]
  missing: string[]
  /** Of the fields kept as "so in the document" those whose value really cannot be right. */
  kept?: string[]
  urgent: boolean
  security: boolean
  /** An employee is named in it (`namesEmployee` of the form). */
  namesEmployee?: boolean
  lateFiled: boolean
  acceptedOn: string
  answer: AnswerTerm
  /** The dates beside that of the answer (`countDues`). */
  dues?: readonly DueBy[]
  consent?: RegistrationConsent
}
export type ConsentFacts = {
  /** What the form says, for a case that was registered before registrations said it. */
  wanted: ConsentWanted | null
  /** Whether headquarters signed the confirmation. */
  genuine: boolean
  /** `signedPapersOf` the form. */
  signedPapers: string[]
}
export type Facts = LifeFacts & {
  person: Actor
  registration?: RegistrationFacts
  /** Who reviews papers of this type first (`reviewer` of its form). */
  reviewer?: 'shift_lead' | 'manager'
  consent?: ConsentFacts
  /** How often this person has come with this matter before. */
  repeats?: Repeats
  /** How high a paper goes at once for what it says; nowhere where absent. */
  escalation?: Says['rule']
}
