/**
 * Why people come: the values of the fields that a form asks its reason in. Which fields these are is the operator's to
 * say; a form that has none of them is counted by the first choice of its own. Only codes of lists are counted: whatever
 * else stands in such a field is nobody's business here.
 */
import { formOf, listOf } from '../forms/catalogue.ts'
import type { Answers, Catalogue, Field, Form, Text3 } from '../forms/schema.ts'

/** The fields of a form that say its reason. */
export function reasonFields(form: Form, named: readonly string[]): Field[] {
  const choices = form.fields.filter(({ type }) => type.kind === 'choice' || type.kind === 'choices')
  const wished = choices.filter(({ key }) => named.includes(key))
  return wished.length > 0 ? wished : choices.slice(0, 1)
}

/** `SVC-BILL/bill_problem/not_in_utility_bill`, each once. */
export function reasonsOf(catalogue: Catalogue, form: Form, answers: Answers, named: readonly string[]): string[] {
  const found = reasonFields(form, named).flatMap((field) => {
    const value = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined
    const given: unknown[] = Array.isArray(value) ? value : [value]
    const known = valuesOf(catalogue, field).map(({ code }) => code)
    return known.filter((code) => given.includes(code)).map((code) => `${form.code}/${field.key}/${code}`)
  })
  return [...new Set(found)]
}

/** What a reason is called, and of which paper it is; null where the catalogue no longer has it. */
export function reasonWords(catalogue: Catalogue, reason: string): { type: Text3; value: Text3 } | null {
  const [type = '', key = '', code = ''] = reason.split('/')
  const form = formOf(catalogue, type)
  const field = form?.fields.find((one) => one.key === key)
  const value = field && valuesOf(catalogue, field).find((one) => one.code === code)
  return form && value ? { type: form.short, value: value.short ?? value.label } : null
}

/** `Счета: не моя покупка`; a paper and a reason of one name are said once. Both in one language. */
export const wholeReason = (type: string, value: string): string =>
  type.toLowerCase() === value.toLowerCase() ? type : `${type}: ${value}`

const valuesOf = (catalogue: Catalogue, { type }: Field) => ('list' in type ? listOf(catalogue, type.list) : [])
