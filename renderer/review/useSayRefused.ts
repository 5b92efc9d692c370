import { useTranslation } from 'react-i18next'
import { type Refused, sayRefused } from './deciding.ts'

/** What was not written, each case with its reason: somebody else may have decided first. */
export function useSayRefused(): (refused: Refused[]) => void {
  const { t } = useTranslation('review')
  return (refused) => {
    for (const { number, refusal } of refused)
      sayRefused(t('notWritten', { number, why: t(`refused.${refusal.code}`, { defaultValue: refusal.code }) }))
  }
}
