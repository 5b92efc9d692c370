/**
 * What a registration holds, and the parts of it that later events hold too. Old events stay readable: a member that came
 * later may be absent.
 */
import { z } from 'zod'
import { answers, basis, termUnit } from '../forms/schema.ts'
import { consentWanted } from './consent.ts'

export const paperTaken = z.strictObject({ key: z.string(), sheets: z.int().positive(), original: z.boolean() })
export type PaperTaken = z.infer<typeof paperTaken>

/** A file that belongs to a case: named by the SHA-256 of its bytes, which are kept as they came. */
export const attachment = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** As the customer's or scanner's file was called; for people only. */
  name: z.string().max(200),
  kind: z.enum(['jpg', 'png', 'heic', 'pdf', 'mp4']),
  bytes: z.int().positive(),
  /** Which paper of the form it shows; null where nobody said. */
  paper: z.string().nullable(),
})
export type Attachment = z.infer<typeof attachment>

/** A file that joined a registered case. `command`: minted when it began to come in, or when it was filed. */
export const attachmentAdded = z.strictObject({ command: z.uuid(), attachment })

/** A paper taken in by hand while the computer was down: its pre-printed number and the real time (UTC). */
export const handTaken = z.strictObject({ number: z.string(), at: z.iso.datetime() })
export type HandTaken = z.infer<typeof handTaken>

/** The day of an answer, `YYYY-MM-DD`. There is no year 0, neither in the civil calendar nor in PostgreSQL, where days are compared. */
export const answerDay = z.iso.date().regex(/^(?!0000)/)

export const answerTerm = z.strictObject({
  /** Date in the branch's calendar. */
  by: answerDay,
  amount: z.int(),
  unit: termUnit,
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
  /** Why a step that wants evidence was passed without it, by the step's key. */
  stepReasons: z.record(z.string(), z.string()).exactOptional(),
  attachments: z.array(attachment).exactOptional(),
  /** The outage that the case belongs to. */
  outage: z.string().exactOptional(),
  handTaken: handTaken.exactOptional(),
  /** Who had typed in the draft before the registrar took it over; absent where nobody had. */
  typedBy: z.array(z.string()).exactOptional(),
  /** What the form's rule said of these answers; absent where the case needs no consent. */
  consent: consentWanted.exactOptional(),
  /** Dates beside that of the answer, by their keys in the form: a day, with hours a UTC moment; null where it was done. */
  dues: z
    .array(z.strictObject({ key: z.string(), by: z.union([z.iso.date(), z.iso.datetime()]).nullable() }))
    .exactOptional(),
  /** Date in the branch's calendar on which the clock starts. */
  acceptedOn: z.iso.date(),
  answer: answerTerm,
  /** Surname and initials as printed, with the role: the slip must name who accepted. */
  acceptedBy: z.strictObject({ signature: z.string(), role: z.string() }),
})
export type CaseRegistered = z.infer<typeof caseRegistered>

export const keysOf = (papers: readonly { key: string }[]): string[] => papers.map(({ key }) => key)
