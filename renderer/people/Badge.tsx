/** A badge is given by scanning it, and taken away when it is lost or handed back. One person has one. */
import { Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { badgeEnds } from '../../domain/people/events.ts'
import type { MemberShown } from '../../electron/contract.ts'
import { badgeNumber } from '../signin/badge.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { onScan } from '../ui/scanner.ts'
import { useChange } from './changing.ts'
import { StaffDialog } from './StaffDialog.tsx'
import { StaffField } from './StaffField.tsx'

type Props = { person: MemberShown; onClose: () => void }

export function Badge({ person, onClose }: Props) {
  const { t } = useTranslation('people')
  const [number, setNumber] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { send, refused } = useChange(onClose)
  const give = () =>
    void send({ do: 'giveBadge', person: person.id, number: badgeNumber({ typed: number, byKeys: number }) })
  // The keys of a scan say the number in any layout. Whose badge it becomes is still said by a press.
  useEffect(
    () =>
      onScan((scan) => {
        if (scan.target === field.current) setNumber(badgeNumber(scan))
      }),
    [],
  )
  return (
    <StaffDialog
      title={t('badge.title', { who: person.fullName })}
      say={t('badge.say')}
      size={480}
      send={t('badge.give')}
      refused={refused}
      onSend={give}
      onClose={onClose}
    >
      <StaffField ref={field} label={t('badge.number')} value={number} onValue={setNumber} most={64} number first />
    </StaffDialog>
  )
}

export function RevokeBadge({ person, onClose }: Props) {
  const { t } = useTranslation('people')
  const { send, refused } = useChange(onClose)
  const revoke = (why: (typeof badgeEnds)[number]) => void send({ do: 'revokeBadge', person: person.id, why })
  useKeys(
    badgeEnds.map((why, i) => [`Digit${i + 1}`, () => revoke(why)] as const),
    { inDialog: true },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      title={t('badge.takeTitle', { who: person.fullName })}
      size={480}
    >
      <p className="m">{t('badge.takeSay')}</p>
      {refused && (
        <p className="bad" role="alert">
          {refused}
        </p>
      )}
      <div className="reasons">
        {badgeEnds.map((why, i) => (
          <Button key={why} keyName={`${i + 1}`} onClick={() => revoke(why)}>
            {t(`badge.end.${why}`)}
          </Button>
        ))}
        <Button look="quiet" keyName="Esc" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
