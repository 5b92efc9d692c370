/** Passing a case up, and what must move today. */
import { z } from 'zod'
import { movings } from '../../domain/cases/today.ts'
import { text3 } from '../../domain/forms/schema.ts'
import { day, id, notSignedIn, refused, storageRefusal } from './shapes.ts'

/** `key`: a person's id, or the key that the branch profile gives. */
export const namedReceiver = z.strictObject({ level: z.int().min(1).max(4), key: z.string(), name: text3 })

/** What the panel offers for one case; `next`: the level offered first, null where nobody inside answers for it. */
export const receiversFound = z.strictObject({
  standsAt: z.int(),
  next: z.int().nullable(),
  receivers: z.array(namedReceiver),
  reasons: z.array(z.strictObject({ code: z.string(), label: text3 })),
})
export type ReceiversFound = z.infer<typeof receiversFound>

/** `to`: the key of a receiver of that level; `words` may be empty. */
export const passUpWish = z.strictObject({
  case: id,
  command: id,
  level: z.int().min(1).max(4),
  to: z.string(),
  reason: z.string(),
  words: z.string().max(2000),
})
export type PassUpWish = z.infer<typeof passUpWish>

export const passUpRefusal = z.union([
  storageRefusal,
  notSignedIn,
  z.strictObject({
    code: z.enum([
      'notRegistered',
      'wrongState',
      'lowerLevel',
      'roleMayNot',
      'namedInCase',
      'unknownReceiver',
      'unknownReason',
      'notSaid',
    ]),
  }),
])

/** What the notice says to a customer whose answer is late, or who is sent outside (`paper/overdueNotice.ts`). */
export const overdueRefusal = z.strictObject({ code: z.enum(['notSignedIn', 'unknownCase', 'notOverdue']) })
export const overdueAnswer = z.union([
  z.strictObject({
    ok: z.literal(true),
    overdue: z.strictObject({
      number: z.string(),
      type: z.string(),
      formVersion: z.int(),
      acceptedOn: day,
      answerBy: day,
      today: day,
      late: z.boolean(),
      level: z.int(),
      passedTo: text3.nullable(),
    }),
  }),
  refused(overdueRefusal),
])
export type OverdueAnswer = z.infer<typeof overdueAnswer>

export const movingWhy = z.enum(movings)
