/**
 * The order in which every node folds the same events: clock, then line, then place, then hash. It depends on nothing
 * but the events themselves, so a branch, a hub and headquarters agree without talking.
 */
import type { Header } from './event.ts'

export type Ordered = { fields: Pick<Header, 'clock' | 'line' | 'seq'>; hash: string }

/** Negative when `a` folds before `b`; zero only for the same event. */
export function foldOrder(a: Ordered, b: Ordered): number {
  const by = (x: string | number, y: string | number) => (x < y ? -1 : x > y ? 1 : 0)
  return (
    by(a.fields.clock, b.fields.clock) ||
    by(a.fields.line, b.fields.line) ||
    by(a.fields.seq, b.fields.seq) ||
    by(a.hash, b.hash)
  )
}
