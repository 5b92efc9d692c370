/** The small parts that every screen is made of. */
import { Check, type LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'

/** A key cap. `name` is what is engraved on the key; several are several caps. */
export function Key({ children }: { children: ReactNode }) {
  return <kbd>{children}</kbd>
}

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
  /** In a dialog: it has the focus when the dialog opens. */
  'data-autofocus'?: boolean
  look?: 'go' | 'plain' | 'quiet' | 'small'
  keyName?: string
  icon?: LucideIcon
  /** Why it cannot be pressed now. The button stays reachable and says so. */
  obstacle?: string | undefined
}

const looks = { go: 'btn go', plain: 'btn', quiet: 'btn quiet-btn', small: 'btn small' }

/** A button with its key. One that cannot be pressed is dashed and keeps its reason, it is never hidden. */
export function Button({
  look = 'plain',
  keyName,
  icon: Icon,
  obstacle,
  children,
  onClick,
  className,
  ...rest
}: ButtonProps) {
  const off = obstacle !== undefined
  return (
    <button
      type="button"
      className={`${looks[look]}${off ? ' off' : ''}${className ? ` ${className}` : ''}`}
      aria-disabled={off || undefined}
      title={obstacle}
      onClick={off ? undefined : onClick}
      {...rest}
    >
      {Icon && <Icon aria-hidden />}
      {children}
      {keyName && <Key>{keyName}</Key>}
    </button>
  )
}

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'm'

/** Icon, word and colour. Filled where somebody at this desk must act. */
export function Chip({
  tone,
  icon: Icon,
  fill,
  children,
}: {
  tone: Tone
  icon: LucideIcon
  fill?: boolean
  children: ReactNode
}) {
  return (
    <span className={`chip ${tone}${fill ? ' fill' : ''}`}>
      <Icon aria-hidden />
      {children}
    </span>
  )
}

/** A tick box with its words. */
export function Tick({
  checked,
  onChange,
  children,
  id,
  disabled,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  id?: string
  disabled?: boolean
}) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <i aria-hidden>
        <Check />
      </i>
      <span>{children}</span>
    </label>
  )
}

/** The four panes of the mark; the lit one is where the next key goes. */
export function Mark() {
  return (
    <span className="mark" aria-hidden>
      <i />
      <i />
      <i />
      <i />
    </span>
  )
}
