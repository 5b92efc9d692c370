/**
 * Which of a form's terms, grounds and titles hold for these answers at a branch of this country. A law binds only where
 * it is law and for whom it speaks: everybody else gets the operator's own rule, under its own name.
 */
import { holds } from './conditions.ts'
import type { Answers, Basis, Condition, Country, FilingTerm, Form, Term, Text3 } from './schema.ts'

type Bound = { when?: Condition | undefined; countries?: Country[] | undefined }

const applies = ({ when, countries }: Bound, answers: Answers, country: Country): boolean =>
  (!when || holds(when, answers)) && (!countries || countries.includes(country))

/** The term for the answer: the first that holds. The last one of a checked form always does. */
export function answerTermFor(form: Form, answers: Answers, country: Country): Term {
  const term = form.answer.find((one) => applies(one, answers, country))
  if (!term) throw new Error(`${form.code} has no answer term that holds always: the form was not checked`)
  return term
}

/** Until when this may be filed, or undefined where there is no limit. */
export const filingTermFor = (form: Form, answers: Answers, country: Country): FilingTerm | undefined =>
  form.filing.find((one) => applies(one, answers, country))

/** On what ground the paper is taken in. */
export const groundFor = ({ procedure }: Form, answers: Answers, country: Country): Basis =>
  procedure.accept.grounds?.find((one) => applies(one, answers, country))?.basis ?? procedure.accept.basis

/** What the paper is called with these answers. */
export const titleFor = (form: Form, answers: Answers): { title: Text3; short: Text3 } =>
  form.titles?.find(({ when }) => holds(when, answers)) ?? form
