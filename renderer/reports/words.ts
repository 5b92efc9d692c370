/** What a slice and the keys of its bars are called on the screen. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mondayOf } from '../../domain/calendar/week.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import { reasonWords, wholeReason } from '../../domain/reports/reasons.ts'
import type { Dimension, Slice } from '../../domain/reports/slice.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { useDates } from '../ui/dates.ts'
import { useDesk } from '../window/workspace.ts'

/** `whole`: also where it stands without its chart, so that a reason says of which paper it is. */
export function useKeyWords(): (by: Dimension, key: string, whole?: boolean) => string {
  const { t } = useTranslation('reports')
  const text = useText()
  const dates = useDates()
  const { catalogue } = useDesk().workspace
  const { data: names = [] } = useQuery(queries.names)
  return (by, key, whole = false) => {
    switch (by) {
      case 'type': {
        const form = formOf(catalogue, key)
        return form ? text(form.short) : key
      }
      case 'reason': {
        const words = reasonWords(catalogue, key)
        if (!words) return key
        return whole ? wholeReason(text(words.type), text(words.value)) : text(words.value)
      }
      case 'month':
        return key.split('-').reverse().join('.')
      case 'week':
        return t('key.week', { day: dates.dotted(mondayOf(key)).slice(0, 5) })
      case 'day':
        return dates.short(key)
      case 'hour':
        return key === '' ? t('key.unknown') : `${key}:00–${key}:59`
      case 'window':
        return t('window:windowLetter', { letter: key })
      case 'clerk':
        return names.find(({ id }) => id === key)?.signature ?? t('key.otherPerson')
      case 'age':
        return t(key.includes('-') ? 'key.age' : 'key.older', { days: key.replace('-', '–') })
      case 'level':
        return key === '0' ? t('key.level0') : t('ui:level', { level: key })
      case 'stage':
        return t(`ui:state.${key}`)
      case 'due':
        return t(`due.${key}`)
      case 'urgent':
      case 'open':
      case 'exchange':
        return t(`is.${key}`)
      default:
        return by satisfies never
    }
  }
}

/** `01.11–23.11.2026 · Счета · Просрочено` */
export function useSliceWords(): (slice: Slice) => string {
  const { t } = useTranslation('reports')
  const dates = useDates()
  const keyWords = useKeyWords()
  return ({ from, to, parts }) => {
    const ends = [from, to].map((day) => (day === null ? '…' : dates.dotted(day)))
    const period = from === null && to === null ? null : from === to ? ends[0] : ends.join('–')
    const said = parts.map(({ by, value }) => keyWords(by, value, true))
    // A paper and its reason may have one name.
    return [period, ...new Set(said)].filter(Boolean).join(' · ') || t('always')
  }
}
