/** In which order events are folded, and what is said where somebody had not seen one. */
import type { Mechanism } from '../mechanism.ts'

const journal = 'test/domain/journal.test.ts'
const tracesOrder = 'test/sync/traces-order.test.ts'

export const order: readonly Mechanism[] = [
  {
    id: 'basis',
    name: 'a decision says what its maker had seen',
    edits: [
      {
        file: 'domain/cases/decision.ts',
        from: 'payload: { command, basis: state.seen, ...payload }',
        to: 'payload: { command, ...payload }',
      },
    ],
    tests: ['test/domain/lifecycle-apart.test.ts', tracesOrder],
  },
  {
    id: 'decided-unseen',
    name: 'what was decided without seeing something is marked',
    edits: [
      {
        file: 'domain/cases/conflicts.ts',
        from: 'return seen.filter((hash) => !known.has(hash))',
        to: 'return seen.filter(() => known.size < 0)',
      },
    ],
    tests: ['test/domain/lifecycle-apart.test.ts', tracesOrder],
  },
  {
    id: 'clock-cap',
    name: 'a clock from the far future is not followed',
    edits: [
      {
        file: 'domain/journal/clock.ts',
        from: 'if (seen === null || isFarFuture(seen, nowMs)) return last',
        to: 'if (seen === null) return last',
      },
    ],
    tests: [journal],
  },
  {
    id: 'clock-cap-branch',
    name: 'a branch writes after the latest clock that may be followed',
    edits: [
      {
        file: 'electron/branch/journal.ts',
        from: 'merge(ownClock(db), latestClock(db, farFuture(now)), now)',
        to: "merge(ownClock(db), latestClock(db, 'g'), now)",
      },
    ],
    tests: ['test/branch/handover-foreign.test.ts', tracesOrder],
  },
  {
    id: 'clock-cap-hq',
    name: 'headquarters writes after the latest clock that may be followed',
    edits: [
      {
        file: 'hq/office/line.ts',
        from: 'latestClock(sql, branch, farFuture(clock()))',
        to: "latestClock(sql, branch, 'g')",
      },
    ],
    tests: ['test/hq/clock.test.ts'],
  },
  {
    id: 'far-future-flag',
    name: 'what a clock from the far future wrote is marked',
    edits: [
      {
        file: 'domain/journal/flags.ts',
        from: "return isFarFuture(event.clock, nowMs) ? 'farFuture' : null",
        to: 'return isFarFuture(event.clock, nowMs) ? null : null',
      },
    ],
    tests: [tracesOrder],
  },
  {
    id: 'clock-forward',
    name: 'each event is later than the one before, whatever the wall clock says',
    edits: [
      {
        file: 'domain/journal/clock.ts',
        from: 'return nowMs > ms ? write(nowMs, 0) : write(ms, count + 1)',
        to: 'return nowMs > ms ? write(nowMs, 0) : write(nowMs, count + 1)',
      },
    ],
    tests: [journal],
  },
  {
    id: 'total-order',
    name: 'the order is total: of two with one clock the line, the place and the hash decide',
    edits: [{ file: 'domain/journal/fold.ts', from: ' ||\n    by(a.hash, b.hash)', to: '' }],
    tests: ['test/domain/fold-order.test.ts'],
  },
  {
    id: 'fold-order-branch',
    name: 'a branch folds in the order of clocks, not of arrival',
    edits: [
      {
        file: 'electron/branch/store/journal.ts',
        from: 'WHERE case_id = ? ORDER BY clock, journal.line, seq, hash`',
        to: 'WHERE case_id = ? ORDER BY journal.rowid`',
      },
    ],
    tests: ['test/branch/handover-foreign.test.ts'],
  },
  {
    id: 'no-conflict-dropped',
    name: 'what does not fit a case stays in sight',
    edits: [
      {
        file: 'domain/cases/conflicts.ts',
        from: "return { ...state, marks: withMark(state.marks, 'conflict'), conflicts: [...state.conflicts, conflict] }",
        to: 'return conflict.event === "" ? { ...state, marks: withMark(state.marks, "conflict") } : state',
      },
    ],
    tests: ['test/domain/lifecycle-apart.test.ts'],
  },
]
