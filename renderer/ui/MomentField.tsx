/** A moment with its label and a note. Once it has been left it stands written out, or says what is wrong with it. */
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../window/workspace.ts'
import { DateInput } from './DateInput.tsx'
import { useNow } from './now.ts'
import { readLocal, readMoment, written } from './typed.ts'

export function MomentField({
  label,
  value,
  onChange,
  past = false,
  aside,
  autoFocus = false,
  boxed = false,
}: {
  label: string
  /** As typed; `readMoment` says which moment it is. */
  value: string
  onChange: (typed: string) => void
  /** Must have been. */
  past?: boolean
  aside?: ReactNode
  autoFocus?: boolean
  boxed?: boolean
}) {
  const { t } = useTranslation('ui')
  const { timeZone } = useDesk().workspace.branch
  const now = useNow(timeZone)
  const [left, setLeft] = useState(false)
  const touched = useRef(false)
  const id = useId()
  const moment = readMoment(value, now, timeZone)
  const wrong =
    value.trim() === '' ? null : !moment ? 'typed.bad' : past && Date.parse(moment) > Date.now() ? 'typed.future' : null
  const leave = () => {
    setLeft(true)
    const read = touched.current && readLocal(value, now)
    touched.current = false
    if (read) onChange(written(read))
  }
  return (
    <div className="f">
      <label htmlFor={id}>
        <span>{label}</span>
      </label>
      <DateInput
        kind="moment"
        id={id}
        text={value}
        onText={(text) => {
          touched.current = true
          onChange(text)
        }}
        onPick={onChange}
        onLeave={leave}
        level={left && wrong ? 'error' : 'ok'}
        describedBy={`${id}-note`}
        autoFocus={autoFocus}
        boxed={boxed}
        {...(past && { latest: now.day })}
      />
      <p id={`${id}-note`} className={`note${left && wrong ? ' bad' : ''}`}>
        {left && wrong ? t(wrong) : (aside ?? t('typed.hint'))}
      </p>
    </div>
  )
}
