import { useTranslation } from 'react-i18next'
import { useDesk } from '../window/workspace.ts'
import { type Refused, sayRefused } from './deciding.ts'

/** What was not written, each case with its reason: somebody else may have decided first. */
export function useSayRefused(): (refused: Refused[]) => void {
  const { t } = useTranslation('review')
  const { person } = useDesk()
  return (refused) => {
    for (const { case: id, number, refusal } of refused)
      sayRefused(
        person.id,
        id,
        t('notWritten', { number, why: t(`refused.${refusal.code}`, { defaultValue: refusal.code }) }),
      )
  }
}
