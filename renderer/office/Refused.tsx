/** One record that headquarters keeps but does not take: which, why, and what to do. Putting it right is a new record. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { may } from '../../domain/people/permissions.ts'
import { useMoments } from '../outages/useMoments.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
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
  'altered',
  'chainBroken',
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
  const { person } = useDesk()
  const obstacle = may(person, 'repairRefused') ? undefined : t('repair.who')
  return (
    <li>
      <p>
        <b>{number ?? t('noNumber')}</b>
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
          <>
            <Button look="small" obstacle={obstacle} onClick={() => setRepairing(true)}>
              {t('repair.open')}
            </Button>
            {obstacle && <small className="m">{obstacle}</small>}
          </>
        )}
      </p>
      {repairing && <Repair one={one} onClose={() => setRepairing(false)} />}
    </li>
  )
}
