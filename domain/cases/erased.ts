/**
 * A case whose time of keeping is over: its payloads go from the branch, its headers, hashes and signatures stay, and
 * this event says so. What stands in it names nobody: the figures must be the same afterwards.
 */
import { z } from 'zod'

export const personErased = z.strictObject({
  why: z.literal('retention'),
  /** How long it was kept after its end, by the operator's rule, and how many records lost their content. */
  keptDays: z.int().positive(),
  records: z.int().positive(),
  /** Hashes of the events that lost it, so that no other can be passed off as erased; who reads older ones counts them. */
  events: z.array(z.string().regex(/^[0-9a-f]{64}$/)).exactOptional(),
  /** What is left of it. `endedAt`: UTC. */
  rest: z.strictObject({ number: z.string(), type: z.string(), state: z.string(), endedAt: z.iso.datetime() }),
})
export type PersonErased = z.infer<typeof personErased>
