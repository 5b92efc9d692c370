/** A PIN that a person chooses for himself: typed twice, and under the old one where he has one. Nobody else needs to know it. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entered } from '../../electron/contract.ts'
import { inBurst } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { enter, useRefusal, useRefusalWords } from './entering.ts'
import { PinField } from './PinField.tsx'

type Props = {
  title: string
  whose: string
  /** The one typed before; null asks for it here, and where there is none nothing is asked. */
  old?: string | null
  /** What stands above the new one. */
  children?: ReactNode
  /** Whether what stands there is filled in. */
  ready?: boolean
  send: (next: string, old: string) => Promise<Entered>
  onBack?: () => void
}

export function NewPin({ title, whose, old, children, ready = true, send, onBack }: Props) {
  const { t } = useTranslation('signin')
  const [before, setBefore] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [differ, setDiffer] = useState(false)
  const { refusal, seconds, refuse } = useRefusal()
  const words = useRefusalWords()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || inBurst() || seconds > 0) return
    // Enter goes through the fields first: a half-filled form is sent by nobody.
    const empty = [...(form.current?.querySelectorAll('input') ?? [])].find(
      (one) => one.value === '' && !one.dataset.free,
    )
    if (empty) return empty.focus()
    if (!ready) return
    setDiffer(next !== again)
    if (next !== again) return setAgain('')
    setBusy(true)
    const answer = await send(next, old ?? before)
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
      .finally(() => setBusy(false))
    if (answer.ok) return enter(answer.person)
    refuse(answer.refusal)
  }

  const said = differ ? t('own.differ') : refusal ? words(refusal, seconds) : null
  return (
    <form onSubmit={submit} className="pin" ref={form}>
      <p className="pin-title">{title}</p>
      {children}
      {old === null && <PinField label={t('own.old')} whose={whose} value={before} onChange={setBefore} />}
      <div className="pin-two">
        <PinField label={t('own.next')} value={next} onChange={setNext} wrong={said !== null} />
        <PinField label={t('own.again')} value={again} onChange={setAgain} wrong={differ} />
      </div>
      <p className={`note${said ? ' bad' : ''}`} aria-live="polite">
        {said ?? t('own.hint')}
      </p>
      <div className="begin">
        {onBack && (
          <Button look="quiet" onClick={onBack}>
            {t('own.back')}
          </Button>
        )}
        <Button look="go" keyName="Enter" onClick={(event) => event.currentTarget.form?.requestSubmit()}>
          {t('begin')}
        </Button>
      </div>
    </form>
  )
}
