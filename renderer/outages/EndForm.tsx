/** Closing a card: since when it works again. Nothing else is asked. */
import { Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutageView } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { MomentField } from '../ui/MomentField.tsx'
import { Button } from '../ui/Parts.tsx'
import { useMoments } from './useMoments.ts'

export function EndForm({ outage, onClose }: { outage: OutageView; onClose: () => void }) {
  const { t } = useTranslation('outages')
  const moments = useMoments()
  const [ended, setEnded] = useState(moments.time)
  const [refused, setRefused] = useState<string | null>(null)
  const command = useRef(newCommand())
  const endedAt = moments.read(ended)
  const obstacle = endedAt ? undefined : t('fill', { fields: t('f.endedAt') })
  const send = async () => {
    if (!endedAt) return
    const written = await api.outages
      .close({ command: command.current, number: outage.number, endedAt })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    if (written.ok) onClose()
    else setRefused(t(`refused.${written.refusal.code}`))
  }
  useKeys([['ctrl+Enter', () => void send()]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t('worksTitle')} size={480} withCloseButton={false}>
      <p className="m">{t('worksWhy')}</p>
      <div className="outage-form">
        <MomentField label={t('f.endedAt')} value={ended} onChange={setEnded} past autoFocus />
      </div>
      {refused && (
        <p className="note bad" role="alert">
          {refused}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={() => void send()} obstacle={obstacle}>
          {t('saveEnd')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
