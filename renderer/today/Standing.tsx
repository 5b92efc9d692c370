/** What time has done to a case by today, beside the marks that people and the program made. */
import { AlarmClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../electron/contract.ts'
import { Chip } from '../ui/Parts.tsx'

export function StandingChip({ standing }: Pick<CaseRow, 'standing'>) {
  const { t } = useTranslation('rising')
  const { dueSoon, lastDay, overdue } = standing
  if (!dueSoon && !overdue) return null
  return (
    <Chip tone={overdue ? 'bad' : 'warn'} icon={AlarmClock}>
      {t(`standing.${overdue ? 'overdue' : lastDay ? 'lastDay' : 'dueSoon'}`)}
    </Chip>
  )
}
