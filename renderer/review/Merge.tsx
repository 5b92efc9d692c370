/** Joins a case to the older one of the same person on the same matter; the customer keeps both numbers. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Act, ShownWarning } from '../../electron/contract.ts'
import { newCommand } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

type Older = Extract<ShownWarning, { code: 'sameMatter' }>
type Props = { older: Older[]; onClose: () => void; onDecide: (act: Act) => void }

export function Merge({ older, onClose, onDecide }: Props) {
  const { t } = useTranslation('review')
  const merge = (one: Older) => onDecide({ do: 'mergeCase', command: newCommand(), into: one.case })
  useKeys(
    older.slice(0, 9).map((one, i) => [`Digit${i + 1}`, () => merge(one)] as const),
    { inDialog: true },
  )
  return (
    <Modal opened onClose={onClose} title={t('merge.title')} size={520} withCloseButton={false}>
      <p className="m">{t('merge.how')}</p>
      <div className="choices">
        {older.slice(0, 9).map((one, i) => (
          <Button key={one.case} keyName={String(i + 1)} onClick={() => merge(one)} data-autofocus={i === 0}>
            {one.number}
          </Button>
        ))}
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
