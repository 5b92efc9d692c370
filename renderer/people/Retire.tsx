/** Somebody no longer works here: a reason, and his name stays in everything he did. His drafts wait for a shift lead. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberShown } from '../../electron/contract.ts'
import { Button } from '../ui/Parts.tsx'
import { useChange } from './changing.ts'
import { StaffDialog } from './StaffDialog.tsx'
import { StaffField } from './StaffField.tsx'

const reasons = ['left', 'moved', 'leave', 'mistake'] as const

export function Retire({ person, onClose }: { person: MemberShown; onClose: () => void }) {
  const { t } = useTranslation('people')
  const [why, setWhy] = useState('')
  const { send, refused } = useChange(onClose)
  const retire = () => void send({ do: 'retirePerson', person: person.id, why })
  return (
    <StaffDialog
      title={t('retireTitle', { who: person.fullName })}
      say={t('retireSay')}
      size={520}
      send={t('retireNow')}
      refused={refused}
      onSend={retire}
      onClose={onClose}
    >
      <StaffField label={t('why')} value={why} onValue={setWhy} most={200} first />
      <div className="staff-reasons">
        {reasons.map((reason) => (
          <Button key={reason} look="small" onClick={() => setWhy(t(`because.${reason}`))}>
            {t(`because.${reason}`)}
          </Button>
        ))}
      </div>
    </StaffDialog>
  )
}
