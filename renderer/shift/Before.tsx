/** The closing before this shift, and who says that it was not so. D says it; nothing takes it away. */
import { MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftState } from '../../electron/contract.ts'
import { KeptUnder } from '../case/kept.ts'
import { Dispute } from '../entries/Dispute.tsx'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

type Closing = NonNullable<ShiftState['before']>

export function Before({ before }: { before: Closing }) {
  const { t } = useTranslation('shift')
  const dates = useDates()
  const { workspace, person } = useDesk()
  const [asking, setAsking] = useState(false)
  useKeys([['KeyD', () => setAsking(true)]])
  const when = (at: string) => {
    const moment = momentAt(at, workspace.branch.timeZone)
    return `${dates.dotted(moment.day)} ${moment.time}`
  }
  const under = `${person.id} shift ${before.place.hash}`
  return (
    <div className={`banner before${before.disputes.length > 0 ? ' bad' : ''}`}>
      <div>
        {t('closedBefore', { at: when(before.at), by: before.by })}
        {before.disputes.map((one) => (
          <p key={`${one.at}${one.words}`} role="alert">
            <b>{t('disputed')}</b> {t('ui:quoted', { said: one.words })}{' '}
            <small>
              {one.by ?? t('otherComputer')}, {when(one.at)}
            </small>
          </p>
        ))}
      </div>
      <Button look="small" icon={MessageSquareWarning} keyName="D" onClick={() => setAsking(true)}>
        {t('acts:disputeEntry.name')}
      </Button>
      {asking && (
        <KeptUnder value={under}>
          <Dispute entry={before.place} say={t('disputeSay')} under={under} onClose={() => setAsking(false)} />
        </KeptUnder>
      )}
    </div>
  )
}
