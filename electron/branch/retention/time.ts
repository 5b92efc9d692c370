/**
 * By which time something is forgotten. What is erased does not come back, so a wall clock that runs ahead must not do it:
 * the days are counted only up to the latest time that headquarters' own clock has shown. A lower one replaces it only when it
 * has been shown again and again: one bad hour there must neither set it back nor stay believed for years.
 */
import type { Branch } from '../branch.ts'
import { setSetting, setting } from '../store/settings.ts'
import type { Db } from '../store/sql.ts'

const HQ_TIME = 'hqTime'
const DAY_MS = 86_400_000
/** Closer together it is not written down: days are counted with it, and every answer shows a time. */
const APART_MS = 600_000

/** How often headquarters has shown a much lower time in a row, and when last; so many times, so far apart, are believed. */
const LOWER = 'hqTime.lower'
const TIMES_BELIEVED = 3
/** The courier's heartbeat: of answers that come closer together only one counts. */
const LOWER_APART_MS = 20_000

/**
 * UTC milliseconds as a good exchange with headquarters showed them. Set back only when three in a row, a heartbeat apart,
 * have shown a time more than a day lower; a little lower time is none of these.
 */
export function noteHqTime(db: Db, ms: number): void {
  const known = hqTime(db)
  if (known !== null && ms < known - DAY_MS) {
    noteLower(db, ms)
    return
  }
  if (setting(db, LOWER)) setSetting(db, LOWER, '')
  if (known === null || ms >= known + APART_MS) setSetting(db, HQ_TIME, new Date(ms).toISOString())
}

function noteLower(db: Db, ms: number): void {
  const [times, last] = (setting(db, LOWER) || '0 0').split(' ').map(Number) as [number, number]
  // Earlier than the one before, it agrees with none of them.
  if (times > 0 && ms >= last && ms < last + LOWER_APART_MS) return
  const now = ms < last ? 1 : times + 1
  setSetting(db, LOWER, now < TIMES_BELIEVED ? `${now} ${ms}` : '')
  if (now >= TIMES_BELIEVED) setSetting(db, HQ_TIME, new Date(ms).toISOString())
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
