/**
 * The catalogue of papers, read whole or refused whole: what this file lets through names only fields, lists, blocks and
 * outcomes that exist, so nothing after it asks again.
 */
import type { z } from 'zod'
import { catalogueFaults } from './crosscheck.ts'
import type { Fault } from './faults.ts'
import { faultsIn } from './faultWords.ts'
import {
  type Block,
  type Catalogue,
  catalogue as catalogueSchema,
  type Field,
  type Form,
  type Text3,
  type ValueList,
} from './schema.ts'

export type CheckedCatalogue = { ok: true; catalogue: Catalogue } | { ok: false; faults: Fault[] }

/** Reads a catalogue (`blocks`, `lists`, `outcomes`, `forms` as parsed JSON) or says everything that is wrong with it. */
export function checkCatalogue(raw: unknown): CheckedCatalogue {
  const parsed = catalogueSchema.safeParse(raw)
  if (!parsed.success) return { ok: false, faults: schemaFaults(parsed.error, raw) }
  const faults = catalogueFaults(parsed.data)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, catalogue: parsed.data }
}

/** The complaints of the meta-schema, in words, with the names of what they are about instead of positions. */
export const schemaFaults = (error: z.ZodError, raw: unknown): Fault[] => faultsIn(error.issues, raw)

/** A part of a form as it stands on the screen and the paper: a block, or the form's own fields (`own`). */
export type Section = { code: string; title: Text3; fields: Field[] }

/** The sections of a form in their order. The form and the catalogue must have passed `checkCatalogue`. */
export function formFields(catalogue: Catalogue, form: Form): Section[] {
  return form.order.map((code) =>
    code === 'own' ? { code, title: form.heading, fields: form.fields } : blockOf(catalogue, code),
  )
}

/** All fields of a form, in order, without their sections. */
export const fieldsOf = (catalogue: Catalogue, form: Form): Field[] =>
  formFields(catalogue, form).flatMap((section) => section.fields)

export const formOf = (catalogue: Catalogue, code: string): Form | undefined =>
  catalogue.forms.find((form) => form.code === code)

/** The catalogue with this version of the form in place of its own: for a paper begun before another version came. */
export function withForm(catalogue: Catalogue, form: Form): Catalogue {
  const held = formOf(catalogue, form.code)
  if (held === form) return catalogue
  const forms = held ? catalogue.forms.map((one) => (one === held ? form : one)) : [...catalogue.forms, form]
  return { ...catalogue, forms }
}

function blockOf(catalogue: Catalogue, code: string): Block {
  const block = catalogue.blocks.find((one) => one.code === code)
  if (!block) throw new Error(`no block ${code}: the catalogue was not checked`)
  return block
}

/** The values of a list. */
export function listOf(catalogue: Catalogue, key: string): ValueList['values'] {
  const list = catalogue.lists.find((one) => one.key === key)
  if (!list) throw new Error(`no list ${key}: the catalogue was not checked`)
  return list.values
}
