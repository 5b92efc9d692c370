/** An incomplete case is accepted only with a reason, which stays in its history. */
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isSaid, LEAST_LETTERS } from '../../domain/people/said.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

type Props = {
  /** Otherwise a value is kept that cannot be right. */
  lacks: boolean
  onClose: () => void
  onAccept: (why: string) => unknown
}

export function WhyIncomplete({ lacks, onClose, onAccept }: Props) {
  const { t } = useTranslation('case')
  const [why, setWhy] = useState('')
  const short = !isSaid(why)
  const note = t('ui:noWord', { count: LEAST_LETTERS })
  const send = () => {
    if (!short) onAccept(why.trim())
  }
  useKeys([['ctrl+Enter', send]], { inDialog: true })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(lacks ? 'incompleteTitle' : 'keptTitle')}
      size={520}
      withCloseButton={false}
    >
      <p className="m">{t('incompleteWhy')}</p>
      <textarea
        className="in why-field"
        data-autofocus
        rows={3}
        maxLength={500}
        value={why}
        aria-label={t('incompleteWhy')}
        aria-describedby="why-least"
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <p id="why-least" className={`note${short ? '' : ' ok'}`}>
        {note}
      </p>
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={send} obstacle={short ? note : undefined}>
          {t('acceptIncomplete')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}
