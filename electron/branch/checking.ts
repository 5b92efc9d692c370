/**
 * At each start the journal is read through, beside the work: whether every event still is what was written. Triggers keep
 * this program from changing a row; whoever goes past it with another tool is seen here, and again at headquarters, which
 * admits nothing that does not fit its hash. Nothing is repaired: the rows stay as they were found, and a person is told.
 */
import { setImmediate as breath } from 'node:timers/promises'
import { open } from '../../domain/journal/event.ts'
import { primitives } from '../../trust/primitives.ts'
import type { Branch } from './branch.ts'
import { type CheckedRow, rowsFrom } from './store/checked.ts'

/** Some milliseconds of work, so that no call of the window waits. */
const AT_ONCE = 200

/**
 * Counts what does not fit in `recovery.altered`; the window is told of the first and, once, of all of them: each time it
 * reads everything on the screen again. `ended`: it has come to the last event, or was broken off by `stop`.
 */
export function startChecking(branch: Branch): { ended: Promise<void>; stop(): Promise<void> } {
  let stopped = false
  const running = (async () => {
    const { recovery } = branch
    let after = 0
    let told = 0
    const tell = () => {
      told = recovery.altered
      branch.changed('session')
    }
    while (true) {
      await breath()
      if (stopped || !branch.db.open) return
      const rows = rowsFrom(branch.db, after, AT_ONCE)
      recovery.altered += rows.filter((row) => !fits(row)).length
      if (told === 0 && recovery.altered > 0) tell()
      const last = rows.at(-1)
      if (!last) {
        if (recovery.altered > told) tell()
        return
      }
      after = last.rowid
    }
  })()
  return {
    ended: running,
    stop() {
      stopped = true
      return running
    },
  }
}

/** Whether the bytes give the hash, the columns say what the bytes say, and what it follows is held. */
function fits(row: CheckedRow): boolean {
  const event = open(primitives, row)
  if (event === null || event.hash !== row.hash) return false
  const { line, seq, prev, id, at, clock, type, by } = event.fields
  const columns = [row.line, row.seq, row.prev, row.id, row.at, row.clock, row.type, row.by_person, row.case_id]
  const said = [line, seq, prev, id, at, clock, type, by, event.fields.case]
  return said.every((value, i) => value === columns[i]) && (seq === 1 || row.follows === 1)
}
