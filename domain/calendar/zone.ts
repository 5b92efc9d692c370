/**
 * What is known of time zones that changed: an operating system or runtime with old data shows such a zone wrongly, and
 * every time on a slip with it (life-cycle, counting, rule 6).
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

export const zoneFact = z.strictObject({
  zone: z.string(),
  /** A moment since the change, UTC. */
  at: z.iso.datetime(),
  /** What a clock there shows against UTC at that moment: `+05:00`. */
  offset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  source: z.string().min(1),
})
export type ZoneFact = z.infer<typeof zoneFact>

/** How far this computer's data put the zone from UTC at that moment; null where they do not know the zone. */
export function offsetHere({ zone, at }: Pick<ZoneFact, 'zone' | 'at'>): string | null {
  try {
    return Temporal.Instant.from(at).toZonedDateTimeISO(zone).offset
  } catch {
    return null
  }
}

/** The facts that this computer has otherwise. `offsetOf` is given by tests that pretend an old computer. */
export const staleZones = (facts: readonly ZoneFact[], offsetOf = offsetHere): ZoneFact[] =>
  facts.filter((fact) => offsetOf(fact) !== fact.offset)
