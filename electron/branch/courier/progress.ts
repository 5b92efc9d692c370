/**
 * What the ledge is told while cases go: how many of those that waited are through, how long the rest will take, and when a
 * run that gets no answer is given up. Nothing where no case waits.
 */
import type { Branch } from '../branch.ts'
import { acknowledged } from '../store/acknowledgements.ts'
import { waitingCases } from '../store/cases.ts'
import { certificateOfLine } from '../store/certificates.ts'
import { heads } from '../store/journal.ts'
import type { Db } from '../store/sql.ts'
import { PATIENCE_MS } from './link.ts'
import { estimateAfter, noEstimate } from './remaining.ts'

/** Says how it stands before a run, and with `events` after one of so many went. */
export function tellProgress({ db, clock, status }: Branch, now = () => performance.now()): (events?: number) => void {
  const first = waitingCases(db)
  let done = 0
  let estimate = noEstimate
  let since = now()
  return (events) => {
    if (first === 0) return
    const waiting = waitingCases(db)
    // What is registered meanwhile makes the whole longer; what is done stays done.
    done = Math.max(done, first - waiting)
    if (events !== undefined) estimate = estimateAfter(estimate, { events, ms: now() - since }, stillToGo(db))
    since = now()
    const secondsLeft = estimate.ms === null ? null : Math.round(estimate.ms / 1000)
    status.set({
      state: 'sending',
      sending: { done, of: done + waiting, secondsLeft },
      givesUpAt: new Date(clock() + PATIENCE_MS).toISOString(),
    })
  }
}

/** Events of lines that can be handed over and are not acknowledged. */
const stillToGo = (db: Db): number =>
  Object.entries(heads(db))
    .filter(([line]) => certificateOfLine(db, line) !== null)
    .reduce((sum, [line, { seq }]) => sum + Math.max(0, seq - (acknowledged(db, line)?.seq ?? 0)), 0)
