/** One record that headquarters keeps but does not take: which, why, and what to do. Putting it right is a new record. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useMoments } from '../outages/useMoments.ts'
import { Button } from '../ui/Parts.tsx'
import { Repair, type Stuck } from './Repair.tsx'

const known = [
  'unknownType',
  'payload',
  'noCase',
  'consent',
  'office',
  'number',
  'otherBranch',
  'noCertificate',
] as const
/** A reason that a newer headquarters gives is told as such. */
export const reasonOf = (reason: string) => known.find((one) => one === reason) ?? 'unknownReason'

export function Refused({ one }: { one: Stuck }) {
  const { t } = useTranslation('office')
  const { show } = useMoments()
  const [, go] = useLocation()
  const [repairing, setRepairing] = useState(false)
  const { number, refused } = one
  const reason = reasonOf(one.reason)
  return (
    <li>
      <p>
        <b className="n">{number ?? t('noNumber')}</b>
        {refused && ` · ${t(`case:event.${refused.type}`, { defaultValue: refused.type })} · ${show(refused.at)}`}
      </p>
      <p className="bad">{t(`why.${reason}`)}</p>
      <p>{t(`todo.${reason}`)}</p>
      <p className="office-buttons">
        {one.case !== null && (
          <Button look="small" onClick={() => go(`/case/${one.case}`)}>
            {t('openCase')}
          </Button>
        )}
        {one.case !== null && refused && (
          <Button look="small" onClick={() => setRepairing(true)}>
            {t('repair.open')}
          </Button>
        )}
      </p>
      {repairing && <Repair one={one} onClose={() => setRepairing(false)} />}
    </li>
  )
}
