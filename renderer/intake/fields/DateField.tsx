/** A date, or a day with its time, as it stands on a paper. What is none stays as typed, and the field says so. */
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/forms/schema.ts'
import { DateInput } from '../../ui/DateInput.tsx'
import { useNow } from '../../ui/now.ts'
import { readDay, readLocal } from '../../ui/typed.ts'
import { useDesk } from '../../window/workspace.ts'
import { type ControlProps, useFields } from './context.ts'
import { editable } from './reading.ts'
import { selectShown } from './selecting.ts'

export function DateField({
  field,
  type,
  id,
  level,
  describedBy,
}: ControlProps<Extract<Field['type'], { kind: 'date' | 'datetime' }>>) {
  const { t } = useTranslation('intake')
  const { control, today, onLeft } = useFields()
  const now = useNow(useDesk().workspace.branch.timeZone)
  const { field: bound } = useController({ name: field.key, control })
  const [typed, setTyped] = useState<string | null>(null)
  const shown = editable(field, typeof bound.value === 'string' ? bound.value : undefined)
  const store = (text: string) => {
    const read = type.kind === 'date' ? readDay(text, now.day) : readLocal(text, now)
    bound.onChange((read ?? text.trim()) || undefined)
  }
  const leave = () => {
    if (typed !== null) {
      store(typed)
      setTyped(null)
    }
    bound.onBlur()
    onLeft(field.key)
  }
  return (
    <DateInput
      kind={type.kind === 'date' ? 'day' : 'moment'}
      id={id}
      inputRef={bound.ref}
      text={typed ?? shown}
      placeholder={t(`placeholder.${type.kind}`)}
      level={level}
      describedBy={describedBy}
      {...(type.past && { latest: today })}
      {...(type.kind === 'date' && type.future && { earliest: today })}
      onFocus={(input) => {
        setTyped(shown)
        selectShown(input, shown)
      }}
      onText={(text) => {
        setTyped(text)
        bound.onChange(text)
      }}
      onPick={(text) => {
        store(text)
        onLeft(field.key)
      }}
      onLeave={leave}
    />
  )
}
