/**
 * The whole form at once: what is wrong, what is lacking before the case may be forwarded, and what even registration
 * lacks. Nobody is turned away: only the minimum (a name and a way to answer) and values that cannot be right stop a
 * registration, and the clerk may keep such a value as "so in the document".
 */

import { addDays } from '../calendar/days.ts'
import { isNumberKind } from '../identifiers/list.ts'
import { takesMessages } from '../identifiers/phone.ts'
import { issuedIn } from '../identifiers/s10.ts'
import { canonicalAnswers, shownFields } from './answers.ts'
import { amountOf, answerTo, holds, isAnswered } from './conditions.ts'
import type { Answers, AnswerValue, Catalogue, Country, Field, FieldRule, Form, Text3 } from './schema.ts'
import { filingTermFor } from './terms.ts'
import { type CheckContext, checkValue, type ValueFinding } from './values.ts'

export type FormContext = CheckContext & {
  /** Keys of the fields where the clerk said "so in the document"; of a list of numbers each line by itself (`keptLine`). */
  kept: readonly string[]
  /** Keys of the papers handed in, on paper or as a file that shows them. */
  papers?: readonly string[]
}

export type FormFinding = ValueFinding & {
  field: string
  /** The words of a rule of the form itself (`code` is `rule`). */
  say?: Text3
}

/** What even registration lacks: somebody's name, and a phone, e-mail, address or the counter to answer at. */
export type Minimum = 'name' | 'way_to_answer'

export type Checked = {
  /** Errors stop registration, warnings never; a kept error is the warning `kept.soInDocument`. */
  findings: FormFinding[]
  /** Keys of shown fields needed before forwarding that have no answer, in the order of the paper. */
  missing: string[]
  minimum: Minimum[]
}

/** Checks answers as a window sends them; total over any answers. */
export function checkAnswers(catalogue: Catalogue, form: Form, answers: Answers, context: FormContext): Checked {
  const stored = canonicalAnswers(catalogue, form, answers, context)
  const shown = shownFields(catalogue, form, stored)
  const findings = shown.flatMap((field) => checkField(catalogue, field, stored, context))
  return {
    findings,
    missing: shown.filter((field) => isMissing(form, field, stored, context)).map((field) => field.key),
    minimum: minimumLacks(stored, findings),
  }
}

/** Papers that are required and were not handed in, by key; a file that shows a paper hands it in. */
export function missingPapers(form: Form, handedIn: readonly string[]): string[] {
  return form.papers.required.map((paper) => paper.key).filter((key) => !handedIn.includes(key))
}

function checkField(catalogue: Catalogue, field: Field, answers: Answers, context: FormContext): FormFinding[] {
  const value = answerTo(answers, field.key)
  const ofValue = value === undefined ? [] : checkValue(catalogue, field.type, value, context)
  const isKept = ({ line }: ValueFinding) =>
    context.kept.includes(isLines(field.type) ? keptLine(field.key, lineOf(value, line)) : field.key)
  return [
    ...ofValue.map((finding) => ({ ...(isKept(finding) ? asKept(finding) : finding), field: field.key })),
    ...(field.rules ?? [])
      .filter((rule) => isBroken(rule, value, answers, context))
      .map((rule) => ruleFinding(field.key, rule)),
  ]
}

/** Whether the lines of an answer are numbers, each kept or removed by itself. */
export const isLines = (type: Field['type']): type is Extract<Field['type'], { kind: 'list' }> =>
  type.kind === 'list' && isNumberKind(type.of)

/** How a kept line stands among the kept keys; `value` in its stored form. What is added later is not kept with it. */
export const keptLine = (field: string, value: string): string => `${field}: ${value}`

const lineOf = (value: AnswerValue | undefined, line: number | undefined): string =>
  Array.isArray(value) && line !== undefined ? String(value[line - 1]) : ''

/** The finding that stands in for an error which the clerk kept as "so in the document". */
export const KEPT = 'kept.soInDocument'

