/** A moment with its label and a note. Once it has been left it stands written out, or says what is wrong with it. */
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../window/workspace.ts'
import { DateInput } from './DateInput.tsx'
import { useNow } from './now.ts'
import { dayWithoutTime, readLocal, readMoment, written } from './typed.ts'

export function MomentField({
  label,
  value,
  onChange,
  past = false,
  refuse,
  earliest,
  latest,
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
  /** What is wrong with a moment (UTC) that can be read, in words that say what would be taken; null where nothing is. */
  refuse?: (moment: string) => string | null
  /** Days that may be picked from the calendar. */
  earliest?: string | undefined
  latest?: string | undefined
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
    value.trim() === ''
      ? null
      : !moment
        ? t('typed.bad')
        : past && Date.parse(moment) > Date.now()
          ? t('typed.future')
          : (refuse?.(moment) ?? null)
  const leave = () => {
    setLeft(true)
    if (!touched.current) return
    touched.current = false
    const read = readLocal(value, now)
    const next = read ? written(read) : dayWithoutTime(value, now)
    if (next) onChange(next)
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
        earliest={earliest}
        latest={past ? now.day : latest}
      />
      <p id={`${id}-note`} className={`note${left && wrong ? ' bad' : ''}`}>
        {left && wrong ? (
          <>
            <CircleAlert aria-hidden />
            <span>{wrong}</span>
          </>
        ) : (
          (aside ?? t('typed.hint'))
        )}
      </p>
    </div>
  )
}
