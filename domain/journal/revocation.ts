/**
 * A device that writes for nobody any more: stolen, lost, taken out of use. Headquarters signs it once, with the last
 * place of each of its lines that was known then. The branch keeps the statement and hands it back, so that a restored
 * headquarters knows it again. What comes of these lines afterwards is stored and marked: it may be an honest case that
 * waited, and it may be a thief's.
 */
import { z } from 'zod'
import { canonical } from './canonical.ts'
import { branchCode } from './number.ts'
import type { Primitives, Sign } from './primitives.ts'

const place = z.strictObject({ seq: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) })

export const revocationBody = z.strictObject({
  v: z.literal(1),
  device: z.uuid(),
  branch: z.string().regex(branchCode),
  /** UTC. */
  at: z.iso.datetime(),
  /** The last known place of each of its lines; a line that is not named was not known. */
  heads: z.record(z.string().regex(/^[0-9a-f]{32}$/), place),
})
export type RevocationBody = z.infer<typeof revocationBody>

export const revocation = z.strictObject({ body: revocationBody, signature: z.string().max(128) })
export type Revocation = z.infer<typeof revocation>

const text = (body: RevocationBody) => `okno-revocation-1\n${canonical(body)}`

export const revoke = (body: RevocationBody, sign: Sign): Revocation => ({ body, signature: sign(text(body)) })

export const isRevocation = (primitives: Primitives, { body, signature }: Revocation, hqKey: string): boolean =>
  primitives.verify(hqKey, text(body), signature)

/** Whether a place of a line lies past what was known of it when its device was revoked. */
export const isPastRevocation = (
  { heads }: Pick<RevocationBody, 'heads'>,
  { line, seq }: { line: string; seq: number },
): boolean => seq > (heads[line]?.seq ?? 0)
