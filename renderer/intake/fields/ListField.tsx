/** Many numbers at once: one a line, pasted or scanned. Bad lines are named by their number (R-019). */
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { normaliseValue } from '../../../domain/forms/normal.ts'
import type { Field } from '../../../domain/forms/schema.ts'
import { type ControlProps, useFields } from './context.ts'

export function ListField({
  field,
  type,
  id,
  level,
  describedBy,
}: ControlProps<Extract<Field['type'], { kind: 'list' }>>) {
  const { t } = useTranslation('intake')
  const { control, context, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const [typed, setTyped] = useState<string | null>(null)
  const lines = Array.isArray(bound.value) ? bound.value.filter((line) => typeof line === 'string') : []
  const leave = () => {
    if (typed !== null) {
      bound.onChange(normaliseValue(field.type, typed.split('\n'), context))
      setTyped(null)
    }
    bound.onBlur()
    onLeft(field.key)
  }
  return (
    <>
      <textarea
        id={id}
        ref={bound.ref}
        className={`in n${level === 'ok' ? '' : ` ${level}`}`}
        rows={4}
        value={typed ?? lines.join('\n')}
        spellCheck={false}
        aria-invalid={level === 'error'}
        aria-describedby={describedBy}
        onFocus={() => setTyped(lines.join('\n'))}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          bound.onChange(event.currentTarget.value.split('\n').filter((line) => line.trim() !== ''))
        }}
        onBlur={leave}
      />
      <p className="note">{t('lines', { count: lines.length, max: type.max })}</p>
    </>
  )
}
