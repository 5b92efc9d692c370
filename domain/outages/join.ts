/** How papers are joined to an outage: the number stands in the draft, and in the fields of the form that ask for one. */
import { fieldsOf } from '../forms/catalogue.ts'
import { isAnswered } from '../forms/conditions.ts'
import type { Answers, Catalogue, Form } from '../forms/schema.ts'
import { readOutageNumber } from './number.ts'

const keysOf = (catalogue: Catalogue, form: Form): string[] =>
  fieldsOf(catalogue, form)
    .filter(({ type }) => type.kind === 'outage_number')
    .map(({ key }) => key)

/** The answers that a form opens with while an outage lasts; none without one. */
export const joinedAnswers = (catalogue: Catalogue, form: Form, outage: string | null): Answers =>
  outage === null ? {} : Object.fromEntries(keysOf(catalogue, form).map((key) => [key, outage]))

/** The keys of the fields in which an outage's number stands or may stand. */
export const outageFields = keysOf

/** The outage that somebody wrote into the form itself; null where there is none or the number is not readable. */
export function outageWritten(catalogue: Catalogue, form: Form, answers: Answers): string | null {
  for (const key of keysOf(catalogue, form)) {
    const value = answers[key]
    const number = isAnswered(value) && typeof value === 'string' ? readOutageNumber(value) : null
    if (number) return number
  }
  return null
}
