/**
 * By which time something is forgotten. What is erased does not come back, so a wall clock that runs ahead must not do it:
 * the days are counted only up to the latest time that headquarters' own clock has shown.
 */
import type { Branch } from '../branch.ts'
import { setSetting, setting } from '../store/settings.ts'
import type { Db } from '../store/sql.ts'

const HQ_TIME = 'hqTime'
const DAY_MS = 86_400_000
/** Closer together it is not written down: days are counted with it, and every answer shows a time. */
const APART_MS = 600_000

/** UTC milliseconds as an answer of headquarters showed them. Never set back. */
export function noteHqTime(db: Db, ms: number): void {
  const known = hqTime(db)
  if (known === null || ms >= known + APART_MS) setSetting(db, HQ_TIME, new Date(ms).toISOString())
}

/** UTC milliseconds; null before the first contact. */
export function hqTime(db: Db): number | null {
  const said = Date.parse(setting(db, HQ_TIME) ?? '')
  return Number.isNaN(said) ? null : said
}

/**
 * The time by which others are judged to be ahead: our own, unless headquarters has shown a later one. Whose own clock has
 * stopped years ago must not take everybody else for wrong.
 */
export const judgingTime = ({ db, clock }: Pick<Branch, 'db' | 'clock'>): number => Math.max(clock(), hqTime(db) ?? 0)

/** Milliseconds that the wall clock is ahead of the latest time that headquarters showed; 0 before the first contact. */
export const aheadFor = ({ db, clock }: Pick<Branch, 'db' | 'clock'>): number => clock() - (hqTime(db) ?? clock())

export type VouchedTime = { ok: true; ms: number } | { ok: false; why: 'noContact' | 'clockAhead' }

/**
 * The lower of the two clocks, UTC milliseconds. More than a day ahead of headquarters the wall clock is wrong, or there was
 * no contact since: either way it can wait until there is.
 */
export function vouchedTime({ db, clock }: Pick<Branch, 'db' | 'clock'>): VouchedTime {
  const vouched = hqTime(db)
  if (vouched === null) return { ok: false, why: 'noContact' }
  if (clock() > vouched + DAY_MS) return { ok: false, why: 'clockAhead' }
  return { ok: true, ms: Math.min(clock(), vouched) }
}
