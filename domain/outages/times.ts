/**
 * How far from now the times of a card may lie: when it began not longer ago, the next news not further ahead than the
 * operator's rule says (`data/rules.json`). A year typed wrongly would otherwise stand on every screen and in the month's
 * report. A refusal carries the bound, so that it can be said what would be taken.
 */
import { z } from 'zod'
import { basis } from '../forms/schema.ts'

/** Days. The operator's own rule and no law, which its `basis` says. */
export const outageRules = z.strictObject({
  /** An outage that began longer ago is no matter of a card any more. */
  sinceWithinDays: z.int().positive(),
  /** So far ahead the next news may be promised. */
  newsWithinDays: z.int().positive(),
  basis,
})
export type OutageBounds = Omit<z.infer<typeof outageRules>, 'basis'>

/** `earliest`, `latest`: UTC. */
export type SinceRefusal = { code: 'sinceInFuture' } | { code: 'sinceTooOld'; days: number; earliest: string }
export type NewsRefusal = { code: 'newsInPast' } | { code: 'newsTooFar'; days: number; latest: string }

const DAY_MS = 86_400_000

/** Why an outage cannot have begun then; null where it can. Moments in UTC. */
export function sinceRefusal(since: string, now: string, bounds: OutageBounds): SinceRefusal | null {
  const days = bounds.sinceWithinDays
  const earliest = Date.parse(now) - days * DAY_MS
  if (Date.parse(since) > Date.parse(now)) return { code: 'sinceInFuture' }
  return Date.parse(since) < earliest ? { code: 'sinceTooOld', days, earliest: new Date(earliest).toISOString() } : null
}

/** Why the next news cannot be promised for then; null where it can. Moments in UTC. */
export function newsRefusal(nextNewsAt: string, now: string, bounds: OutageBounds): NewsRefusal | null {
  const days = bounds.newsWithinDays
  const latest = Date.parse(now) + days * DAY_MS
  if (Date.parse(nextNewsAt) <= Date.parse(now)) return { code: 'newsInPast' }
  return Date.parse(nextNewsAt) > latest ? { code: 'newsTooFar', days, latest: new Date(latest).toISOString() } : null
}
