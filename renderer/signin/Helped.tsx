/** A person who cannot enter alone: barred after wrong PINs, or without a PIN at this window. Somebody beside him types his own. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonTile } from '../../electron/contract.ts'
import { api, newCommand, queryClient } from '../api.ts'
import { inBurst } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useRefusal, useRefusalWords } from './entering.ts'
import { NewPin } from './NewPin.tsx'
import { PinField } from './PinField.tsx'

type Helpers = PersonTile['entry']['by']
type Pick = { by: Helpers; helper: string; onPick: (id: string) => void; pin: string; onPin: (pin: string) => void }

function HelperPin({ by, helper, onPick, pin, onPin }: Pick) {
  const { t } = useTranslation('signin')
  return (
    <div className="pin-two">
      <div className="f">
        <label htmlFor="helper">
          <span>{t('help.who')}</span>
        </label>
        <select id="helper" className="in" value={helper} onChange={(event) => onPick(event.currentTarget.value)}>
          {by.map((one) => (
            <option key={one.id} value={one.id}>
              {one.signature}
            </option>
          ))}
        </select>
      </div>
      <PinField label={t('help.pin')} value={pin} onChange={onPin} />
    </div>
  )
}

/** His first PIN at this window. */
export function FirstPin({ person }: { person: PersonTile }) {
  const { t } = useTranslation('signin')
  const { state, by } = person.entry
  const [helper, setHelper] = useState(by[0]?.id ?? '')
  const [pin, setPin] = useState('')
  const voucher = state === 'vouched' ? { person: helper, pin } : null
  if (state === 'vouched' && by.length === 0) return <p className="pin note bad">{t('help.nobody')}</p>
  return (
    <NewPin
      title={t(voucher ? 'help.first' : 'help.alone')}
      whose={person.signature}
      send={(next) => api.session.firstPin({ command: newCommand(), person: person.id, next, voucher })}
    >
      {voucher && <HelperPin by={by} helper={helper} onPick={setHelper} pin={pin} onPin={setPin} />}
    </NewPin>
  )
}

/** A shift lead or manager lets him try again. */
export function LetIn({ person }: { person: PersonTile }) {
  const { t } = useTranslation('signin')
  const { by } = person.entry
  const [helper, setHelper] = useState(by[0]?.id ?? '')
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const { refusal, seconds, refuse } = useRefusal()
  const words = useRefusalWords()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || inBurst() || pin === '' || seconds > 0) return
    setBusy(true)
    const answer = await api.session
      .letIn({ command: newCommand(), person: person.id, helper, pin })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
      .finally(() => setBusy(false))
    setPin('')
    refuse(answer.ok ? null : answer.refusal)
    if (answer.ok) await queryClient.invalidateQueries({ queryKey: ['session'] })
  }
  return (
    <form onSubmit={submit} className="pin" ref={form}>
      <p className="pin-title">{t('help.barred', { who: person.signature })}</p>
      <HelperPin by={by} helper={helper} onPick={setHelper} pin={pin} onPin={setPin} />
      <p className={`note${refusal ? ' bad' : ''}`} aria-live="polite">
        {refusal ? words(refusal, seconds) : t('help.recorded')}
      </p>
      <div className="begin">
        <Button look="go" keyName="Enter" onClick={(event) => event.currentTarget.form?.requestSubmit()}>
          {t('help.letIn')}
        </Button>
      </div>
    </form>
  )
}
