/**
 * Passing a case up in two actions: this panel opens with the next level, somebody's name and a reason chosen, and
 * Enter passes. Nothing is passed by opening it, and the same command never passes twice.
 */
import { Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OUTSIDE } from '../../domain/people/receivers.ts'
import type { CaseRow, ReceiversFound } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import { useText } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { usePrintLate } from './late.ts'
import './passing.css'

type Row = Pick<CaseRow, 'id' | 'number' | 'standing'>

export function PassUp({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation('rising')
  const { data: found } = useQuery({
    queryKey: ['cases', 'receivers', row.id],
    queryFn: () => api.cases.receivers({ case: row.id }),
    staleTime: 0,
  })
  return (
    <Modal opened onClose={onClose} withCloseButton={false} title={t('pass.title', { number: row.number })} size={720}>
      {found &&
        (found.receivers.length > 0 ? (
          <Choice row={row} found={found} onClose={onClose} />
        ) : (
          <Nobody onClose={onClose} />
        ))}
    </Modal>
  )
}

function Nobody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('rising')
  return (
    <>
      <p>{t('pass.nobody')}</p>
      <div className="choices">
        <Button look="quiet" keyName="Esc" onClick={onClose} data-autofocus>
          {t('pass.cancel')}
        </Button>
      </div>
    </>
  )
}

/** Past its day the reason is known; otherwise the first of the list stands ready. */
const reasonFor = ({ reasons }: ReceiversFound, { standing }: Row): string =>
  (standing.overdue && reasons.find(({ code }) => code === 'overdue')?.code) || reasons[0]?.code || ''

function Choice({ row, found, onClose }: { row: Row; found: ReceiversFound; onClose: () => void }) {
  const { t } = useTranslation('rising')
  const { t: tCustomers } = useTranslation('customers')
  const text = useText()
  const first = found.receivers.find(({ level }) => level === found.next) ?? found.receivers.at(-1)
  const [to, setTo] = useState(first?.key ?? '')
  const [reason, setReason] = useState(reasonFor(found, row))
  const [words, setWords] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const command = useRef(newCommand())
  const busy = useRef(false)
  const printLate = usePrintLate(row.id)
  const send = async () => {
    const receiver = found.receivers.find(({ key }) => key === to)
    if (busy.current || !receiver) return
    busy.current = true
    const wish = { case: row.id, command: command.current, level: receiver.level, to, reason, words: words.trim() }
    const answer = await api.cases.passUp(wish).catch(() => ({ ok: false, refusal: { code: 'unreachable' } }) as const)
    busy.current = false
    setRefused(answer.ok ? null : answer.refusal.code)
    await queryClient.invalidateQueries({ queryKey: ['cases'] })
    if (!answer.ok) return
    // Whom the customer is sent to stands on a paper of his own.
    if (receiver.level === OUTSIDE) void printLate()
    notifications.show({ color: 'petrol', message: t('pass.done', { number: row.number, to: text(receiver.name) }) })
    onClose()
  }
  useKeys([['Enter', () => void send()]], { inDialog: true })
  const stands = found.standsAt === 0 ? t('pass.nowhere') : tCustomers(`to.${found.standsAt}`)
  return (
    <>
      <p className="m">{t('pass.stands', { where: stands })}</p>
      <div className="pass-up">
        <Radios
          label={t('pass.to')}
          value={to}
          onChange={setTo}
          focused
          options={found.receivers.map(({ level, key, name }) => ({
            value: key,
            label: text(name),
            note: tCustomers(`to.${level}`),
          }))}
        />
        <Radios
          label={t('pass.why')}
          value={reason}
          onChange={setReason}
          options={found.reasons.map(({ code, label }) => ({ value: code, label: text(label) }))}
        />
      </div>
      <label className="pass-words">
        <span>{t('pass.words')}</span>
        <input className="in" value={words} maxLength={500} onChange={(event) => setWords(event.currentTarget.value)} />
      </label>
      {refused && (
        <p className="bad" role="alert">
          {t(`pass.refused.${refused}`)}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="Enter" onClick={() => void send()}>
          {t('pass.send')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('pass.cancel')}
        </Button>
      </div>
    </>
  )
}

type Choosable = { value: string; label: string; note?: string }

/** One of a few, all of them in sight; arrows move, as in any radio group. */
function Radios({
  label,
  value,
  options,
  onChange,
  focused = false,
}: {
  label: string
  value: string
  options: Choosable[]
  onChange: (value: string) => void
  focused?: boolean
}) {
  const name = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  // The dialog is open before it is known what can be chosen, and keeps the focus to itself until then.
  useEffect(() => {
    if (focused) list.current?.querySelector<HTMLElement>('input:checked')?.focus()
  }, [focused])
  return (
    <fieldset className="pass-list" ref={list}>
      <legend>{label}</legend>
      {options.map((one) => (
        <label key={one.value} className={one.value === value ? 'lit' : ''}>
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            data-autofocus={(focused && one.value === value) || undefined}
            onChange={() => onChange(one.value)}
          />
          <span>
            {one.label}
            {one.note && <small className="m">{one.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
