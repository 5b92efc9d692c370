/**
 * The PIN of one person, checked on this computer. Digits belong to the tiles until one is picked; then the field has the
 * focus and they belong to the PIN. Escape gives them back to the tiles.
 */
import { Eye, EyeOff, RotateCw, WifiOff } from 'lucide-react'
import { type FormEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonTile } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { inBurst } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { noteSignedIn, useWriter } from '../window/writer.ts'

type Refused =
  | { code: 'wrongPin'; triesUntilWait: number }
  | { code: 'wait'; until: number }
  | { code: 'unknownPerson' }

export function PinForm({
  person,
  field,
  onSignedIn,
}: {
  person: PersonTile
  field: RefObject<HTMLInputElement | null>
  onSignedIn: () => void
}) {
  const { t } = useTranslation('signin')
  const [pin, setPin] = useState('')
  const [seen, setSeen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const restarted = useWriter() === 'restarted'
  const seconds = useSecondsUntil(refused?.code === 'wait' ? refused.until : null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || inBurst() || pin === '' || seconds > 0) return
    setBusy(true)
    const answer = await api.session.signIn({ person: person.id, pin }).finally(() => setBusy(false))
    if (answer.ok) {
      noteSignedIn()
      onSignedIn()
      await queryClient.invalidateQueries({ queryKey: ['session'] })
      return
    }
    const { refusal } = answer
    setRefused(refusal.code === 'wait' ? { code: 'wait', until: Date.now() + refusal.seconds * 1000 } : refusal)
    setPin('')
    field.current?.focus()
  }

  const EyeIcon = seen ? EyeOff : Eye
  return (
    <form onSubmit={submit} className="pin">
      <div className="f">
        <label htmlFor="pin">
          <span>{t('pin')}</span>
          <em>{person.signature}</em>
        </label>
        <div className={`in${refused ? ' error' : ''}`}>
          <input
            id="pin"
            ref={field}
            type={seen ? 'text' : 'password'}
            inputMode="numeric"
            autoComplete="off"
            maxLength={32}
            value={pin}
            aria-describedby="pin-note"
            aria-invalid={refused !== null}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
          <button
            type="button"
            className="iconbtn"
            tabIndex={-1}
            aria-label={t(seen ? 'hidePin' : 'showPin')}
            onClick={() => setSeen(!seen)}
          >
            <EyeIcon aria-hidden />
          </button>
        </div>
      </div>
      <p className={`note${refused ? ' bad' : ''}`} id="pin-note" aria-live="polite">
        {refused ? (
          <RefusedWords refused={refused} seconds={seconds} />
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
        <span className="s m">{t('forgot')}</span>
        <Button look="go" keyName="Enter" onClick={(event) => event.currentTarget.form?.requestSubmit()}>
          {t('begin')}
        </Button>
      </div>
    </form>
  )
}

function RefusedWords({ refused, seconds }: { refused: Refused; seconds: number }) {
  const { t } = useTranslation('signin')
  if (refused.code === 'unknownPerson') return <>{t('unknownPerson')}</>
  if (refused.code === 'wait') return <>{seconds > 0 ? t('wait', { count: seconds }) : t('again')}</>
  return <>{t('wrongPin', { count: refused.triesUntilWait })}</>
}

/** Whole seconds until a moment of this computer's clock; 0 when it has passed. */
function useSecondsUntil(until: number | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === null) return setLeft(0)
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    look()
    const timer = setInterval(look, 250)
    return () => clearInterval(timer)
  }, [until])
  return left
}
