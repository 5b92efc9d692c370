/** "This is not mine", "it was not so": words beside an entry that belongs to no case. They are not taken back. */
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../domain/cases/events.ts'
import { api, newCommand } from '../api.ts'
import { forget, keptOnce, useKept } from '../case/kept.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useUnsaid } from '../ui/said.ts'

type Props = {
  entry: Entry
  /** What becomes of the words. */
  say: string
  /** Under which what is typed is kept (`KeptUnder` stands around). */
  under: string
  onClose: () => void
}

export function Dispute({ entry, say, under, onClose }: Props) {
  const { t } = useTranslation('acts')
  const [words, setWords] = useKept('words', '')
  const [refused, setRefused] = useState<string | null>(null)
  const obstacle = useUnsaid()(words, t('disputeEntry.first'))
  const send = async () => {
    if (obstacle !== undefined) return
    const command = keptOnce(under, 'command', newCommand)
    const answer = await api.entries
      .dispute({ command, entry, words: words.trim() })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    if (!answer.ok) return setRefused(answer.refusal.code)
    forget(under)
    onClose()
  }
  useKeys([['ctrl+Enter', () => void send()]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t('disputeEntry.title')} size={560} withCloseButton={false}>
      <p className="m">{say}</p>
      <textarea
        className="in why-field"
        data-autofocus
        rows={3}
        maxLength={2000}
        aria-label={t('disputeEntry.words')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {obstacle && words !== '' && <p className="note">{obstacle}</p>}
      {refused && (
        <p className="note bad" role="alert">
          {t(`refused.${refused}`)}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={() => void send()} obstacle={obstacle}>
          {t('disputeEntry.send')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </Modal>
  )
}
