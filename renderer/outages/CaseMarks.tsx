/** In a case: the outage it belongs to, and the slip that was written by hand with its real time. */
import { PenLine, Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../../electron/contract.ts'
import { useMoments } from './useMoments.ts'
import './outages.css'

export function CaseMarks({ registered: { outage, handTaken } }: Pick<CaseDetail, 'registered'>) {
  const { t } = useTranslation('outages')
  const { show } = useMoments()
  if (outage === undefined && !handTaken) return null
  return (
    <p className="case-marks">
      {outage !== undefined && (
        <span className="head-mark warn">
          <Siren aria-hidden />
          {t('joinedTo', { number: outage })}
        </span>
      )}
      {handTaken && (
        <span className="head-mark info">
          <PenLine aria-hidden />
          {t('byHandSay', { number: handTaken.number, time: show(handTaken.at) })}
        </span>
      )}
    </p>
  )
}
