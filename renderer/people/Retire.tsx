/** Somebody no longer works here: a reason, and his name stays in everything he did. His drafts wait for a shift lead. */
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberShown } from '../../electron/contract.ts'
import { Button } from '../ui/Parts.tsx'
import { useChange } from './changing.ts'

const reasons = ['left', 'moved', 'leave', 'mistake'] as const

export function Retire({ person, onClose }: { person: MemberShown; onClose: () => void }) {
  const { t } = useTranslation('people')
  const [why, setWhy] = useState('')
  const { send, refused } = useChange(onClose)
  const retire = () => void send({ do: 'retirePerson', person: person.id, why })
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      title={t('retireTitle', { who: person.fullName })}
      size={520}
    >
      <p className="m">{t('retireSay')}</p>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault()
          retire()
        }}
      >
        <div className="f">
          <label htmlFor="retire-why">
            <span>{t('why')}</span>
          </label>
          <input
            id="retire-why"
            className="in"
            maxLength={200}
            autoComplete="off"
            data-autofocus
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </div>
        <div className="staff-reasons">
          {reasons.map((reason) => (
            <Button key={reason} look="small" onClick={() => setWhy(t(`because.${reason}`))}>
              {t(`because.${reason}`)}
            </Button>
          ))}
        </div>
        {/* Enter in a field sends the form. */}
        <input type="submit" hidden />
        {refused && (
          <p className="bad" role="alert">
            {refused}
          </p>
        )}
        <div className="choices">
          <Button look="go" keyName="Enter" onClick={retire}>
            {t('retireNow')}
          </Button>
          <Button look="quiet" keyName="Esc" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
