/** One line to type into on a dialog about a person: its words above it, nothing remembered from earlier. */
import { type Ref, useId } from 'react'

type Props = {
  label: string
  value: string
  onValue: (value: string) => void
  /** The most characters it takes. */
  most: number
  /** It has the focus when the dialog opens. */
  first?: boolean
  /** A number, its digits of one width. */
  number?: boolean
  ref?: Ref<HTMLInputElement>
}

export function StaffField({ label, value, onValue, most, first, number, ref }: Props) {
  const id = useId()
  return (
    <div className="f">
      <label htmlFor={id}>
        <span>{label}</span>
      </label>
      <input
        id={id}
        ref={ref}
        className={number ? 'in n' : 'in'}
        autoComplete="off"
        maxLength={most}
        data-autofocus={first || undefined}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  )
}
