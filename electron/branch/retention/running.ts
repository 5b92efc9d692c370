/**
 * When something is forgotten: a while after the opening and after each sign-in, never within them, so that nobody waits
 * for it. Nobody is kept from working because something old could not be forgotten today.
 */
import type { RetentionTrouble } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { keepRetention } from './erase.ts'
import { type Forgetting, NotForgotten } from './forgetting.ts'
import { aheadFor, hqTime, vouchedTime } from './time.ts'

/** Long enough for the window to show the branch first. */
const PAUSE_MS = 10_000
const DAY_MS = 86_400_000

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
  let failure: RetentionTrouble | null = null

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
      failure = null
    } catch (error) {
      const why = error instanceof NotForgotten ? error.why : 'failed'
      failure = { why, since: failure?.since ?? utcNow(branch) }
      branch.changed('retention')
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
    trouble() {
      if (failure) return failure
      const days = aheadFor(branch) / DAY_MS
      const since = hqTime(branch.db)
      // An outage of a day or two is nothing to look after: what is due is forgotten when it ends.
      return since !== null && days > branch.knowledge.rules.retention.troubleAfterDays
        ? { why: 'clockAhead', since: new Date(since).toISOString() }
        : null
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
