/**
 * When to try again. Tries never end; they get rarer up to a cap, are spread by chance so that a whole region does not
 * come back in one second, and never come sooner than headquarters asked for.
 */
const FIRST_MS = 1_000
const CAP_MS = 60_000

/** Milliseconds until try number `failures + 1`; `chance` in [0, 1); `retryAfter` in seconds. */
export function pause(failures: number, chance: number, retryAfter: number | null): number {
  const ceiling = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16))
  return Math.max((retryAfter ?? 0) * 1000, ceiling * (0.5 + chance / 2))
}
