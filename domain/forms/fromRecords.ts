/**
 * Answers that nobody types: the branch knows them from its own records. What a window sends for them is never taken; they
 * are put in where the paper is printed and where the case is registered.
 */
import { shownFields } from './answers.ts'
import type { Answers, Catalogue, Field, FieldType, Form } from './schema.ts'

export const isFromRecords = ({ kind }: FieldType): boolean => kind === 'open_cases'

/** The shown fields of a form that the branch fills in. */
export const recordFields = (catalogue: Catalogue, form: Form, answers: Answers): Field[] =>
  shownFields(catalogue, form, answers).filter(({ type }) => isFromRecords(type))

/** The answers with these numbers of open cases where the form tells them, the latest first; nobody else's stay. */
export function withOpenCases(catalogue: Catalogue, form: Form, answers: Answers, numbers: readonly string[]): Answers {
  const told = recordFields(catalogue, form, answers)
  const known = told.flatMap(({ key, type }) =>
    type.kind === 'open_cases' && numbers.length > 0 ? [[key, numbers.slice(0, type.max)] as const] : [],
  )
  return besideTyped(form, answers, Object.fromEntries(known))
}

/**
 * The typed answers untouched, and from `known` only what nobody types. Such fields stand in forms alone: the check of a
 * catalogue refuses them in blocks.
 */
export function besideTyped(form: Form, typed: Answers, known: Answers): Answers {
  const own = new Set(form.fields.filter(({ type }) => isFromRecords(type)).map(({ key }) => key))
  return Object.fromEntries([
    ...Object.entries(typed).filter(([key]) => !own.has(key)),
    ...Object.entries(known).filter(([key]) => own.has(key)),
  ])
}
