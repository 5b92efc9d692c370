/**
 * Opening a card and writing a new bulletin: five fields (R-013). A cause is asked for only in a bulletin, and only
 * together with who named it officially (R-014). What was typed outlives the form: closed and opened again, the same
 * person finds it as it was, until it is written or cleared.
 */
import { Modal } from '@mantine/core'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newsRefusal, sinceRefusal } from '../../domain/outages/times.ts'
import type { OutageView, OutageWritten } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { MomentField } from '../ui/MomentField.tsx'
import { Button } from '../ui/Parts.tsx'
import { dayAfter } from '../ui/typed.ts'
import { useDesk } from '../window/workspace.ts'
import { useMoments } from './useMoments.ts'

const LONGEST_LINE = 200
const LONGEST_TEXT = 1000

type Refusal = Extract<OutageWritten, { ok: false }>['refusal'] | { code: 'unreachable' }

type Fields = Record<'what' | 'since' | 'text' | 'source' | 'next' | 'causeText' | 'causeSource', string>
/** Only what was changed by hand, with the command under which it is sent: sent twice it is one card. */
type Unsent = { command: string; typed: Partial<Fields> }

/** What was typed and not written yet, by person and by the bulletin it stands on. */
const unsent = new Map<string, Unsent>()
const nothingTyped = (): Unsent => ({ command: newCommand(), typed: {} })

/** The fields as they are shown; a change is kept at once. */
function useFields(key: string, opening: Fields) {
  const [start] = useState({ key, opening })
  const [kept, setKept] = useState(() => unsent.get(start.key) ?? nothingTyped())
  const change = (typed: Partial<Fields>) => {
    const next = { ...kept, typed: { ...kept.typed, ...typed } }
    unsent.set(start.key, next)
    setKept(next)
  }
  const forget = () => {
    unsent.delete(start.key)
    setKept(nothingTyped())
  }
  return { ...start.opening, ...kept.typed, command: kept.command, touched: unsent.has(start.key), change, forget }
}

