/** The axis of the day's chart: wide and high enough that the first customer of a day is a small bar among hours to come, and no tower. */
import type { Overview } from '../../electron/contract.ts'

type Hour = Overview['hours'][number]

/** About a working day, in columns. */
const LEAST_WIDTH = 9
const LEAST_HEIGHT = 8
/** The clock has no column after it. */
const RIGHTMOST = 23

/** `counted` is null where nobody has come today or usually. Nothing where there is nothing to show at all. */
export function axisOf(hours: readonly Hour[]): { hour: string; counted: Hour | null }[] {
  const all = hours.map(({ hour }) => Number(hour))
  if (all.length === 0) return []
  const last = Math.max(...all, Math.min(RIGHTMOST, Math.min(...all) + LEAST_WIDTH - 1))
  const first = Math.min(...all, last - LEAST_WIDTH + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const hour = String(first + i).padStart(2, '0')
    return { hour, counted: hours.find((one) => one.hour === hour) ?? null }
  })
}

/** How many cases the whole height stands for. */
export const topOf = (hours: readonly Hour[]): number =>
  Math.max(LEAST_HEIGHT, ...hours.map(({ today, usual }) => Math.max(today, usual ?? 0)))
