/** The keys of a paper, from its answers and its form: of the person, of the matter, and each telephone in it. */
import { matterKeys } from '../../../domain/customers/matter.ts'
import { personKeys } from '../../../domain/customers/person.ts'
import { fieldsOf } from '../../../domain/forms/catalogue.ts'
import type { Answers, AnswerValue, Catalogue, Form } from '../../../domain/forms/schema.ts'
import type { CaseKey } from '../store/caseKeys.ts'

/** `answers` as stored. Without its form a paper still has its person. */
export function keysOf(catalogue: Catalogue, form: Form | undefined, answers: Answers): CaseKey[] {
  const matters = form ? matterKeys(catalogue, form, answers) : []
  return [
    ...personKeys(answers),
    ...matters.map((value) => ({ kind: 'matter' as const, value })),
    ...phonesIn(catalogue, form, answers).map((value) => ({ kind: 'phone' as const, value })),
  ]
}

function phonesIn(catalogue: Catalogue, form: Form | undefined, answers: Answers): string[] {
  if (!form) return []
  const phones = fieldsOf(catalogue, form)
    .filter(({ type }) => type.kind === 'login' || ('of' in type && type.of === 'phone'))
    .flatMap(({ key }) => textsIn(answers[key]))
  return [...new Set(phones.filter((one) => /^\+\d{8,15}$/.test(one)))]
}

const textsIn = (value: AnswerValue | undefined): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