export function OutageForm({
  outage,
  onClose,
  onDone,
}: {
  /** The card that is updated; without it a new one is opened. */
  outage?: OutageView
  onClose: () => void
  onDone: (outage: OutageView) => void
}) {
  const { t } = useTranslation('outages')
  const moments = useMoments()
  const { person, workspace } = useDesk()
  const { outages: bounds } = workspace.rules
  const fields = useFields(`${person?.id} ${outage ? `${outage.number} ${outage.bulletin}` : ''}`, {
    what: outage?.what ?? '',
    since: moments.time,
    text: outage?.text ?? '',
    source: outage?.source ?? '',
    next: '',
    causeText: outage?.cause?.text ?? '',
    causeSource: outage?.cause?.source ?? '',
  })
  const { what, since, text, source, next, causeText, causeSource, command, change } = fields
  const [refused, setRefused] = useState<Refusal | null>(null)
  const form = useRef<HTMLDivElement>(null)
  const busy = useRef(false)

  const sinceAt = moments.read(since)
  const nextNewsAt = moments.read(next)
  const now = new Date().toISOString()
  /** A refusal in words; a bound that it names stands in them as it can be typed. */
  const say = (refusal: Refusal | null): string | null => {
    if (!refusal) return null
    const bound = 'earliest' in refusal ? refusal.earliest : 'latest' in refusal ? refusal.latest : null
    return t(`refused.${refusal.code}`, { bound: bound && moments.edit(bound) })
  }
  const sayOfSince = (at: string) => (outage ? null : say(sinceRefusal(at, now, bounds)))
  const sayOfNews = (at: string) => say(newsRefusal(at, now, bounds))
  const lacks = [
    what.trim() === '' && t('f.what'),
    !outage && !sinceAt && t('f.since'),
    source.trim() === '' && t('f.source'),
    !nextNewsAt && t('f.nextNewsAt'),
  ].filter((one) => one !== false)
  // Each says at its own place what is wrong with it.
  const wrong = [
    sinceAt && sayOfSince(sinceAt) && t('f.since'),
    nextNewsAt && sayOfNews(nextNewsAt) && t('f.nextNewsAt'),
  ].filter(Boolean)
  const half = (causeText.trim() === '') !== (causeSource.trim() === '')
  const obstacle =
    lacks.length > 0
      ? t('fill', { fields: lacks.join(', ') })
      : half
        ? t('causeTogether')
        : wrong.length > 0
          ? t('correct', { fields: wrong.join(', ') })
          : undefined

  const send = async () => {
    if (obstacle !== undefined || !nextNewsAt || busy.current) return
    busy.current = true
    const said = { what: what.trim(), text: text.trim() || null, source: source.trim(), nextNewsAt }
    const cause = causeText.trim() === '' ? null : { text: causeText.trim(), source: causeSource.trim() }
    const written = await (outage
      ? api.outages.update({ command, number: outage.number, ...said, cause })
      : api.outages.open({ command, since: sinceAt ?? '', ...said })
    ).catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    busy.current = false
    if (written.ok) {
      fields.forget()
      onDone(written.outage)
    } else setRefused(written.refusal)
  }
  const clear = () => {
    fields.forget()
    setRefused(null)
    form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }
  useKeys([['ctrl+Enter', () => void send()]], { inDialog: true })
  return (
    <Modal opened onClose={onClose} title={t(outage ? 'newBulletin' : 'newCard')} size={640} withCloseButton={false}>
      <p className="m">{t(outage ? 'newBulletinWhy' : 'newCardWhy')}</p>
      <div className="outage-form" ref={form}>
        <Line label={t('f.what')} value={what} onChange={(what) => change({ what })} autoFocus={!outage} />
        {!outage && (
          <MomentField
            label={t('f.since')}
            value={since}
            onChange={(since) => change({ since })}
            refuse={sayOfSince}
            earliest={dayAfter(moments.today, -bounds.sinceWithinDays)}
            past
          />
        )}
        <Line
          label={t('f.text')}
          hint={t('f.hint.text')}
          value={text}
          onChange={(text) => change({ text })}
          lines={4}
          autoFocus={outage !== undefined}
        />
        <Line label={t('f.source')} value={source} onChange={(source) => change({ source })} />
        <MomentField
          label={t('f.nextNewsAt')}
          value={next}
          onChange={(next) => change({ next })}
          refuse={sayOfNews}
          earliest={moments.today}
          latest={dayAfter(moments.today, bounds.newsWithinDays)}
        />
        {outage && (
          <div className="outage-cause">
            <Line
              label={t('f.causeText')}
              hint={t('f.hint.cause')}
              value={causeText}
              onChange={(causeText) => change({ causeText })}
            />
            <Line label={t('f.causeSource')} value={causeSource} onChange={(causeSource) => change({ causeSource })} />
          </div>
        )}
      </div>
      {refused && (
        <p className="note bad" role="alert">
          {say(refused)}
        </p>
      )}
      <div className="choices">
        <Button look="go" keyName="Ctrl Enter" onClick={() => void send()} obstacle={obstacle}>
          {t(outage ? 'saveBulletin' : 'save')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('close')}
        </Button>
        {fields.touched && (
          <Button look="quiet" onClick={clear}>
            {t('clear')}
          </Button>
        )}
        {obstacle && <span className="s m">{obstacle}</span>}
      </div>
    </Modal>
  )
}

function Line({
  label,
  hint,
  value,
  onChange,
  lines = 1,
  autoFocus = false,
}: {
  label: string
  hint?: ReactNode
  value: string
  onChange: (text: string) => void
  lines?: number
  autoFocus?: boolean
}) {
  const id = useId()
  const shared = { id, className: 'in', value, autoComplete: 'off', 'data-autofocus': autoFocus || undefined }
  return (
    <div className="f">
      <label htmlFor={id}>
        <span>{label}</span>
        {hint && <span className="quiet">{hint}</span>}
      </label>
      {lines > 1 ? (
        <textarea
          {...shared}
          rows={lines}
          maxLength={LONGEST_TEXT}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input {...shared} maxLength={LONGEST_LINE} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </div>
  )
}
