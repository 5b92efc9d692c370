/**
 * What whoever takes an event in has to note about it, beside what the event says: its bytes cannot tell. A flag refuses
 * nothing and leaves nothing out; a person sees it in the case and says that he has looked.
 */
import { isFarFuture } from './clock.ts'
import type { Header } from './event.ts'
import { isPastRevocation, type RevocationBody } from './revocation.ts'

export type EventFlag = 'farFuture' | 'revoked'

/** `revoked`: the statement about the device that wrote the line, where there is one. `nowMs`: UTC, of whoever takes it in. */
export function flagOf(
  event: Pick<Header, 'line' | 'seq' | 'clock'>,
  { revoked, nowMs }: { revoked: Pick<RevocationBody, 'heads'> | null; nowMs: number },
): EventFlag | null {
  if (revoked && isPastRevocation(revoked, event)) return 'revoked'
  return isFarFuture(event.clock, nowMs) ? 'farFuture' : null
}
