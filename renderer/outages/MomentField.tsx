/** A moment typed as at the counter. Once it has been left it says what is wrong with it; until then it is only text. */
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMoments } from './useMoments.ts'

export function MomentField({
  label,
  value,
  onChange,
  past = false,
  aside,
  autoFocus = false,
}: {
  label: string
  value: string
  onChange: (typed: string) => void
  /** Must have been. */
  past?: boolean
  aside?: ReactNode
  autoFocus?: boolean
}) {
  const { t } = useTranslation('outages')
  const { read } = useMoments()
  const [left, setLeft] = useState(false)
  const id = useId()
  const moment = read(value)
  const wrong =
    value.trim() === '' ? null : !moment ? 'momentBad' : past && Date.parse(moment) > Date.now() ? 'momentFuture' : null
  return (
    <div className="f">
      <label htmlFor={id}>
        <span>{label}</span>
      </label>
      <input
        id={id}
        className={`in n${left && wrong ? ' error' : ''}`}
        value={value}
        maxLength={20}
        autoComplete="off"
        inputMode="numeric"
        data-autofocus={autoFocus || undefined}
        aria-invalid={left && wrong !== null}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
      />
      <p id={`${id}-note`} className={`note${left && wrong ? ' bad' : ''}`}>
        {left && wrong ? t(wrong) : (aside ?? t('hintMoment'))}
      </p>
    </div>
  )
}
