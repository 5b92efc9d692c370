/**
 * When to try again. Tries never end; they get rarer up to a cap and are spread by chance, so that a whole region does not
 * come back in one second. Where headquarters names a time it is kept, and little later: it gives each branch another one,
 * and who comes much later leaves it idle.
 */
const FIRST_MS = 1_000
const CAP_MS = 60_000
/** Part of the time that headquarters named. */
const LATE = 0.1

/** Milliseconds until try number `failures + 1`; `chance` in [0, 1); `retryAfter` in seconds. */
export function pause(failures: number, chance: number, retryAfter: number | null): number {
  if (retryAfter !== null) return retryAfter * 1000 * (1 + chance * LATE)
  const ceiling = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16))
  return ceiling * (0.5 + chance / 2)
}
