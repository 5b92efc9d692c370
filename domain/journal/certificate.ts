/**
 * Who may write: headquarters certifies a device's key once, at enrolment, and the device presents the certificate with
 * every run. A headquarters restored from an older backup needs nothing but its own key to know the device again.
 * A line is certified by its device: event 1 names the device and is sealed with the device's key.
 */
import { z } from 'zod'
import { canonical } from './canonical.ts'
import { branchCode } from './number.ts'
import type { Primitives, Sign } from './primitives.ts'

const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const certificateBody = z.strictObject({
  v: z.literal(1),
  device: z.uuid(),
  branch: z.string().regex(branchCode),
  /** Letter of the counter, part of each number printed there. */
  letter: z.string().regex(/^[A-HJKMNP-TV-Z]$/),
  /** The device's Ed25519 public key, base64url. */
  publicKey: key,
  /** UTC. */
  issuedAt: z.iso.datetime(),
})
export type CertificateBody = z.infer<typeof certificateBody>

export const certificate = z.strictObject({ body: certificateBody, signature: z.string() })
export type Certificate = z.infer<typeof certificate>

const text = (body: CertificateBody) => `okno-certificate-1\n${canonical(body)}`

export const certify = (body: CertificateBody, sign: Sign): Certificate => ({ body, signature: sign(text(body)) })

export const isCertified = (primitives: Primitives, { body, signature }: Certificate, hqKey: string): boolean =>
  primitives.verify(hqKey, text(body), signature)
