/** The axis of the day's chart: wide and high enough that the first customer of a day is a small bar among hours to come, and no tower. */
import type { Overview } from '../../electron/contract.ts'

type Hour = Overview['hours'][number]

/** About a working day. */
const LEAST_HOURS = 9
const LEAST_TOP = 8
const LAST_HOUR = 23

/** `counted` is null where nobody has come today or usually. Nothing where there is nothing to show at all. */
export function axisOf(hours: readonly Hour[]): { hour: string; counted: Hour | null }[] {
  const all = hours.map(({ hour }) => Number(hour))
  if (all.length === 0) return []
  const last = Math.max(...all, Math.min(LAST_HOUR, Math.min(...all) + LEAST_HOURS - 1))
  const first = Math.min(...all, last - LEAST_HOURS + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const hour = String(first + i).padStart(2, '0')
    return { hour, counted: hours.find((one) => one.hour === hour) ?? null }
  })
}

/** How many cases the whole height stands for. */
export const topOf = (hours: readonly Hour[]): number =>
  Math.max(LEAST_TOP, ...hours.map(({ today, usual }) => Math.max(today, usual ?? 0)))
