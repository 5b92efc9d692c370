/**
 * One-time codes between a branch and headquarters. A code itself goes one way only, from the clerk's keyboard to
 * headquarters; what comes back is a confirmation signed by headquarters.
 */
import { z } from 'zod'
import { confirmation, phoneNumber } from '../cases/consent.ts'
import { formName } from '../forms/publication.ts'
import { language } from '../forms/schema.ts'
import { numberPattern } from '../journal/number.ts'

/** `POST /v1/codes`: ask a customer by text message. `request` is minted by the device: the same one again sends nothing more. */
export const codeRequest = z.strictObject({
  request: z.uuid(),
  /** Command of the registration. */
  about: z.uuid(),
  phone: phoneNumber,
  form: formName,
  what: z.string().regex(/^[0-9a-f]{64}$/),
  /** Number of the case that the customer takes back: then the code is for that, and the message names it. */
  withdraws: z.string().regex(numberPattern).exactOptional(),
  language,
})
export type CodeRequest = z.infer<typeof codeRequest>

export const codeAnswer = z.union([
  z.strictObject({
    ok: z.literal(true),
    /** UTC. */
    expiresAt: z.iso.datetime(),
    attempts: z.int(),
    /** The demo's headquarters sends no messages and shows them instead. */
    demoMessage: z.string().exactOptional(),
  }),
  z.strictObject({
    ok: z.literal(false),
    /** `later`: the gateway could not just now; `notDelivered`: it will not send to this number; `used`: ask with a new request. */
    refusal: z.enum(['tooOften', 'noGateway', 'notDelivered', 'later', 'used']),
  }),
])
export type CodeAnswer = z.infer<typeof codeAnswer>

/** `POST /v1/codes/<request>/check` */
export const checkRequest = z.strictObject({ code: z.string().max(16) })
export const checkAnswer = z.union([
  z.strictObject({ ok: z.literal(true), confirmation }),
  z.strictObject({ ok: z.literal(false), refusal: z.literal('wrongCode'), attemptsLeft: z.int().positive() }),
  z.strictObject({ ok: z.literal(false), refusal: z.enum(['expired', 'noAttemptsLeft', 'unknownRequest']) }),
])
export type CheckAnswer = z.infer<typeof checkAnswer>
