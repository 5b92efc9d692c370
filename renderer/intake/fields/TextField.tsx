/** Everything that is typed as one line: names, numbers, identifiers, money; and texts of several lines. */
import { Check, CircleAlert, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { isAnswered } from '../../../domain/forms/conditions.ts'
import type { Field } from '../../../domain/forms/schema.ts'
import { useText } from '../../i18n.ts'
import { onScan, type Scan } from '../../ui/scanner.ts'
import { type ControlProps, useFields } from './context.ts'
import { atRest, editable, type Read, readText } from './reading.ts'
import { selectShown } from './selecting.ts'

/** Digits in columns where people compare them with a document. */
const inColumns = new Set<Field['type']['kind']>(['identifier', 'money', 'number', 'month', 'document'])
const verifiable = new Set<Field['type']['kind']>(['identifier', 'case_number'])

export function TextField({ field, id, level, describedBy }: ControlProps) {
  const { t } = useTranslation('intake')
  const text = useText()
  const { catalogue, control, context, language, currency, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const [focused, setFocused] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [last, setLast] = useState('')
  const { kind } = field.type
  const filled = isAnswered(bound.value)
  // While it is typed the text is kept as it is: another value came from outside and is what stands now.
  const typing = typed === bound.value ? typed : null
  const leave = () => {
    const standing = typing ?? editable(field, bound.value)
    const next = readText(field, standing, context)
    // What a scan was read as stays said while its value stands.
    if (!(read?.from && read.value === next.value)) {
      setRead(next)
      setLast(standing)
    }
    bound.onChange(next.value)
    setTyped(null)
    setFocused(false)
    bound.onBlur()
    onLeft(field.key)
  }
  const scanned = useRef<(scan: Scan) => void>(undefined)
  scanned.current = ({ typed: keys, byKeys }) => {
    // A slow scanner may have been heard in two pieces: then the keys of the last one say nothing about the whole.
    if (kind !== 'identifier' || typing === null || !typing.endsWith(keys)) return
    const next = readText(field, typing, context, typing === keys ? byKeys : undefined)
    setRead(next)
    setLast(typing)
    bound.onChange(next.value)
    setTyped(editable(field, next.value))
  }
  useEffect(() => onScan((scan) => scan.target.id === id && scanned.current?.(scan)), [id])
  const placeholder = placeholderOf(field, text, t)
  const heard = !focused && field.span >= WIDE ? retold(last, bound.value) : null
  return (
    <>
      <div className={`in${level === 'ok' ? '' : ` ${level}`}`}>
        <input
          id={id}
          ref={bound.ref}
          className={inColumns.has(kind) ? 'n' : ''}
          value={focused ? (typing ?? editable(field, bound.value)) : atRest(catalogue, field, bound.value, language)}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          inputMode={kind === 'number' || kind === 'money' ? 'decimal' : 'text'}
          maxLength={500}
          aria-invalid={level === 'error'}
          aria-describedby={describedBy}
          onFocus={(event) => {
            const shown = editable(field, bound.value)
            setFocused(true)
            selectShown(event.currentTarget, shown)
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setRead(null)
            bound.onChange(event.currentTarget.value)
          }}
          onBlur={leave}
        />
        <span className="end">
          {heard && t('readAs', { typed: heard })}
          {kind === 'money' && filled && currency}
          {level === 'error' && <CircleAlert aria-hidden />}
          {level === 'warning' && <TriangleAlert aria-hidden />}
          {level === 'ok' && filled && !focused && verifiable.has(kind) && <Check aria-hidden className="ok" />}
        </span>
      </div>
      {read?.from && <p className="note">{t('readFrom', { typed: read.from })}</p>}
      {read?.unseen !== undefined && <p className="note warn">{t('unseenRemoved', { at: read.unseen + 1 })}</p>}
      {read?.choices && (
        <p className="note">
          {t('whichOne')}
          {read.choices.map((choice) => (
            <button key={choice} type="button" className="link" onClick={() => bound.onChange(choice)}>
              {choice}
            </button>
          ))}
        </p>
      )}
    </>
  )
}

/** Width in twelfths from which a field has room to say what it was read from. */
const WIDE = 6

/** The beginning of what was typed, where a phone was read from the way people write it at home (8 701 …). */
function retold(typed: string, value: unknown): string | null {
  const home = typed.trim()
  if (typeof value !== 'string' || !value.startsWith('+') || home === '' || home.startsWith('+')) return null
  return home.slice(0, 5)
}

function placeholderOf(field: Field, text: ReturnType<typeof useText>, t: (key: string) => string): string {
  if (field.type.kind === 'month') return t('placeholder.month')
  if (field.hint && field.type.kind === 'identifier') return text(field.hint)
  return ''
}

/** How many times its limit a text may have when it comes in, to be shortened. */
const PASTE_TIMES = 4

export function LongTextField({
  field,
  type,
  id,
  level,
  describedBy,
}: ControlProps<Extract<Field['type'], { kind: 'text' }>>) {
  const { control, context, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  return (
    <textarea
      id={id}
      ref={bound.ref}
      className={`in${level === 'ok' ? '' : ` ${level}`}`}
      rows={Math.min(type.lines ?? 3, 6)}
      // Longer than allowed may be pasted and shortened here; much longer is refused whole.
      data-most={type.max * PASTE_TIMES}
      value={typeof bound.value === 'string' ? bound.value : ''}
      aria-invalid={level === 'error'}
      aria-describedby={describedBy}
      onChange={(event) => bound.onChange(event.currentTarget.value)}
      onBlur={() => {
        bound.onChange(typeof bound.value === 'string' ? readText(field, bound.value, context).value : bound.value)
        bound.onBlur()
        onLeft(field.key)
      }}
    />
  )
}
