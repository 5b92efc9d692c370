/** A case past its promise: since when, how high time has lifted it, and the paper for its customer. */
import { AlarmClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../electron/contract.ts'
import '../case/attention.css'
import { usePrintLate } from '../passing/late.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import './today.css'

export function Late({ row }: { row: CaseRow }) {
  return row.standing.overdue ? <LateLine row={row} /> : null
}

function LateLine({ row: { id, daysLeft, standing } }: { row: CaseRow }) {
  const { t } = useTranslation('rising')
  const print = usePrintLate(id)
  useKeys([['KeyO', () => void print()]])
  return (
    <p className="attention bad late">
      <AlarmClock aria-hidden />
      <span>
        <b>{t('standing.overdue')}</b>: {t('queue:overdue', { count: -(daysLeft ?? 0) })} ·{' '}
        {t('standing.up', { level: standing.level })}
      </span>
      <Button look="small" keyName="O" onClick={() => void print()}>
        {t('late.print')}
      </Button>
    </p>
  )
}
