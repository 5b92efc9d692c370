/**
 * Dates and times as people at the counter read them. Moments (UTC) are shown in the branch's time zone; days
 * (`YYYY-MM-DD`) belong to the branch's calendar already and are never moved. Names of days and months are in `ui.json`:
 * the browser's own data lack Kazakh on some systems.
 */
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export type Moment = { day: string; time: string; seconds: string }

const clocks = new Map<string, Intl.DateTimeFormat>()

function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(timeZone, made)
  return made
}

/** A moment in the branch's time zone: `{ day: '2026-11-23', time: '10:47', seconds: '10:47:06' }`. */
export function momentAt(at: string | number | Date, timeZone: string): Moment {
  const parts = clock(timeZone).formatToParts(new Date(at))
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  const time = `${get('hour')}:${get('minute')}`
  return { day: `${get('year')}-${get('month')}-${get('day')}`, time, seconds: `${time}:${get('second')}` }
}

/** `2026-12-03` → `03.12.2026`; what is no day stays as it is. */
export function dotted(day: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return parts ? `${parts[3]}.${parts[2]}.${parts[1]}` : day
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** Words for days in the language of the screen; the same object until that changes. */
export function useDates() {
  const { t } = useTranslation('ui')
  return useMemo(() => datesIn(t), [t])
}

function datesIn(t: TFunction<'ui'>) {
  const list = (key: 'months' | 'weekdays' | 'weekdaysShort'): string[] => t(key).split(' ')
  const dayOfMonth = (day: string) =>
    t('dayOfMonth', { day: Number(day.slice(8, 10)), month: list('months')[Number(day.slice(5, 7)) - 1] ?? '' })
  return {
    /** `чт 03.12.2026` */
    short: (day: string) => `${list('weekdaysShort')[weekdayOf(day)] ?? ''} ${dotted(day)}`,
    /** `чт 03.12`, with the year only where it is another one than `today`'s. */
    cell: (day: string, today: string) =>
      day.slice(0, 4) === today.slice(0, 4)
        ? `${list('weekdaysShort')[weekdayOf(day)] ?? ''} ${dotted(day).slice(0, 5)}`
        : dotted(day),
    weekdayShort: (day: string) => list('weekdaysShort')[weekdayOf(day)] ?? '',
    dotted,
    weekday: (day: string) => list('weekdays')[weekdayOf(day)] ?? '',
    /** `3 декабря` */
    dayOfMonth,
    /** `понедельник, 23 ноября 2026` */
    long: (day: string) =>
      t('longDay', {
        weekday: list('weekdays')[weekdayOf(day)] ?? '',
        date: dayOfMonth(day),
        year: day.slice(0, 4),
      }),
  }
}
