/** One number that must answer: send the code, type what the customer says. Six digits are checked by themselves. */
import { CircleCheck } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takesMessages } from '../../domain/identifiers/phone.ts'
import type { ConsentState } from '../../electron/contract.ts'
import { momentAt } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import type { Consenting } from './consenting.ts'

const DIGITS = 6

type Props = {
  nth: number
  phone: NonNullable<ConsentState['wanted']>['phones'][number]
  /** The first that has not answered yet: the key is its. */
  first: boolean
  request: ConsentState['request']
  consent: Consenting
  /** It stands in a dialog: its key works there. */
  inDialog?: boolean
}

export function CodeRow({ nth, phone, first, request, consent, inDialog = false }: Props) {
  const { t } = useTranslation('consent')
  const { timeZone } = useDesk().workspace.branch
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const asked = request?.id
  // A code asked for before takes nobody away from where he comes back to; in its dialog it is what is waited for.
  const known = useRef(inDialog ? undefined : asked)
  useEffect(() => {
    if (asked && asked !== known.current) field.current?.focus()
    known.current = asked
  }, [asked])
  // The key says aloud what stands beside the button: a key that does nothing looks broken.
  const [pressed, setPressed] = useState(false)
  const stopped = !takesMessages(phone.shown) ? t('landline') : consent.cut ? t('cut') : undefined
  const send = () => {
    if (stopped !== undefined) return setPressed(true)
    setPressed(false)
    setCode('')
    void consent.request(nth)
  }
  useKeys([['alt+KeyS', send]], { enabled: first && !consent.busy, inDialog })
  const type = async (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, DIGITS)
    setCode(digits)
    if (digits.length < DIGITS || !request || consent.busy) return
    await consent.check(request.id, digits)
    setCode('')
    field.current?.focus()
  }
  if (phone.answered)
    return (
      <p className="consent-note ok">
        <CircleCheck aria-hidden />
        <span className="n">{phone.shown}</span>
      </p>
    )
  return (
    <div className="consent-row" data-field={`consent_code_${nth}`}>
      <span className="n consent-phone">{phone.shown}</span>
      {request && (
        <input
          ref={field}
          className="in n consent-code"
          inputMode="numeric"
          autoComplete="off"
          maxLength={DIGITS}
          value={code}
          placeholder="••••••"
          aria-label={t('code', { phone: phone.shown })}
          onChange={(event) => void type(event.currentTarget.value)}
        />
      )}
      <Button
        look="small"
        {...(first && { keyName: 'Alt S' })}
        onClick={send}
        obstacle={stopped ?? (consent.busy ? t('asking') : undefined)}
      >
        {t(request ? 'sendAgain' : 'send')}
      </Button>
      {stopped !== undefined && (
        <span key={String(pressed)} className="s warn" role={pressed ? 'alert' : undefined}>
          {stopped}
        </span>
      )}
      {request && (
        <span className="s quiet">
          {t('left', { count: request.attemptsLeft })} ·{' '}
          {t('until', { time: momentAt(request.expiresAt, timeZone).time })}
        </span>
      )}
    </div>
  )
}
