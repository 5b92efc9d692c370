/** What every field of one form shares; fixed while the type stays the same. */
import { createContext, useContext } from 'react'
import type { Catalogue, Field, Language } from '../../../domain/forms/schema.ts'
import type { FormControl } from '../draft.ts'
import type { ReadContext } from './reading.ts'

export type FieldsShare = {
  catalogue: Catalogue
  control: FormControl
  context: ReadContext
  language: Language
  currency: string
  today: string
  onLeft: (key: string) => void
  /** What was said to be so in the document: keys of fields and lines (`keptLine`). */
  kept: readonly string[]
  onKeep: (key: string, kept: boolean) => void
}

export type ControlProps<Type extends Field['type'] = Field['type']> = {
  field: Field
  type: Type
  id: string
  label: string
  level: 'ok' | 'warning' | 'error'
  describedBy: string | undefined
}

/** A yes-or-no that must be answered is two segments; one that may stay open is a tick. */
export const isTick = (field: Field): boolean =>
  field.type.kind === 'bool' && (field.mustBeTrue === true || field.required === 'no')

export const FieldsContext = createContext<FieldsShare | null>(null)

export function useFields(): FieldsShare {
  const share = useContext(FieldsContext)
  if (!share) throw new Error('a field outside a form')
  return share
}
