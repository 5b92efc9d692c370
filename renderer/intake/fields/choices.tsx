/** Answers that are chosen. Two to four short values are segments; more are a list that can be typed into. */
import { MultiSelect, Select } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useController } from 'react-hook-form'
import { listOf } from '../../../domain/forms/catalogue.ts'
import type { Field } from '../../../domain/forms/schema.ts'
import { countries } from '../../../domain/identifiers/countries.ts'
import { useText } from '../../i18n.ts'
import { Tick } from '../../ui/Parts.tsx'
import { type Option, Segments } from '../../ui/Segments.tsx'
import { type ControlProps, isTick, useFields } from './context.ts'

type Of<Kind extends Field['type']['kind']> = ControlProps<Extract<Field['type'], { kind: Kind }>>

const chevron = <ChevronDown aria-hidden />

export function BoolField({ field, id, label }: Of<'bool'>) {
  const text = useText()
  const { catalogue, control, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  if (isTick(field))
    return (
      <Tick
        id={id}
        checked={bound.value === true}
        onChange={(checked) => {
          bound.onChange(checked || undefined)
          onLeft(field.key)
        }}
      >
        {label}
        {field.hint && <span className="s quiet"> {text(field.hint)}</span>}
      </Tick>
    )
  const options = listOf(catalogue, 'yes_no').map(({ code, label: word }) => ({ value: code, label: text(word) }))
  const value = bound.value === true ? 'yes' : bound.value === false ? 'no' : null
  return (
    <Segments
      label={label}
      value={value}
      options={options}
      onChange={(next) => bound.onChange(next === 'yes')}
      onBlur={() => onLeft(field.key)}
    />
  )
}

/** Widths in CSS pixels on the narrowest form (1366 × 768): a letter, the padding of a segment, a twelfth, a gap. */
const LETTER = 7.4
const PADDING = 16
const TWELFTH = 38
const GAP = 12

/** Whether all words can be read whole side by side; where they cannot, a list is the better choice. */
function fits(options: Option[], span: number): boolean {
  const room = span * TWELFTH + (span - 1) * GAP
  return options.reduce((sum, { label }) => sum + label.length * LETTER + PADDING, 0) <= room
}

export function ChoiceField({ field, type, id, label, level, describedBy }: Of<'choice'>) {
  const text = useText()
  const { catalogue, control, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const values = listOf(catalogue, type.list)
  const value = typeof bound.value === 'string' ? bound.value : null
  const segments = values.map((one) => ({
    value: one.code,
    label: text(one.short ?? one.label),
    title: one.short ? text(one.label) : undefined,
  }))
  if (type.style === 'segments' && fits(segments, field.span))
    return (
      <Segments
        label={label}
        value={value}
        options={segments}
        onChange={bound.onChange}
        onBlur={() => onLeft(field.key)}
      />
    )
  const whole = (code: string) => values.filter((one) => one.code === code).map((one) => text(one.label))[0]
  return (
    <Select
      id={id}
      ref={bound.ref}
      // Closed, the list has room for the short words; open, it says the whole.
      data={values.map((one) => ({ value: one.code, label: text(one.short ?? one.label) }))}
      renderOption={({ option }) => whole(option.value)}
      title={value === null ? undefined : whole(value)}
      value={value}
      onChange={(next) => bound.onChange(next ?? undefined)}
      onBlur={() => onLeft(field.key)}
      searchable
      openOnFocus={false}
      allowDeselect={field.required === 'no'}
      withCheckIcon={false}
      rightSection={chevron}
      rightSectionPointerEvents="none"
      comboboxProps={{ withinPortal: true, transitionProps: { duration: 0 } }}
      aria-invalid={level === 'error'}
      aria-describedby={describedBy}
      selectFirstOptionOnChange
    />
  )
}

export function ChoicesField({ field, type, id, describedBy }: Of<'choices'>) {
  const text = useText()
  const { catalogue, control, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const value = Array.isArray(bound.value) ? bound.value.filter((one) => typeof one === 'string') : []
  const [opened, setOpened] = useState(false)
  return (
    <MultiSelect
      id={id}
      ref={bound.ref}
      data={listOf(catalogue, type.list).map((one) => ({ value: one.code, label: text(one.short ?? one.label) }))}
      value={value}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      onChange={(next) => {
        bound.onChange(next.length > 0 ? next : undefined)
        // Enter that picked must not pick the next one too: it goes on to the next field.
        setOpened(false)
      }}
      onBlur={() => onLeft(field.key)}
      searchable
      openOnFocus={false}
      hidePickedOptions
      withCheckIcon={false}
      rightSection={chevron}
      rightSectionPointerEvents="none"
      comboboxProps={{ withinPortal: true, transitionProps: { duration: 0 } }}
      aria-describedby={describedBy}
      selectFirstOptionOnChange
    />
  )
}

export function CountryField({ field, id, level, describedBy }: Of<'country'>) {
  const { control, language, onLeft } = useFields()
  const { field: bound } = useController({ name: field.key, control })
  const data = useMemo(() => {
    const names = new Intl.DisplayNames([language, 'ru'], { type: 'region' })
    return [...countries]
      .map((code) => ({ value: code, label: `${names.of(code) ?? code} · ${code}` }))
      .sort((a, b) => a.label.localeCompare(b.label, language))
  }, [language])
  return (
    <Select
      id={id}
      ref={bound.ref}
      data={data}
      value={typeof bound.value === 'string' ? bound.value : null}
      onChange={(next) => bound.onChange(next ?? undefined)}
      onBlur={() => onLeft(field.key)}
      searchable
      openOnFocus={false}
      withCheckIcon={false}
      limit={40}
      rightSection={chevron}
      rightSectionPointerEvents="none"
      comboboxProps={{ withinPortal: true, transitionProps: { duration: 0 } }}
      aria-invalid={level === 'error'}
      aria-describedby={describedBy}
      selectFirstOptionOnChange
    />
  )
}
