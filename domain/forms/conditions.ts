/**
 * Conditions over the answers of one form. Total: an absent answer, an unknown field or an answer of another shape makes
 * a condition false (and `filled: false` true), never a fault.
 */
import type { Answers, AnswerValue, Condition } from './schema.ts'

/** The answer to a field, or nothing; names inherited by every object (`constructor`) are no answers. */
export const answerTo = (answers: Answers, field: string): AnswerValue | undefined =>
  Object.hasOwn(answers, field) ? answers[field] : undefined

/** Whether somebody has answered: `false` and `0` are answers, an empty text and an empty list are not. */
export function isAnswered(value: AnswerValue | undefined): value is AnswerValue {
  if (value === undefined || value === '') return false
  return !(Array.isArray(value) && value.length === 0)
}

/** A number, or an amount of money as a number; undefined where the answer is neither. */
export function amountOf(value: AnswerValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d+\.\d{2}$/.test(value) ? Number(value) : undefined
}

/** Whether the condition holds for these answers. */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers))
  if ('any' in condition) return condition.any.some((part) => holds(part, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const value = answerTo(answers, condition.field)
  if ('filled' in condition) return isAnswered(value) === condition.filled
  if ('is' in condition) return value === condition.is
  if ('atLeast' in condition) return (amountOf(value) ?? Number.NEGATIVE_INFINITY) >= condition.atLeast
  if ('atMost' in condition) return (amountOf(value) ?? Number.POSITIVE_INFINITY) <= condition.atMost
  if ('in' in condition) return typeof value === 'string' && condition.in.includes(value)
  return Array.isArray(value) && value.some((entry) => entry === condition.has)
}

/** One comparison inside a condition, with the way to it: `all.0`, `not`. */
export type Comparison = { path: string[]; comparison: Extract<Condition, { field: string }> }

/** Every comparison a condition makes, for whoever checks that its fields and values exist. */
export function comparisonsOf(condition: Condition, path: string[] = []): Comparison[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => comparisonsOf(part, [...path, 'all', `${i}`]))
  if ('any' in condition) return condition.any.flatMap((part, i) => comparisonsOf(part, [...path, 'any', `${i}`]))
  if ('not' in condition) return comparisonsOf(condition.not, [...path, 'not'])
  return [{ path, comparison: condition }]
}