function asKept(finding: ValueFinding): ValueFinding {
  if (finding.level !== 'error' || !finding.mayKeep) return finding
  const { line } = finding
  return {
    code: KEPT,
    level: 'warning',
    facts: { was: finding.code },
    ...(line !== undefined && { line }),
  }
}

const ruleFinding = (field: string, { level, say }: FieldRule): FormFinding => ({ field, code: 'rule', level, say })

function isBroken(
  { when, must }: FieldRule,
  value: AnswerValue | undefined,
  answers: Answers,
  { country, today }: FormContext,
): boolean {
  if (when && !holds(when, answers)) return false
  if ('never' in must) return when !== undefined || isAnswered(value)
  if (!isAnswered(value)) return false
  if ('differFrom' in must) return value === answerTo(answers, must.differFrom)
  if ('issuedIn' in must) return isOther(issuedIn(answerTo(answers, must.issuedIn)), value)
  if ('issuedHere' in must) return isOther(issuedIn(answerTo(answers, must.issuedHere)), country)
  if ('olderThanDays' in must)
    return typeof value === 'string' && value.slice(0, 10) > daysBefore(today, must.olderThanDays)
  if ('mobile' in must) return [value].flat().some((phone) => typeof phone === 'string' && !takesMessages(phone))
  const [other, bad] =
    'notBefore' in must
      ? [must.notBefore, (order: number) => order < 0]
      : 'after' in must
        ? [must.after, (order: number) => order <= 0]
        : [must.atMost, (order: number) => order > 0]
  const order = compare(value, answerTo(answers, other))
  return order !== undefined && bad(order)
}

/** Below, at or above 0; undefined where the two cannot be compared. A date and a moment compare by their days. */
function compare(one: AnswerValue, other: AnswerValue | undefined): number | undefined {
  const [a, b] = [amountOf(one), amountOf(other)]
  if (a !== undefined && b !== undefined) return a - b
  if (typeof one !== 'string' || typeof other !== 'string' || !isDay(one) || !isDay(other)) return undefined
  const common = Math.min(one.length, other.length)
  const [left, right] = [one.slice(0, common), other.slice(0, common)]
  return left < right ? -1 : left > right ? 1 : 0
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2})?)?$/.test(text)

const daysBefore = (today: string, days: number): string => addDays(today, -days)

/** What is not known is nothing else either. */
const isOther = (known: string | null, expected: AnswerValue): boolean => known !== null && known !== expected

function isMissing(form: Form, field: Field, answers: Answers, { papers = [], country }: FormContext): boolean {
  if (field.orPaper !== undefined && papers.includes(field.orPaper)) return false
  const value = answerTo(answers, field.key)
  if (field.mustBeTrue && value !== true) return isNeeded(form, field, answers, country)
  return !isAnswered(value) && isNeeded(form, field, answers, country)
}

/** Whether forwarding needs this field. A period that runs from a date needs the date. */
function isNeeded(form: Form, field: Field, answers: Answers, country: Country): boolean {
  if (field.required === 'forwarding') return true
  if (typeof field.required === 'object' && holds(field.required.forwardingIf, answers)) return true
  const needs = form.needs?.some((need) =>
    typeof need === 'string' ? need === field.key : need.field === field.key && holds(need.when, answers),
  )
  return needs || filingTermFor(form, answers, country)?.from === field.key
}

const names = ['last_name', 'first_name', 'org_name'] as const
const waysToAnswer = ['phone', 'phone_alt', 'email', 'post_address'] as const

function minimumLacks(answers: Answers, findings: FormFinding[]): Minimum[] {
  const unusable = new Set(findings.filter((finding) => finding.level === 'error').map((finding) => finding.field))
  const given = (key: string) => isAnswered(answerTo(answers, key)) && !unusable.has(key)
  const lacks: Minimum[] = []
  if (!names.some(given)) lacks.push('name')
  if (!waysToAnswer.some(given) && answerTo(answers, 'answer_channel') !== 'counter') lacks.push('way_to_answer')
  return lacks
}
