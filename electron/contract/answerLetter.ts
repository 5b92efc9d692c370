/** The answer on paper: what the branch process gives main to print; the template is `paper/answer.ts`. */
import { z } from 'zod'
import { answerGiven } from '../../domain/cases/events.ts'
import { language, text3 } from '../../domain/forms/schema.ts'
import { outsideBody } from '../../domain/people/branch.ts'
import { actorRoles } from '../../domain/people/permissions.ts'
import { day, refused, storageRefusal, utc } from './shapes.ts'

export const letter = z.strictObject({
  number: z.string(),
  type: z.string(),
  formVersion: z.int(),
  acceptedOn: day,
  applicant: z.string(),
  address: z.string().nullable(),
  matter: text3,
  answer: z.strictObject({
    outcome: answerGiven.shape.outcome,
    text: z.string(),
    language,
    ground: z.string(),
    sum: z.number().nullable(),
    outsideBody: outsideBody.extend({ url: z.string() }).nullable(),
    office: z.enum(['branch', 'hq']),
    by: z.strictObject({ name: z.string(), role: z.enum(actorRoles).nullable() }).nullable(),
    at: utc,
  }),
})

/** `notAnswered`: there is none yet, or it was opened again since. */
export const letterRefusal = z.union([
  storageRefusal,
  z.strictObject({ code: z.enum(['notSignedIn', 'unknownCase', 'notAnswered']) }),
])
export const letterAnswer = z.union([z.strictObject({ ok: z.literal(true), letter }), refused(letterRefusal)])
export type LetterAnswer = z.infer<typeof letterAnswer>
