/** The record of a case on paper: what the branch process gives main to print; the template is `paper/caseRecord.ts`. */
import { z } from 'zod'
import { answers, text3 } from '../../domain/forms/schema.ts'
import { role } from '../../domain/people/person.ts'
import { day, refused, storageRefusal, utc } from './shapes.ts'

const hash = z.string()

export const caseRecord = z.strictObject({
  number: z.string(),
  applicant: z.string(),
  type: z.string(),
  formVersion: z.int(),
  state: z.string(),
  acceptedAt: utc,
  answerBy: day,
  answers,
  missing: z.array(z.string()),
  files: z.array(
    z.strictObject({
      sha256: hash,
      name: z.string(),
      kind: z.string(),
      bytes: z.int(),
      paper: z.string().nullable(),
    }),
  ),
  entries: z.array(
    z.strictObject({
      type: z.string(),
      at: utc,
      by: z.strictObject({ id: z.string(), name: z.string().nullable(), role: role.nullable() }).nullable(),
      window: z.string(),
      line: z.string(),
      seq: z.int(),
      hash,
      payload: z.unknown(),
      erased: z.boolean(),
    }),
  ),
  conflicts: z.array(
    z.strictObject({
      event: hash,
      reason: z.string(),
      confirmed: z.strictObject({ at: utc, by: z.string(), words: z.string() }).nullable(),
    }),
  ),
  disputes: z.array(
    z.strictObject({
      entry: z.strictObject({ line: z.string(), seq: z.int(), hash }),
      at: utc,
      by: z.string(),
      words: z.string(),
    }),
  ),
  names: z.record(z.string(), z.string()),
  reasons: z.array(z.strictObject({ code: z.string(), label: text3 })),
  printedBy: z.string(),
})

export const caseRecordRefusal = z.union([
  storageRefusal,
  z.strictObject({ code: z.enum(['notSignedIn', 'unknownCase']) }),
])
export const caseRecordAnswer = z.union([
  z.strictObject({ ok: z.literal(true), record: caseRecord }),
  refused(caseRecordRefusal),
])
export type CaseRecordAnswer = z.infer<typeof caseRecordAnswer>
