/** What stands in the way of words that a person must say: nothing is there yet, or it is no word (`isSaid`). */
import { useTranslation } from 'react-i18next'
import { isSaid, LEAST_LETTERS } from '../../domain/people/said.ts'

/** `first`: what is asked for, while nothing is written. Undefined where it is said. */
export function useUnsaid(): (text: string, first: string) => string | undefined {
  const { t } = useTranslation('ui')
  return (text, first) => {
    if (isSaid(text)) return undefined
    return text.trim() === '' ? first : t('noWord', { count: LEAST_LETTERS })
  }
}
