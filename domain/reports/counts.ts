/** Figures of a report in the order in which they are shown. Nothing here names anybody. */
import { stages } from '../cases/case.ts'
import type { Shown, Slice } from './slice.ts'

export type Bar = { key: string; count: number }

/**
 * `total`: cases of the slice; `open`: those of its cases that are open today, whenever they were accepted. The bars of
 * `reason` may come to more than `total`: a case can have several reasons, or none.
 */
export type Counts = { slice: Slice; total: number; open: number; bars: { by: Shown; bars: Bar[] }[] }

/** Keys that a bar may have where they stand in an order of their own; all others stand by their length. */
const orders: Partial<Record<Shown, readonly string[]>> = {
  stage: stages,
  urgent: ['urgent', 'usual'],
  due: ['overdue', 'lastDay', 'dueSoon', 'inTime', 'stopped'],
}
/** Their keys sort as text: days, months, hours, letters, levels. */
const asText: readonly Shown[] = ['month', 'week', 'day', 'hour', 'window', 'level']

/** `2-3` sorts by its first number. */
const ageOf = (key: string): number => Number(key.split('-')[0])

/** In the order of their chart. Equal lengths keep one order. */
export function inOrder(by: Shown, bars: readonly Bar[]): Bar[] {
  const byText = (one: Bar, other: Bar) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)
  const order = orders[by]
  return [...bars].sort((one, other) => {
    if (order) return order.indexOf(one.key) - order.indexOf(other.key)
    if (by === 'age') return ageOf(one.key) - ageOf(other.key)
    if (asText.includes(by)) return byText(one, other)
    return other.count - one.count || byText(one, other)
  })
}
