/**
 * Which programs understand each other. Headquarters is updated first and serves every version from the oldest to its
 * own; whoever is older or newer is told both ends, so that he can say which of the two has to be updated. No case is
 * touched by that: what waits, waits.
 */
import { z } from 'zod'

/** Raised with every change of what is sent or answered; `docs/protocol.md` says what else belongs to it. */
export const PROTOCOL_VERSION = 2
/** The oldest that is still served. Raised only when no branch runs it any more. */
export const OLDEST_PROTOCOL_VERSION = 1

/** On each request of a device. */
export const VERSION_HEADER = 'okno-protocol'

/** Body of the answer 426 (RFC 9110 §15.5.22). */
export const versionRefusal = z.strictObject({
  code: z.literal('version'),
  oldest: z.int().positive(),
  current: z.int().positive(),
})
export type VersionRefusal = z.infer<typeof versionRefusal>

/** What a request's header says; a header that is missing or no number is of no version that is served. */
export function versionOf(header: unknown): number | VersionRefusal {
  const said = typeof header === 'string' && /^[1-9]\d{0,5}$/.test(header) ? Number(header) : 0
  if (said >= OLDEST_PROTOCOL_VERSION && said <= PROTOCOL_VERSION) return said
  return { code: 'version', oldest: OLDEST_PROTOCOL_VERSION, current: PROTOCOL_VERSION }
}

/** Which side has to be updated, from what headquarters serves; null where it serves our own version after all. */
export function versionGap({
  oldest,
  current,
}: Pick<VersionRefusal, 'oldest' | 'current'>): 'tooOld' | 'tooNew' | null {
  if (PROTOCOL_VERSION < oldest) return 'tooOld'
  return PROTOCOL_VERSION > current ? 'tooNew' : null
}
