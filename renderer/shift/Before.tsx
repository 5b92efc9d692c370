/** The closing before this shift, and who says that it was not so. D says it; nothing takes it away. */
import { Modal } from '@mantine/core'
import { MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftState } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { forget, KeptUnder, keptOnce, useKept } from '../case/kept.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

type Closing = NonNullable<ShiftState['before']>

export function Before({ before }: { before: Closing }) {
  const { t } = useTranslation('shift')
  const dates = useDates()
  const { workspace, person } = useDesk()
  const [asking, setAsking] = useState(false)
  useKeys([['KeyD', () => setAsking(true)]])
  const when = (at: string) => {
    const moment = momentAt(at, workspace.branch.timeZone)
    return `${dates.dotted(moment.day)} ${moment.time}`
  }
  const under = `${person.id} shift ${before.place.hash}`
  return (
    <div className={`banner before${before.disputes.length > 0 ? ' bad' : ''}`}>
      <div>
        {t('closedBefore', { at: when(before.at), by: before.by })}
        {before.disputes.map((one) => (
          <p key={`${one.at}${one.words}`} role="alert">
            <b>{t('disputed')}</b> {t('ui:quoted', { said: one.words })}{' '}
            <small>
              {one.by ?? t('otherComputer')}, {when(one.at)}
            </small>
          </p>
        ))}
      </div>
      <Button look="small" icon={MessageSquareWarning} keyName="D" onClick={() => setAsking(true)}>
        {t('acts:disputeEntry.name')}
      </Button>
      {asking && (
        <KeptUnder value={under}>
          <Dispute before={before} under={under} onClose={() => setAsking(false)} />
        </KeptUnder>
      )}
    </div>
  )
}

function Dispute({ before, under, onClose }: { before: Closing; under: string; onClose: () => void }) {
  const { t } = useTranslation('acts')
  const [words, setWords] = useKept('words', '')
  const [refused, setRefused] = useState<string | null>(null)
  const obstacle = words.trim() === '' ? t('disputeEntry.first') : undefined
  const send = async () => {
    if (obstacle !== undefined) return
    const command = keptOnce(under, 'command', newCommand)
    const answer = await api.shifts
      .dispute({ command, entry: before.place, words: words.trim() })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    if (!answer.ok) return setRefused(answer.refusal.code)
    forget(under)
    onClose()
  }
  useKeys([['ctrl+Enter', () => void send()]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t('disputeEntry.title')} size={560} withCloseButton={false}>
      <p className="m">{t('shift:disputeSay')}</p>
      <textarea
        className="in why-field"
        data-autofocus
        rows={3}
        maxLength={2000}
        aria-label={t('disputeEntry.words')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
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
