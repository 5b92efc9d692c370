/**
 * Virtual time. What is due happens one after another, each to its end, before time moves on; two runs of one seed do
 * the same things in the same order. Nobody in here looks at the computer's clock.
 */

export type World = {
  /** UTC milliseconds. */
  now(): number
  /** Does `act` in `ms` milliseconds of virtual time. */
  in(ms: number, act: () => unknown): void
  /** Lives on until nothing is due any more. */
  settle(): Promise<void>
}

/** A Monday morning at the counter. */
export const MORNING = Date.UTC(2026, 10, 23, 4)

export function openWorld(begins = MORNING): World {
  let now = begins
  let made = 0
  const due: { at: number; order: number; act: () => unknown }[] = []
  return {
    now: () => now,
    in(ms, act) {
      due.push({ at: now + ms, order: made++, act })
    },
    async settle() {
      for (;;) {
        due.sort((one, other) => one.at - other.at || one.order - other.order)
        const next = due.shift()
        if (!next) return
        now = Math.max(now, next.at)
        await next.act()
      }
    },
  }
}
