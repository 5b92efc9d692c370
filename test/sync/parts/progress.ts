/** A line now and then for whoever waits: how far it is, and how long it still takes. */

export type Figures = { schedules: number; violations: readonly unknown[] }

const BETWEEN_MS = 10_000

/** Says so at most every ten seconds of running time. */
export function progressOf(of: number, say: (line: string) => void, now = () => performance.now()) {
  const began = now()
  let said = began
  return ({ schedules, violations }: Figures): void => {
    const at = now()
    if (at - said < BETWEEN_MS || schedules === 0) return
    said = at
    const leftMs = ((at - began) / schedules) * (of - schedules)
    say(`${schedules} of ${of} schedules, ${violations.length} violations, about ${inWords(leftMs)} left`)
  }
}

const inWords = (ms: number): string => {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 2) return `${Math.round(ms / 1000)} s`
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
