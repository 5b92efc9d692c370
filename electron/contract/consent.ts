/** The customer's own consent to a paper or a case: by a code from his phone, or by his signature in front of the clerk. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { commandOutcome, done, id, utc } from './shapes.ts'

/** `withdrawal`: a case that its applicant takes back; there the right code is the withdrawal. */
const of = z.union([z.strictObject({ draft: id }), z.strictObject({ case: id }), z.strictObject({ withdrawal: id })])
const way = z.enum(['code', 'signature'])

export const consentState = z.strictObject({
  /** Null where the answers, as they are stored, need no consent. */
  wanted: z
    .strictObject({
      /** The better way first. */
      ways: z.array(way),
      /** `shown`: as it stands in the form, for the clerk to read out. */
      phones: z.array(z.strictObject({ masked: z.string(), shown: z.string(), answered: z.boolean() })),
      stands: z.boolean(),
      /** Keys of the papers that the customer may sign, and those of them that have been handed in. */
      papers: z.array(z.string()),
      papersTaken: z.array(z.string()),
    })
    .nullable(),
  /** The code that was asked for last and not given back yet; `phone` is its place among the phones. */
  request: z.strictObject({ id, phone: z.int(), masked: z.string(), expiresAt: utc, attemptsLeft: z.int() }).nullable(),
  given: z.array(
    z.strictObject({
      way,
      at: utc,
      masked: z.string().nullable(),
      paper: z.string().nullable(),
      seenBy: z.string(),
    }),
  ),
  /** Something was given before the paper was changed, and no longer counts. */
  outdated: z.boolean(),
})
export type ConsentState = z.infer<typeof consentState>

/** `deferred`: no network; the case is taken in, and the code follows. */
const requested = commandOutcome(
  /** `demoMessage`: the text message, which in the demo no phone receives. */
  z.strictObject({ ok: z.literal(true), request: id, demoMessage: z.string().exactOptional() }),
  z.strictObject({
    code: z.enum([
      ...(['deferred', 'turnedAway', 'noPhone', 'unknownSubject', 'notTaken'] as const),
      ...(['tooOften', 'noGateway', 'notDelivered', 'later'] as const),
    ]),
  }),
)
export type RequestedCode = z.infer<typeof requested>

const checked = commandOutcome(
  done,
  z.strictObject({ code: z.literal('wrongCode'), attemptsLeft: z.int() }),
  z.strictObject({
    code: z.enum(['deferred', 'turnedAway', 'notTaken', 'expired', 'noAttemptsLeft', 'unknownRequest']),
  }),
)
export type CheckedCode = z.infer<typeof checked>

const signed = commandOutcome(done, z.strictObject({ code: z.enum(['unknownSubject', 'notTaken', 'nothingSigned']) }))
export type Signed = z.infer<typeof signed>

export const consent = {
  /** Null where there is no such draft or case. A draft is judged as it is stored. */
  state: oc.input(z.strictObject({ of })).output(consentState.nullable()),
  request: oc.input(z.strictObject({ of, phone: z.int().min(0) })).output(requested),
  check: oc.input(z.strictObject({ request: id, code: z.string().max(16) })).output(checked),
  /** `paper`: key of the paper he signed. `signed: false` takes back what no registration has taken along yet. */
  sign: oc.input(z.strictObject({ of, signed: z.boolean(), paper: z.string().max(64), command: id })).output(signed),
}
