/**
 * How many events go to headquarters in one run: few on a line that is slow or keeps breaking, so that what went stays there
 * and the ledge moves; many where the line carries them in a moment, for each run costs a way there and back and a longer one
 * squeezes better. An exchange begins with what the one before has learnt.
 */
export type RunLength = {
  /** Events in the next run. */
  next(): number
  /** So many went, and were answered, in so many milliseconds. */
  went(events: number, ms: number): void
  /** A run had no answer: what it held goes again, in smaller parts. */
  broke(): void
}

/** Some seconds of the slowest supported line (64 kbit/s): little is lost with one, and the way there and back is little beside it. */
const RUN_MS = 8_000
/** Some three seconds of it: a branch that comes back with a day's cases asks headquarters once or twice and not five times. */
const FIRST = 200
const LEAST = 50
const MOST = 500
/** One that went quickly by chance does not make the next one huge. */
const GROWTH = 2
const AFTER_BREAK = 0.25

export function openRunLength(): RunLength {
  let length = FIRST
  const hold = (wished: number) => {
    length = Math.round(Math.min(MOST, Math.max(LEAST, wished)))
  }
  return {
    next: () => length,
    went(events, ms) {
      // Of a short one, the last of a line, most of the time is the way there and back.
      if (events < length / 2) return
      const carried = (events * RUN_MS) / Math.max(1, ms)
      hold(Math.min(carried, length * GROWTH))
    },
    broke: () => hold(length * AFTER_BREAK),
  }
}
