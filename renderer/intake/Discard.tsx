/** A draft goes only with a reason, asked in one press. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

const reasons = ['customerLeft', 'mistake', 'changedMind', 'duplicate', 'other'] as const

export function Discard({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation('intake')
  const discard = async (reason: (typeof reasons)[number]) => {
    await api.drafts.discard({ id: draft.id, reason })
    await queryClient.invalidateQueries({ queryKey: ['drafts'] })
    onClose()
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
      <div className="reasons">
        {reasons.map((reason, i) => (
          <Button key={reason} keyName={`${i + 1}`} onClick={() => void discard(reason)}>
            {t(`discardReason.${reason}`)}
          </Button>
        ))}
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('keepDraft')}
        </Button>
      </div>
    </Modal>
  )
}
