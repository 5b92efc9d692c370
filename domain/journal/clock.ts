/**
 * Hybrid logical clock (Kulkarni et al., 2014): physical milliseconds with a counter, so that what was written after an
 * event was seen also sorts after it, even when the computer's clock is wrong. As text it sorts like the clock itself.
 */

/** `<12 hex digits of UTC milliseconds>.<4 hex digits of counter>` */
export type Clock = string

/** A remote clock further ahead than this is not followed: one wrong clock must not drag every computer into the future. */
export const FAR_FUTURE_MS = 24 * 60 * 60 * 1000

/**
 * A computer whose wall clock says less than what was written before it, by more than this, has a wrong clock, or the
 * computer that wrote before had one.
 */
const DOUBT_MS = 10 * 60 * 1000

const MAX_COUNT = 0xffff

function write(ms: number, count: number): Clock {
  // A full counter borrows a millisecond: the order holds, and the clock catches up by itself.
  if (count > MAX_COUNT) return write(ms + 1, 0)
  return `${ms.toString(16).padStart(12, '0')}.${count.toString(16).padStart(4, '0')}`
}

/** UTC milliseconds and counter of a clock. */
export function readClock(clock: Clock): { ms: number; count: number } {
  return { ms: Number.parseInt(clock.slice(0, 12), 16), count: Number.parseInt(clock.slice(13), 16) }
}

/** The clock of the next event of this computer: later than `last`, whatever the wall clock (`nowMs`, UTC) says. */
export function tick(last: Clock | null, nowMs: number): Clock {
  if (last === null) return write(nowMs, 0)
  const { ms, count } = readClock(last)
  return nowMs > ms ? write(nowMs, 0) : write(ms, count + 1)
}

/** Whether an event's clock is too far ahead of this computer's wall clock to be followed. */
export function isFarFuture(clock: Clock, nowMs: number): boolean {
  return readClock(clock).ms > nowMs + FAR_FUTURE_MS
}

/** The local clock after having seen a remote one; a far-future clock leaves it as it was. */
export function merge(last: Clock | null, seen: Clock | null, nowMs: number): Clock | null {
  if (seen === null || isFarFuture(seen, nowMs)) return last
  return last === null || seen > last ? seen : last
}

/** The first clock that is too far ahead to be followed. */
export const farFuture = (nowMs: number): Clock => write(nowMs + FAR_FUTURE_MS + 1, 0)

export const clockPattern = /^[0-9a-f]{12}\.[0-9a-f]{4}$/

/** Whether the wall clock (`at`, UTC) of an event contradicts the order of events. */
export const isDoubtful = (clock: Clock, at: string): boolean => readClock(clock).ms - Date.parse(at) > DOUBT_MS
