/**
 * What goes between a branch and headquarters. Each request is signed by the device, each acknowledgement by
 * headquarters; both ends parse with these schemas, and what does not parse is believed by nobody.
 */
import { z } from 'zod'
import { formName, publishedForm } from '../forms/publication.ts'
import { acknowledgement } from '../journal/acknowledgement.ts'
import { certificate } from '../journal/certificate.ts'
import { sealedEvent } from '../journal/event.ts'
import { branchCode } from '../journal/number.ts'
import { revocation } from '../journal/revocation.ts'

export const lineId = z.string().regex(/^[0-9a-f]{32}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const headAt = z.strictObject({ seq: z.int().positive(), hash })

/**
 * `POST /v1/enrol`: a one-time code for a certificate. The code also names headquarters' key (`enrolmentCode.ts`). `branch`: whose
 * profile the device has; a code that was made for another one is not used up.
 */
export const enrolRequest = z.strictObject({
  code: z.string().max(64),
  device: z.uuid(),
  publicKey: z.string().max(64),
  branch: z.string().regex(branchCode).exactOptional(),
})
export const enrolAnswer = z.union([
  z.strictObject({ ok: z.literal(true), certificate, hqKey: z.string() }),
  z.strictObject({ ok: z.literal(false), refusal: z.enum(['unknownCode', 'usedCode', 'expiredCode', 'otherKey']) }),
  /** Only to who named his branch; `branch`: the one that the code was made for. */
  z.strictObject({ ok: z.literal(false), refusal: z.literal('otherBranch'), branch: z.string().regex(branchCode) }),
])
export type EnrolRequest = z.infer<typeof enrolRequest>
export type EnrolAnswer = z.infer<typeof enrolAnswer>

/** `POST /v1/heads`: what both sides hold, per line; the answer covers every line of the device's branch. */
export const heads = z.record(lineId, headAt)
export type Heads = z.infer<typeof heads>
/** From version 2 on both sides add: `revocations`, those known; `safe`, what is on independent media, per line. */
export const headsRequest = z.strictObject({ heads, revocations: z.array(revocation).max(1000).exactOptional() })
export const headsAnswer = z.strictObject({
  heads,
  safe: z.array(acknowledgement).exactOptional(),
  revocations: z.array(revocation).exactOptional(),
  /** The other ends of lines that are forked. */
  forks: z.record(lineId, z.array(headAt)).exactOptional(),
})
export type HeadsRequest = z.infer<typeof headsRequest>
export type HeadsAnswer = z.infer<typeof headsAnswer>

/** `POST /v1/runs`: one run of one line, whole or not at all. `certificate`: of the device that wrote the line, whoever sends it. */
export const runRequest = z.strictObject({
  line: lineId,
  certificate,
  count: z.int().positive(),
  last: hash,
  events: z.array(sealedEvent).min(1).max(2000),
})
/** An event that is kept as bytes but refused by a rule, with the reason. */
export const refusalAt = z.strictObject({ seq: z.int(), hash, reason: z.string() })
export const runAnswer = z.discriminatedUnion('verdict', [
  /** The successors of what was refused went on. */
  z.strictObject({
    verdict: z.literal('admitted'),
    acknowledgement,
    fork: z.boolean(),
    refusals: z.array(refusalAt),
  }),
  z.strictObject({ verdict: z.literal('expected'), head: headAt.nullable() }),
  z.strictObject({ verdict: z.literal('refused'), reason: z.string(), seq: z.int().nullable() }),
])
export type RunRequest = z.infer<typeof runRequest>
export type RunAnswer = z.infer<typeof runAnswer>

/**
 * `POST /v1/forms`: `have` is the highest version of each form that the device has seen, accepted or refused; the answer
 * holds newer ones, the lower versions first, and not always all of them: the device asks again.
 */
export const formsRequest = z.strictObject({ have: z.record(formName.shape.code, formName.shape.version) })
export const formsAnswer = z.strictObject({ forms: z.array(publishedForm) })
export type FormsRequest = z.infer<typeof formsRequest>

/** Headers over each request of a device: its certificate (JSON, base64url), and Ed25519 over `requestText` (base64url). */
export const CERTIFICATE_HEADER = 'okno-certificate'
export const SIGNATURE_HEADER = 'okno-signature'

/** The text a device signs for a request: method, path, hash of the body. */
export const requestText = (method: string, path: string, bodyHash: string): string =>
  `okno-request-1\n${method} ${path}\n${bodyHash}`
