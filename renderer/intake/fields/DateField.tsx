/**
 * A date, or a day with its time, as it stands on a paper. What is none stays as typed, and the field says so. A text that
 * may be half of a longer one (`15.03.19`) is read only when it is left or sent; what nobody typed here is never read or
 * written, whoever else answers the field meanwhile.
 */
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/forms/schema.ts'
import { DateInput } from '../../ui/DateInput.tsx'
import { useNow } from '../../ui/now.ts'
import { dayWithoutTime, readDay, readLocal, written } from '../../ui/typed.ts'
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
  const [typed, setTyped] = useState<{ text: string; kept: string } | null>(null)
  const shown = editable(field, typeof bound.value === 'string' ? bound.value : undefined)
  // Another value than the typed one was kept: it came from outside and is what stands now.
  const typing = typed !== null && typed.kept === bound.value ? typed.text : null
  const read = (text: string) => (type.kind === 'date' ? readDay(text, now.day) : readLocal(text, now))
  const store = (text: string) => {
    const dayOnly = type.kind === 'datetime' ? dayWithoutTime(text, now) : null
    bound.onChange((read(text) ?? dayOnly ?? text.trim()) || undefined)
    setTyped(null)
  }
  const storeTyped = () => {
    if (typing !== null) store(typing)
    else setTyped(null)
  }
  const leave = () => {
    storeTyped()
    bound.onBlur()
    onLeft(field.key)
  }
  return (
    <DateInput
      kind={type.kind === 'date' ? 'day' : 'moment'}
      id={id}
      inputRef={bound.ref}
      text={typing ?? shown}
      placeholder={t(`placeholder.${type.kind}`)}
      level={level}
      describedBy={describedBy}
      {...(type.past && { latest: today })}
      {...(type.kind === 'date' && type.future && { earliest: today })}
      onFocus={(input) => selectShown(input, shown)}
      onText={(text) => {
        const found = read(text)
        const kept = found !== null && isWhole(text, found) ? found : text
        setTyped({ text, kept })
        bound.onChange(kept)
      }}
      onPick={(text) => {
        store(text)
        onLeft(field.key)
      }}
      onLeave={leave}
      onSend={storeTyped}
    />
  )
}

/** Every digit of the day and the time stands there, so that nothing more can follow. */
const isWhole = (text: string, read: string): boolean => digits(text) === digits(written(read))
const digits = (text: string): string => text.replace(/\D/g, '')
