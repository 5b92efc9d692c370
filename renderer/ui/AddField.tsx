/** A list from which fields of the form are added one by one. Letters and arrows only move in it: Enter or a click adds. */
import { Select } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { type Ref, useState } from 'react'

type Props = {
  /** What it is for; it stands in the empty list. */
  label: string
  fields: { key: string; name: string }[]
  onAdd: (key: string) => void
  /** In a dialog: it has the focus when the dialog opens. */
  first?: boolean
  ref?: Ref<HTMLInputElement>
}

export function AddField({ label, fields, onAdd, first = false, ref }: Props) {
  const [typed, setTyped] = useState('')
  if (fields.length === 0) return null
  return (
    <Select
      className="add-field"
      ref={ref}
      aria-label={label}
      placeholder={label}
      data-autofocus={first || undefined}
      data={fields.map(({ key, name }) => ({ value: key, label: name }))}
      value={null}
      onChange={(key) => {
        setTyped('')
        if (key !== null) onAdd(key)
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      searchable
      openOnFocus={false}
      withCheckIcon={false}
      rightSection={<ChevronDown aria-hidden />}
      rightSectionPointerEvents="none"
      comboboxProps={{ withinPortal: true, transitionProps: { duration: 0 } }}
      selectFirstOptionOnChange
    />
  )
}
