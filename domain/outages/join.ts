/**
 * How papers are joined to an outage: the number stands in the draft, and in the fields of the form that ask for one. By
 * itself it comes only into a form that asks: a complaint about something else, made meanwhile, is of no outage.
 */
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

/** The outage that a form opens with while one is going: its number where the form asks for one, otherwise none. */
export const startingOutage = (catalogue: Catalogue, form: Form, going: string | null): string | null =>
  keysOf(catalogue, form).length > 0 ? going : null

/**
 * The outage of a draft whose type is changed. A form that asks gets one as if it were opened now, unless somebody has
 * chosen; one that does not ask loses what came by itself and keeps what somebody added.
 */
export function outageAfterChange(
  catalogue: Catalogue,
  { from, to, joined, going }: { from: Form; to: Form; joined: string | null; going: string | null },
): string | null {
  const asked = keysOf(catalogue, from).length > 0
  const asks = keysOf(catalogue, to).length > 0
  if (asked === asks) return joined
  return asks ? (joined ?? going) : null
}

/** The outage that somebody wrote into the form itself; null where there is none or the number is not readable. */
export function outageWritten(catalogue: Catalogue, form: Form, answers: Answers): string | null {
  for (const key of keysOf(catalogue, form)) {
    const value = answers[key]
    const number = isAnswered(value) && typeof value === 'string' ? readOutageNumber(value) : null
    if (number) return number
  }
  return null
}
