/**
 * Numbers reserved and printed beforehand. The numbers are reserved once, whatever the printer does: repeating prints the
 * same ones, and a sheet that came out is not printed again from here.
 */
import { Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_AT_ONCE } from '../../domain/outages/paperNumber.ts'
import { api, newCommand } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'

const USUAL = 25

type Done = { first: string; last: string }

export function PaperBlock({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('outages')
  const [count, setCount] = useState(USUAL)
  const [done, setDone] = useState<Done | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [reserved, setReserved] = useState(false)
  const command = useRef(newCommand())
  const busy = useRef(false)
  const send = async () => {
    if (busy.current || done) return
    busy.current = true
    const failed = { ok: false as const, refusal: { code: 'unreachable' as const } }
    const block = await api.outages.paperBlock({ command: command.current, count }).catch(() => failed)
    if (block.ok) {
      setReserved(true)
      const printed = await api.printing.paperNumbers({ command: command.current }).catch(() => failed)
      if (printed.ok) setDone({ first: block.numbers[0] ?? '', last: block.numbers.at(-1) ?? '' })
      setRefused(printed.ok ? null : t(`paperRefused.${printed.refusal.code}`))
    } else setRefused(t(`paperRefused.${block.refusal.code}`))
    busy.current = false
  }
  useKeys([['ctrl+Enter', () => void send()]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t('paper')} size={520} withCloseButton={false}>
      <p className="m">{t('paperWhy')}</p>
      {!done && (
        <div className="outage-form">
          <div className="f">
            <label htmlFor="paper-count">
              <span>{t('paperCount')}</span>
            </label>
            <input
              id="paper-count"
              className="in n"
              type="number"
              min={1}
              max={MOST_AT_ONCE}
              value={count}
              disabled={reserved}
              data-autofocus
              onChange={(event) => {
                const wish = Math.trunc(Number(event.currentTarget.value))
                if (wish >= 1 && wish <= MOST_AT_ONCE) setCount(wish)
              }}
            />
          </div>
        </div>
      )}
      {done && (
        <p className="ok" role="status">
          {t('paperDone', done)}
        </p>
      )}
      {refused && (
        <p className="note bad" role="alert">
          {refused}
        </p>
      )}
      <div className="choices">
        {!done && (
          <Button look="go" keyName="Ctrl Enter" onClick={() => void send()}>
            {t('paperPrint')}
          </Button>
        )}
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t(done ? 'close' : 'cancel')}
        </Button>
      </div>
    </Modal>
  )
}
