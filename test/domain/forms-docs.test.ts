// docs/forms.md is for people who write forms: it names everything a form may have, and its example is a form.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  block,
  consentRule,
  due,
  field,
  fieldRule,
  fieldType,
  filingTerm,
  form,
  paper,
  procedure,
  step,
  term,
} from '../../domain/forms/schema.ts'
import { checkDefinition } from '../../domain/forms/version.ts'
import { shippedCatalogue } from '../support/catalogue.ts'

const text = readFileSync('docs/forms.md', 'utf8')
/** Names as the page writes them: in code marks, alone or inside an example. */
const said = new Set([...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.match(/\w+/g) ?? []))

const kinds = fieldType.options.flatMap((option) => [...option.shape.kind.values, ...Object.keys(option.shape)])
const rules = fieldRule.shape.must.options.flatMap((option) => Object.keys(option.shape))
const shapes = [
  form,
  field,
  fieldRule,
  term,
  filingTerm,
  due,
  step,
  procedure,
  procedure.shape.accept,
  paper,
  consentRule,
  block,
]

test('every member of a form, of a field and of what is in them is explained', () => {
  const members = [...shapes.flatMap(({ shape }) => Object.keys(shape)), ...kinds, ...rules]
  const conditions = ['is', 'in', 'has', 'filled', 'atLeast', 'atMost', 'all', 'any', 'not']
  const missing = [...new Set([...members, ...conditions])].filter((name) => !said.has(name))
  expect(missing).toEqual([])
})

test('the example is a form that can be used', () => {
  const json = /<!-- example -->\s*```json\n([\s\S]*?)\n```/.exec(text)?.[1]
  const checked = checkDefinition(shippedCatalogue(), JSON.parse(json ?? 'null'))
  expect(checked).toMatchObject({ ok: true, notAbove: null })
})

test('the term it shows is a term', () => {
  const shown = [...text.matchAll(/```json\n([\s\S]*?)\n```/g)].map(([, json = '']) => JSON.parse(json) as object)
  expect(term.safeParse(shown.find((one) => 'amount' in one)).success).toBe(true)
})
