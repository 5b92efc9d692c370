/**
 * The PIN of one person, checked on this computer. Digits belong to the tiles until one is picked; then the field has the
 * focus and they belong to the PIN. Escape gives them back to the tiles. A temporary PIN leads on to choosing one's own.
 */
import { RotateCw, WifiOff } from 'lucide-react'
import { type FormEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonTile } from '../../electron/contract.ts'
import { api, newCommand } from '../api.ts'
import { inBurst } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useWriter } from '../window/writer.ts'
import { enter, useRefusal, useRefusalWords } from './entering.ts'
import { NewPin } from './NewPin.tsx'
import { PinField } from './PinField.tsx'

type Props = {
  person: PersonTile
  field: RefObject<HTMLInputElement | null>
  /** A badge picked him: his PIN is the next thing. */
  picked: boolean
}

export function PinForm({ person, field, picked }: Props) {
  const { t } = useTranslation('signin')
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [changing, setChanging] = useState<'asked' | 'wished' | null>(null)
  const { refusal, seconds, refuse } = useRefusal()
  const words = useRefusalWords()
  const restarted = useWriter() === 'restarted'
  useEffect(() => {
    if (picked) field.current?.focus()
  }, [picked, field])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || inBurst() || pin === '' || seconds > 0) return
    setBusy(true)
    const answer = await api.session
      .signIn({ person: person.id, pin })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
      .finally(() => setBusy(false))
    if (answer.ok) return enter(answer.person)
    if (answer.refusal.code === 'temporary') return setChanging('asked')
    refuse(answer.refusal)
    setPin('')
    field.current?.focus()
  }

  if (changing)
    return (
      <NewPin
        title={t(changing === 'asked' ? 'own.asked' : 'own.wished')}
        whose={person.signature}
        old={changing === 'asked' ? pin : null}
        onBack={() => setChanging(null)}
        send={(next, old) => api.session.choosePin({ command: newCommand(), person: person.id, pin: old, next })}
      />
    )
  return (
    <form onSubmit={submit} className="pin">
      <PinField
        id="pin"
        field={field}
        label={t('pin')}
        whose={person.signature}
        value={pin}
        onChange={setPin}
        wrong={refusal !== null}
        describedBy="pin-note"
      />
      <p className={`note${refusal ? ' bad' : ''}`} id="pin-note" aria-live="polite">
        {refusal ? (
          words(refusal, seconds)
        ) : restarted ? (
          <>
            <RotateCw aria-hidden />
            {t('restarted')}
          </>
        ) : (
          <>
            <WifiOff aria-hidden />
            {t('offlineToo')}
          </>
        )}
      </p>
      <div className="begin">
        <span className="s m">
          {t('forgot')}{' '}
          <button type="button" className="link" onClick={() => setChanging('wished')}>
            {t('own.change')}
          </button>
        </span>
        <Button look="go" keyName="Enter" onClick={(event) => event.currentTarget.form?.requestSubmit()}>
          {t('begin')}
        </Button>
      </div>
    </form>
  )
}
