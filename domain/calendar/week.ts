/** ISO 8601 weeks: they begin on Monday, and the first of a year holds its first Thursday. */
import { Temporal } from 'temporal-polyfill'

/** Of a date `YYYY-MM-DD`: `2026-W48`. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day)
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`
}

/** The Monday of a week, as `YYYY-MM-DD`. */
export function mondayOf(week: string): string {
  const [year = '', number = ''] = week.split('-W')
  const fourth = Temporal.PlainDate.from(`${year}-01-04`)
  return fourth
    .subtract({ days: fourth.dayOfWeek - 1 })
    .add({ weeks: Number(number) - 1 })
    .toString()
}
