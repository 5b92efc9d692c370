/**
 * What goes between computers of one branch over the local network. Who serves proves with each connection that it is a
 * certified device and that the connection ends with it; each request after that is signed by the device that asks, with the
 * length and hash of its body in a header, so that nobody else makes a hub read anything. Events pass as their authors signed them; nobody speaks for another here.
 */
import { z } from 'zod'
import { acknowledgement } from '../journal/acknowledgement.ts'
import { type Certificate, certificate, isCertified } from '../journal/certificate.ts'
import type { Primitives, Sign } from '../journal/primitives.ts'
import { revocation } from '../journal/revocation.ts'
import { headAt, lineId, runRequest } from './exchange.ts'

/** Header over each signed request: bytes of the body and its SHA-256, `<decimal>:<hexadecimal>`. */
export const BODY_HEADER = 'okno-body'

/** What a device announces and signs before a byte of its body is read. Null: no such thing. */
export type BodyClaim = { bytes: number; hash: string }
export const bodyClaim = ({ bytes, hash }: BodyClaim): string => `${bytes}:${hash}`
export function readBodyClaim(header: unknown): BodyClaim | null {
  const parts = typeof header === 'string' ? /^(\d{1,12}):([0-9a-f]{64})$/.exec(header) : null
  return parts?.[1] && parts[2] ? { bytes: Number(parts[1]), hash: parts[2] } : null
}

/** The text a device signs for a request to a hub: nothing that was signed for headquarters reads like it. */
export const hubRequestText = (path: string, claim: BodyClaim): string =>
  `okno-hub-request-1\nPOST ${path}\n${bodyClaim(claim)}`

/** Paths of their own: what a device signed for a hub serves nobody at headquarters. */
export const HUB_PATHS = {
  hello: '/v1/hub/hello',
  heads: '/v1/hub/heads',
  lines: '/v1/hub/lines',
  runs: '/v1/hub/runs',
} as const

/** `POST /v1/hub/hello`: not signed, and says nothing of who asks. `nonce`: 32 random bytes, hexadecimal. */
export const helloRequest = z.strictObject({ nonce: z.string().regex(/^[0-9a-f]{64}$/) })
export const helloAnswer = z.strictObject({ certificate, signature: z.string().max(128) })
export type HelloAnswer = z.infer<typeof helloAnswer>

/** `fingerprint`: SHA-256 of the TLS certificate (DER) as both ends of this connection see it, hexadecimal. */
const helloText = (fingerprint: string, nonce: string) => `okno-hub-1\n${fingerprint}\n${nonce}`

export const vouch = (own: Certificate, fingerprint: string, nonce: string, sign: Sign): HelloAnswer => ({
  certificate: own,
  signature: sign(helloText(fingerprint, nonce)),
})

/** Why this connection is not to be trusted; null when a device that headquarters certified for this branch holds its end. */
export function strangerAt(
  primitives: Primitives,
  { certificate: shown, signature }: HelloAnswer,
  expected: { hqKey: string; branch: string; fingerprint: string; nonce: string },
): 'notCertified' | 'otherBranch' | 'otherConnection' | null {
  if (!isCertified(primitives, shown, expected.hqKey)) return 'notCertified'
  if (shown.body.branch !== expected.branch) return 'otherBranch'
  const text = helloText(expected.fingerprint, expected.nonce)
  return primitives.verify(shown.body.publicKey, text, signature) ? null : 'otherConnection'
}

/**
 * `POST /v1/hub/heads`: what each side holds. `tips`: the ends of a line, two where it is forked. The acknowledgements,
 * revocations and refusals are headquarters': a computer without a way there learns of them here. The former are believed by
 * their signature; a refusal carries none and makes nothing but a person look.
 */
export const inventory = z.strictObject({
  lines: z.record(lineId, z.array(headAt).min(1).max(100)),
  acknowledgements: z.array(acknowledgement).max(10_000),
  refusals: z.array(headAt.extend({ line: lineId, reason: z.string().max(200) })).max(1000),
  /** Left out where none is known. */
  revocations: z.array(revocation).max(1000).exactOptional(),
})
export type Inventory = z.infer<typeof inventory>

/** `POST /v1/hub/lines`: answers `linesRequest`. Null: this computer does not hold the tip (any more). */
export const linesAnswer = z.strictObject({ run: runRequest.nullable() })

/** `POST /v1/hub/runs`: a run as headquarters gets it. */
export const takenAnswer = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('taken') }),
  z.strictObject({ verdict: z.literal('expected'), head: headAt.nullable() }),
  z.strictObject({ verdict: z.literal('refused'), reason: z.string(), seq: z.int().nullable() }),
])
export type Taken = z.infer<typeof takenAnswer>

/** `host:port` as a person types it; null when it cannot be one. IPv6 stands in brackets. */
export function readAddress(typed: string): { host: string; port: number } | null {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(typed.trim())
  const port = Number(parts?.[2] ?? HUB_PORT)
  if (!parts?.[1] || port < 1 || port > 65_535) return null
  return { host: parts[1].replaceAll(/[[\]]/g, ''), port }
}

/** Where a hub listens unless somebody says otherwise. */
export const HUB_PORT = 7455
