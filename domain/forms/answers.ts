/**
 * Which fields are asked, and the answers as they are stored: of shown fields only, each in its canonical form. Nothing
 * typed into a field that is hidden afterwards is ever kept.
 */
import type { IdentifierContext } from '../identifiers/identifier.ts'
import { takenOnce } from '../identifiers/list.ts'
import { fieldsOf } from './catalogue.ts'
import { answerTo, holds } from './conditions.ts'
import { normaliseValue } from './normal.ts'
import type { Answers, Catalogue, Field, Form, Language } from './schema.ts'

/** A hidden field's answer may itself have shown another field, so hiding goes on until nothing more is hidden. */
function withoutHidden(fields: Field[], answers: Answers): Answers {
  const hidden = fields.filter(
    (field) => field.when && answerTo(answers, field.key) !== undefined && !holds(field.when, answers),
  )
  if (hidden.length === 0) return answers
  const gone = new Set(hidden.map((field) => field.key))
  return withoutHidden(fields, Object.fromEntries(Object.entries(answers).filter(([key]) => !gone.has(key))))
}

/** The fields of a form that these answers ask for, in the order of the paper. */
export function shownFields(catalogue: Catalogue, form: Form, answers: Answers): Field[] {
  const fields = fieldsOf(catalogue, form)
  const known = new Set(fields.map((field) => field.key))
  const own = Object.fromEntries(Object.entries(answers).filter(([key]) => known.has(key)))
  const seen = withoutHidden(fields, own)
  return fields.filter((field) => !field.when || holds(field.when, seen))
}

/**
 * The answers in their canonical form (`normaliseValue`). Unknown, hidden and empty ones are left out. A list still has
 * every line that was typed, so that what is said of a line finds it. `answers` may be anything a window sends.
 */
export function canonicalAnswers(
  catalogue: Catalogue,
  form: Form,
  answers: Readonly<Record<string, unknown>>,
  context: IdentifierContext,
): Answers {
  const fields = fieldsOf(catalogue, form)
  const kept: Answers = {}
  for (const field of fields) {
    if (!Object.hasOwn(answers, field.key)) continue
    const value = normaliseValue(field.type, answers[field.key], context)
    if (value !== undefined) kept[field.key] = value
  }
  return withoutHidden(fields, kept)
}

/**
 * The answers as they are stored: canonical, and of a list of numbers each number once. Serves a change of type as well:
 * what the new form also asks goes along.
 */
export function normaliseAnswers(
  catalogue: Catalogue,
  form: Form,
  answers: Readonly<Record<string, unknown>>,
  context: IdentifierContext,
): Answers {
  const stored = canonicalAnswers(catalogue, form, answers, context)
  for (const { key, type } of fieldsOf(catalogue, form)) {
    const value = answerTo(stored, key)
    if (type.kind !== 'list' || !Array.isArray(value)) continue
    stored[key] = takenOnce(
      type.of,
      value.filter((line) => typeof line === 'string'),
    )
  }
  return stored
}

/** What stands in a form before anybody has typed; `speaks` is the language on the screen. */
export function startingAnswers(catalogue: Catalogue, form: Form, speaks?: Language): Answers {
  const start: Answers = {}
  for (const field of fieldsOf(catalogue, form)) {
    if (field.default !== undefined) start[field.key] = field.default
    else if (field.defaultFrom && speaks) start[field.key] = speaks
  }
  return withoutHidden(fieldsOf(catalogue, form), start)
}
