/**
 * What headquarters says it holds, signed, naming the hash: "received" stops sending again and is shown as "at HQ".
 * A device believes it only for a hash of its own chain. Without the hash, an answer that was on its way while a backup
 * was restored would confirm another event at the same place.
 */
import { z } from 'zod'
import { canonical } from './canonical.ts'
import type { Primitives, Sign } from './primitives.ts'

export const acknowledgementBody = z.strictObject({
  line: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** `safe`: on independent media, below which a restore of headquarters never goes. */
  level: z.enum(['received', 'safe']),
})
export type AcknowledgementBody = z.infer<typeof acknowledgementBody>
export const acknowledgement = z.strictObject({ body: acknowledgementBody, signature: z.string() })
export type Acknowledgement = z.infer<typeof acknowledgement>

const text = (body: AcknowledgementBody) => `okno-acknowledgement-1\n${canonical(body)}`

export const acknowledge = (body: AcknowledgementBody, sign: Sign): Acknowledgement => ({
  body,
  signature: sign(text(body)),
})

export const isAcknowledged = (primitives: Primitives, { body, signature }: Acknowledgement, hqKey: string): boolean =>
  primitives.verify(hqKey, text(body), signature)
