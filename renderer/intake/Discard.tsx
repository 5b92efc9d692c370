/** A draft goes only with a reason, asked in one press. */
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

const reasons = ['customerLeft', 'mistake', 'changedMind', 'duplicate', 'other'] as const

export function Discard({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation('intake')
  const [refused, setRefused] = useState<'discardFailed' | 'discardNotYours' | null>(null)
  const discard = async (reason: (typeof reasons)[number]) => {
    const answer = await api.drafts.discard({ id: draft.id, reason }).catch(() => null)
    const isOthers = answer?.ok === false && answer.refusal.code === 'notYours'
    setRefused(answer?.ok ? null : isOthers ? 'discardNotYours' : 'discardFailed')
    await queryClient.invalidateQueries({ queryKey: ['drafts'] })
    if (answer?.ok) onClose()
  }
  useKeys(
    reasons.map((reason, i) => [`Digit${i + 1}`, () => void discard(reason)] as const),
    {
      inDialog: true,
    },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      title={t('discardTitle', { label: draft.label })}
      size={480}
    >
      <p className="m">{t('discardWhy')}</p>
      {refused && (
        <p className="bad" role="alert">
          {t(refused)}
        </p>
      )}
      <div className="reasons">
        {reasons.map((reason, i) => (
          <Button key={reason} keyName={`${i + 1}`} onClick={() => void discard(reason)}>
            {t(`discardReason.${reason}`)}
          </Button>
        ))}
        {/* What Enter presses first must destroy nothing. */}
        <Button look="quiet" keyName="Esc" onClick={onClose} data-autofocus>
          {t('keepDraft')}
        </Button>
      </div>
    </Modal>
  )
}
