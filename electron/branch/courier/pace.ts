/**
 * How fast files go: in pieces that a slow line carries in a moment, so that a case never waits for more than the rest of
 * one, and never more than a share of what the line carries, so that others on it go on working. A bucket of tokens
 * whose rate is what the last pieces needed.
 */
import { setTimeout as sleep } from 'node:timers/promises'

export type PaceRule = {
  /** Whatever the line carries, files take no more of it. */
  bytesPerSecond: number
  /** Part of what the line carries. */
  share: number
  /** So long one piece should take. */
  pieceMs: number
  leastPiece: number
  mostPiece: number
}

export type FilePace = {
  /** Bytes of the next piece. */
  piece(): number
  /** Resolves when the next piece may go; rejects when the signal ends it. */
  turn(signal: AbortSignal): Promise<void>
  /** A piece went, or came, in so many milliseconds. */
  went(bytes: number, ms: number): void
  /** A piece did not arrive: the next one is smaller. */
  broke(): void
}

const GROWTH = 4

/** `now`: milliseconds, forward only. */
export function openPace(rule: () => PaceRule, now = () => performance.now()): FilePace {
  /** Bytes per second that the line carried. */
  let line: number | null = null
  /** Bytes of the last piece: one that went quickly by chance does not make the next one huge. */
  let last = 0
  let free = 0
  return {
    piece() {
      const { pieceMs, leastPiece, mostPiece, bytesPerSecond } = rule()
      const wished = Math.min((Math.min(line ?? 0, bytesPerSecond) * pieceMs) / 1000, last * GROWTH)
      return Math.round(Math.min(mostPiece, Math.max(leastPiece, wished)))
    },
    async turn(signal) {
      signal.throwIfAborted()
      const ms = free - now()
      if (ms > 0) await sleep(ms, undefined, { signal })
    },
    went(bytes, ms) {
      const { share, bytesPerSecond } = rule()
      const measured = (bytes * 1000) / Math.max(1, ms)
      last = bytes
      line = line === null ? measured : (line + measured) / 2
      const rate = Math.min(bytesPerSecond, share * measured)
      free = now() - ms + (bytes * 1000) / rate
    },
    broke() {
      if (line !== null) line /= 2
    },
  }
}
