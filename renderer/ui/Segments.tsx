/** Two to four short values side by side: one press, and all of them can be read. Arrows move inside, as in any radio group. */
import { useId } from 'react'

export type Option = { value: string; label: string; title?: string | undefined }

export function Segments({
  label,
  labelledBy,
  value,
  options,
  onChange,
  onBlur,
  name,
}: {
  label?: string
  labelledBy?: string
  value: string | null
  options: Option[]
  onChange: (value: string) => void
  onBlur?: () => void
  /** Key of the field, for the focus to be found again. */
  name?: string
}) {
  const group = useId()
  return (
    <div
      className="seg"
      role="radiogroup"
      aria-label={label}
      aria-labelledby={labelledBy}
      data-field={name}
      onBlur={onBlur}
    >
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''} title={option.title}>
          <input
            type="radio"
            name={group}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            value={option.value}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
