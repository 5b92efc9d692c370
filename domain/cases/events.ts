/** Payloads of a case's events, as frozen in the journal. An older program that meets a newer event keeps its bytes and shows a conflict. */
import { z } from 'zod'
import { answers, basis } from '../forms/schema.ts'
import { LINE_OPENED } from '../journal/admit.ts'

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

export const paperTaken = z.strictObject({ key: z.string(), sheets: z.int().positive(), original: z.boolean() })
export type PaperTaken = z.infer<typeof paperTaken>

export const answerTerm = z.strictObject({
  /** Date in the branch's calendar. */
  by: z.iso.date(),
  amount: z.int(),
  unit: z.enum(['calendar_days', 'working_days', 'months', 'hours']),
  basis,
  /** The calendar of a year in the term was missing or not confirmed. */
  unconfirmed: z.boolean(),
})
export type AnswerTerm = z.infer<typeof answerTerm>

export const caseRegistered = z.strictObject({
  /** The command's id, minted when the form was opened: the same paper is registered once. */
  command: z.uuid(),
  number: z.string(),
  serial: z.int().positive(),
  branch: z.string(),
  window: z.string(),
  type: z.string(),
  formVersion: z.int().positive(),
  answers,
  /** Fields with a wrong check digit where the clerk said "so in the document". */
  kept: z.array(z.string()),
  missing: z.array(z.string()),
  marks: z.array(z.enum(['incomplete', 'urgent', 'security', 'late_filed'])),
  papers: z.array(paperTaken),
  stepsDone: z.array(z.string()),
  /** Date in the branch's calendar on which the clock starts. */
  acceptedOn: z.iso.date(),
  answer: answerTerm,
  /** Surname and initials as printed, with the role: the slip must name who accepted. */
  acceptedBy: z.strictObject({ signature: z.string(), role: z.string() }),
})
export type CaseRegistered = z.infer<typeof caseRegistered>

export const reviewRequested = z.strictObject({})
export const caseAccepted = z.strictObject({ command: z.uuid(), incompleteBecause: z.string().nullable() })
export const slipPrinted = z.strictObject({
  command: z.uuid(),
  copy: z.int().positive(),
  duplicate: z.boolean(),
  /** `printer`: the printing system reported it done; `person`: somebody looked and said so. */
  confirmedBy: z.enum(['printer', 'person']),
})

export const payloads = {
  [LINE_OPENED]: lineOpened,
  caseRegistered,
  reviewRequested,
  caseAccepted,
  slipPrinted,
} as const
export type EventType = keyof typeof payloads

export const isEventType = (type: string): type is EventType => Object.hasOwn(payloads, type)
