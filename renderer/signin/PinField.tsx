/** One PIN as it is typed: digits by the keys of any layout, hidden unless somebody wants to see them. */
import { Eye, EyeOff } from 'lucide-react'
import { type RefObject, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kkToDigits, through } from '../../domain/identifiers/layouts.ts'

type Props = {
  label: string
  /** Whose it is. */
  whose?: string
  value: string
  onChange: (pin: string) => void
  wrong?: boolean
  field?: RefObject<HTMLInputElement | null>
  id?: string
  describedBy?: string
}

export function PinField({ label, whose, value, onChange, wrong = false, field, id, describedBy }: Props) {
  const { t } = useTranslation('signin')
  const own = useId()
  const [seen, setSeen] = useState(false)
  const EyeIcon = seen ? EyeOff : Eye
  return (
    <div className="f">
      <label htmlFor={id ?? own}>
        <span>{label}</span>
        {whose && <em>{whose}</em>}
      </label>
      <div className={`in${wrong ? ' error' : ''}`}>
        <input
          id={id ?? own}
          ref={field}
          type={seen ? 'text' : 'password'}
          inputMode="numeric"
          autoComplete="off"
          maxLength={32}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={wrong}
          // The Kazakh layout has letters where the digits are; a PIN has none.
          onChange={(event) => onChange(through(kkToDigits, event.currentTarget.value))}
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
  )
}
