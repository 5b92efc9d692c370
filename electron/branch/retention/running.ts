/**
 * When something is forgotten: a while after the opening and after each sign-in, never within them, so that nobody waits
 * for it. Nobody is kept from working because something old could not be forgotten today.
 */
import type { Branch } from '../branch.ts'
import { keepRetention } from './erase.ts'
import { vouchedTime } from './time.ts'

export type Forgetting = {
  /** Begins after the pause, unless that is going on already. */
  soon(): void
  /** Breaks off between two pieces and waits for the end of the one under way. */
  stop(): Promise<void>
}

/** Long enough for the window to show the branch first. */
const PAUSE_MS = 10_000

export function openForgetting(
  branch: Branch,
  { pauseMs = PAUSE_MS, onTrouble }: { pauseMs?: number | null | undefined; onTrouble: (error: unknown) => void },
): Forgetting {
  // Freed pages are overwritten, from the opening on: what is erased is not to be read from the file either.
  branch.db.pragma('secure_delete = ON')
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<unknown> = Promise.resolve()
  let told = false

  async function run(): Promise<void> {
    try {
      const time = vouchedTime(branch)
      if (!time.ok && time.why === 'clockAhead' && !told) {
        told = true
        onTrouble(
          new Error('the clock is more than a day ahead of the last time headquarters showed: nothing is erased'),
        )
      }
      await keepRetention(branch, () => !stopped)
    } catch (error) {
      onTrouble(error)
    }
  }

  return {
    soon() {
      if (stopped || timer || pauseMs === null) return
      timer = setTimeout(() => {
        timer = undefined
        running = running.then(run)
      }, pauseMs)
      timer.unref()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
