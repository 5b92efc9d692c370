/**
 * Between what is typed and what is stored. While a field is being typed into, its text is kept as it is; on leaving it
 * is read: groups, layouts, days as on paper. A decoding from the wrong layout is never silent.
 */

import { normaliseValue, unseenAt } from '../../../domain/forms/normal.ts'
import type { AnswerValue, Catalogue, Field, Language } from '../../../domain/forms/schema.ts'
import { day, showAnswer } from '../../../domain/forms/shown.ts'
import { type IdentifierContext, readTyped } from '../../../domain/identifiers/identifier.ts'
import { readMonth } from '../../ui/typed.ts'

export type Read = {
  value: AnswerValue | undefined
  /** What was typed, where the value was decoded from another layout. */
  from?: string
  /** Two or more good decodings: a person chooses. */
  choices?: string[]
  /** Place of an invisible character that was taken out: a sign of direction, of no width. */
  unseen?: number
}

/** `today`: in the branch's calendar; a month without its year is of this one. */
export type ReadContext = IdentifierContext & { today: string }

/** Reads a text that has been left, or scanned; `byKeys`: what a scanner's keys say in no layout. */
export function readText(field: Field, typed: string, context: ReadContext, byKeys?: string): Read {
  const unseen = unseenAt(typed)
  return { ...readSeen(field, typed, context, byKeys), ...(unseen >= 0 && { unseen }) }
}

function readSeen(field: Field, typed: string, context: ReadContext, byKeys?: string): Read {
  const { type } = field
  if (type.kind === 'identifier' && typed.trim() !== '') {
    const read = readTyped(type.of, typed, context, byKeys)
    const from = read.readAs === undefined ? {} : { from: typed }
    return { value: read.reading.value || undefined, ...from, ...(read.choices && { choices: read.choices }) }
  }
  if (type.kind === 'month') return { value: (readMonth(typed, context.today) ?? typed.trim()) || undefined }
  if (type.kind === 'number') {
    const value = normaliseValue(type, typed, context)
    return { value: value ?? (typed.trim() || undefined) }
  }
  return { value: normaliseValue(type, typed, context) }
}

/** A stored value as it stands in the field while somebody types: whole, never masked. */
export function editable(field: Field, value: AnswerValue | undefined): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  const { kind } = field.type
  if (kind === 'date' || kind === 'datetime' || kind === 'month') return /^\d{4}-/.test(value) ? day(value) : value
  return value
}

/** A stored value as it stands in the field once it has been left: in groups, an identity document masked. */
export function atRest(catalogue: Catalogue, field: Field, value: AnswerValue | undefined, language: Language): string {
  const { kind } = field.type
  if (kind === 'date' || kind === 'datetime' || kind === 'month') return editable(field, value)
  return showAnswer(catalogue, field, value, language).text
}
