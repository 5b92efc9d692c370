/** A paper leaves the tray without a case only with a reason, asked in one press. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TrayItem } from '../../electron/contract.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

const reasons = ['notOurs', 'blank', 'duplicate', 'unreadable', 'other'] as const
type Reason = (typeof reasons)[number]

export function Dismiss(props: { item: TrayItem; onClose: () => void; onDismiss: (reason: Reason) => Promise<void> }) {
  const { t } = useTranslation('attachments')
  const { item, onClose, onDismiss } = props
  const press = (reason: Reason) => void onDismiss(reason).then(onClose)
  useKeys(
    reasons.map((reason, i) => [`Digit${i + 1}`, () => press(reason)] as const),
    { inDialog: true },
  )
  return (
    <Modal opened onClose={onClose} withCloseButton={false} title={t('dismissTitle', { name: item.name })} size={480}>
      <p className="m">{t('dismissWhy')}</p>
      <div className="reasons">
        {reasons.map((reason, i) => (
          <Button key={reason} keyName={`${i + 1}`} onClick={() => press(reason)}>
            {t(`dismissReason.${reason}`)}
          </Button>
        ))}
        {/* What Enter presses first must throw nothing away. */}
        <Button look="quiet" keyName="Esc" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
