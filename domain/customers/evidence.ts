/**
 * An earlier case that proves what a form says: who was billed after a cancellation need not bring the paper, when the
 * cancellation stands in this branch's records. It is found by the account, by the person or by the name alone;
 * a person decides whether it is the one, and nothing is taken over unasked.
 */
import { answerTo, holds, isAnswered } from '../forms/conditions.ts'
import type { Answers, AnswerValue, EarlierCaseWanted, Form } from '../forms/schema.ts'
import { fold } from '../procedures/fold.ts'
import { numberOf, type PersonKey } from './person.ts'

/** How it was found, the surest first: one account or service, one person, one name. */
export const waysFound = ['matter', 'person', 'name'] as const
export type WayFound = (typeof waysFound)[number]

export type EvidenceField = { field: string; wanted: EarlierCaseWanted }

/** Fields whose earlier case is to be looked for now: what is answered already is not looked for. */
export const evidenceWanted = (form: Form, answers: Answers): EvidenceField[] =>
  form.fields.flatMap(({ key, type }) => {
    if (type.kind !== 'case_number' || !type.earlier || isAnswered(answerTo(answers, key))) return []
    const { when } = type.earlier
    return !when || holds(when, answers) ? [{ field: key, wanted: type.earlier }] : []
  })

/** Whether a case is what the field wants. `answers` of that case, as stored. */
export const isEvidence = ({ cases }: EarlierCaseWanted, type: string, answers: Answers): boolean =>
  cases.some((one) => one.type === type && (!one.when || holds(one.when, answers)))

export type Paper = {
  answers: Answers
  keys: readonly PersonKey[]
  /** `matterKeys` of its form. */
  matters: readonly string[]
}

/**
 * How two papers belong together, or null. `samePerson` as the records know it. One account is enough, whoever came with
 * it: a payer is not always the subscriber. Two papers that name different accounts are of different services; two people
 * with different IINs are not one name.
 */
export function howFound(paper: Paper, earlier: Paper, samePerson: boolean): WayFound | null {
  if (paper.matters.some((one) => earlier.matters.includes(one))) return 'matter'
  const kindOf = (matter: string) => matter.slice(0, matter.indexOf(':'))
  if (paper.matters.some((one) => earlier.matters.some((other) => kindOf(one) === kindOf(other)))) return null
  if (samePerson) return 'person'
  const [one, other] = [numberOf(paper.keys), numberOf(earlier.keys)]
  if (one !== null && other !== null && one !== other) return null
  return sameName(paper.answers, earlier.answers) ? 'name' : null
}

/** Surname and given name folded, as in `applicant_folded` of the records; null where one of them is lacking. */
export function nameToFind(answers: Answers): string | null {
  if (answerTo(answers, 'applicant_kind') === 'organisation') return null
  const [last, first] = [nameIn(answers, 'last_name'), nameIn(answers, 'first_name')]
  return last && first ? `${last} ${first}` : null
}

function sameName(one: Answers, other: Answers): boolean {
  const name = nameToFind(one)
  if (name === null || name !== nameToFind(other)) return false
  const [a, b] = [nameIn(one, 'patronymic'), nameIn(other, 'patronymic')]
  return a === '' || b === '' || a === b
}

function nameIn(answers: Answers, key: string): string {
  const value = answerTo(answers, key)
  return typeof value === 'string' ? fold(value) : ''
}

/** What taking the earlier case over answers: its number, and what the form says goes with it. */
export function evidenceAnswers(
  { field, wanted }: EvidenceField,
  earlier: { number: string; acceptedOn: string },
  answers: Answers,
): Record<string, AnswerValue> {
  const taken: Record<string, AnswerValue> = {}
  for (const one of wanted.answers ?? []) {
    if ('value' in one) taken[one.field] = one.value
    else if (!isAnswered(answerTo(answers, one.field))) taken[one.field] = earlier.acceptedOn
  }
  return { ...taken, [field]: earlier.number }
}
