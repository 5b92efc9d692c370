/** What the second person has seen with his own eyes on the paper, of one case or of several: nobody ticks it for him. */
import { useState } from 'react'

export const checks = ['signed', 'rightType', 'identity'] as const
export type Check = (typeof checks)[number]

/** `first`: the first one that is not ticked yet. */
export function useChecks() {
  const [done, setDone] = useState<ReadonlySet<Check>>(new Set())
  const tick = (check: Check) => {
    const next = new Set(done)
    if (!next.delete(check)) next.add(check)
    setDone(next)
  }
  return { checks, done, tick, first: checks.find((check) => !done.has(check)) }
}
