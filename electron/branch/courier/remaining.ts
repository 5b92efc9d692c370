/**
 * How long the rest of a long sending will take, by the pace of the last runs. It says nothing before two of them are
 * through, follows a line that becomes slower or faster step by step, and never leaps up.
 */

/** So many events went in so many milliseconds. */
export type Run = { events: number; ms: number }

/** `ms`: how long the rest will take; null where nothing can be said yet. */
export type Estimate = { runs: readonly Run[]; ms: number | null }

export const noEstimate: Estimate = { runs: [], ms: null }

/** Older ones say little about the line as it is now. */
const LAST_RUNS = 5
const LEAST_RUNS = 2
/** In one step it grows by no more than this part of itself. */
const GROWTH = 1.5

/** The estimate once `run` went and `left` events remain. */
export function estimateAfter(before: Estimate, run: Run, left: number): Estimate {
  const runs = [...before.runs, run].slice(-LAST_RUNS)
  const events = runs.reduce((sum, one) => sum + one.events, 0)
  const took = runs.reduce((sum, one) => sum + one.ms, 0)
  if (runs.length < LEAST_RUNS || events === 0) return { runs, ms: null }
  const measured = (left * took) / events
  if (left === 0 || before.ms === null) return { runs, ms: measured }
  // Half by what was said before, which has run down meanwhile, half by what is measured now.
  const said = Math.max(0, before.ms - run.ms)
  return { runs, ms: Math.min((said + measured) / 2, before.ms * GROWTH) }
}
