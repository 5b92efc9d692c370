/**
 * What is wrong with one answer by itself. Codes only, their words stand in the locale files under `finding`; an error
 * that may truly stand so in a document can be kept by the clerk (`mayKeep`), everything else has to be typed again.
 */
import { z } from 'zod'
import { addDays, addMonths } from '../calendar/days.ts'
import { countries } from '../identifiers/countries.ts'
import { type IdentifierContext, readIdentifier } from '../identifiers/identifier.ts'
import { lineFindings } from '../identifiers/list.ts'
import type { Finding as IdentifierFinding } from '../identifiers/reading.ts'
import { readNumber, resemblesNumber } from '../journal/number.ts'
import type { Masks } from '../people/branch.ts'
import { readAmount } from './amounts.ts'
import { listOf } from './catalogue.ts'
import type { AnswerValue, Catalogue, FieldType } from './schema.ts'
import { day } from './shown.ts'

/** `today` is a date in the branch's calendar. */
export type CheckContext = IdentifierContext & {
  today: string
  /** Shapes of the operator's own numbers, from the branch profile. */
  masks?: Masks | undefined
}

export type ValueFinding = IdentifierFinding & {
  /** Line of a list or row of a table, from 1. */
  line?: number
  /** The clerk may say "so in the document". */
  mayKeep?: boolean
}

type Facts = Record<string, string | number>
const wrong = (code: string, facts?: Facts): ValueFinding => ({ code, level: 'error', ...(facts && { facts }) })
const unlikely = (code: string, level: 'warning' | 'error', facts?: Facts): ValueFinding => ({
  ...wrong(code, facts),
  level,
  mayKeep: true,
})

const isDate = (text: string): boolean => z.iso.date().safeParse(text).success
const isMonth = (text: string): boolean => isDate(`${text}-01`)
const isDatetime = (text: string): boolean =>
  isDate(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10))
const isMoney = (text: string): boolean => /^(0|[1-9]\d{0,11})\.\d{2}$/.test(text)
/** Why it is no amount, and what would be one. */
function noAmount(text: string, { country }: CheckContext): ValueFinding {
  const read = readAmount(text, country)
  if (read.ok || read.why === 'none') return wrong('money.unreadable')
  return read.why === 'ambiguous'
    ? wrong('money.ambiguous', { one: read.one, other: read.other })
    : wrong('money.otherCurrency')
}

/** A day alone lacks its time. */
const noMoment = (text: string): ValueFinding =>
  /^\d{2}\.\d{2}\.\d{4}$/.test(text) || isDate(text)
    ? wrong('datetime.noTime', { day: isDate(text) ? day(text) : text })
    : wrong('datetime.unreadable')

const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text)

/** Findings about an answer in its stored form; empty when nothing is to be said. */
export function checkValue(
  catalogue: Catalogue,
  type: FieldType,
  value: AnswerValue,
  context: CheckContext,
): ValueFinding[] {
  if (typeof value === 'string') return checkText(catalogue, type, value, context)
  if (type.kind === 'number' && typeof value === 'number')
    return value < type.min || value > type.max ? [wrong('number.range', { min: type.min, max: type.max })] : []
  if (!Array.isArray(value)) return []
  const most = 'max' in type ? type.max : Number.POSITIVE_INFINITY
  const many = value.length > most ? [wrong('list.tooMany', { max: most })] : []
  return [...many, ...value.flatMap((entry, i) => checkEntry(catalogue, type, entry, context).map(onLine(i + 1)))]
}

const onLine = (line: number) => (finding: ValueFinding) => ({ ...finding, line })

function checkEntry(
  catalogue: Catalogue,
  type: FieldType,
  entry: string | Record<string, string>,
  context: CheckContext,
): ValueFinding[] {
  if (typeof entry === 'string') {
    if (type.kind === 'choices') return inList(catalogue, type.list, entry)
    if (type.kind !== 'list') return []
    if (type.of === 'text') return tooLong(entry, LINE)
    if (type.of === 'datetime') return isDatetime(entry) ? [] : [noMoment(entry)]
    return lineFindings(type.of, entry, context).map(keepable)
  }
  if (type.kind !== 'table') return []
  return type.columns.flatMap(({ key, of }) => {
    const cell = entry[key]
    if (cell === undefined) return []
    if (of === 'money') return isMoney(cell) ? [] : [noAmount(cell, context)]
    if (of === 'number') return /^\d{1,9}$/.test(cell) ? [] : [wrong('number.unreadable')]
    return tooLong(cell, LINE)
  })
}

/** Longest line of a list and longest cell of a table. */
const LINE = 500

function checkText(catalogue: Catalogue, type: FieldType, text: string, context: CheckContext): ValueFinding[] {
  switch (type.kind) {
    case 'text':
      return type.min !== undefined && length(text) < type.min
        ? [wrong('text.tooShort', { min: type.min })]
        : [...tooLong(text, type.max), ...(type.mask ? masked(text, context.masks?.[type.mask]) : [])]
    case 'name':
      return [
        ...tooLong(text, type.max),
        ...identifier('name', text, context).filter(({ code }) => code !== 'name.length'),
      ]
    case 'identifier':
      return identifier(type.of, text, context)
    case 'login':
      return tooLong(text, type.max)
    case 'document':
      return document(text, type.max)
    case 'choice':
      return inList(catalogue, type.list, text)
    case 'date':
      return date(type, text, context.today)
    case 'datetime':
      if (!isDatetime(text)) return [noMoment(text)]
      return type.past && text.slice(0, 10) > context.today ? [unlikely('date.future', 'error')] : []
    case 'month':
      if (!isMonth(text)) return [wrong('month.unreadable')]
      return type.past && text > context.today.slice(0, 7) ? [unlikely('date.future', 'error')] : []
    case 'money':
      if (!isMoney(text)) return [noAmount(text, context)]
      return type.positive && Number(text) === 0 ? [wrong('money.zero')] : []
    case 'email':
      return isEmail(text) ? [] : [wrong('email.unreadable')]
    case 'country':
      return countries.has(text) ? [] : [wrong('country.unknown')]
    case 'case_number':
      if (readNumber(text) === text) return []
      return [
        { ...wrong(resemblesNumber(text) ? 'caseNumber.checkCharacter' : 'caseNumber.unreadable'), mayKeep: true },
      ]
    case 'outage_number':
      return /^[\p{L}\p{Nd}-]{1,24}$/u.test(text) ? [] : [wrong('outageNumber.unreadable')]
    case 'bool':
    case 'number':
    case 'choices':
    case 'list':
    case 'table':
    case 'files':
    case 'open_cases':
      return []
    default:
      return type satisfies never
  }
}

/** The operator's own number: digits and hyphens, in the shape of the profile where one is given. */
function masked(text: string, mask: Masks[keyof Masks] | undefined): ValueFinding[] {
  const at = text.search(/[^\d-]/)
  if (at >= 0) return [{ ...unlikely('account.characters', 'error'), at }]
  if (!mask || new RegExp(`^(?:${mask.pattern})$`).test(text)) return []
  return [unlikely('account.mask', 'warning', { example: mask.example })]
}

const length = (text: string): number => [...text].length
const tooLong = (text: string, max: number): ValueFinding[] =>
  length(text) > max ? [wrong('text.tooLong', { max, found: length(text) })] : []

function inList(catalogue: Catalogue, list: string, code: string): ValueFinding[] {
  return listOf(catalogue, list).some((value) => value.code === code) ? [] : [wrong('choice.unknown')]
}

function identifier(
  kind: Parameters<typeof readIdentifier>[0],
  text: string,
  context: IdentifierContext,
): ValueFinding[] {
  return readIdentifier(kind, text, context).findings.map(keepable)
}

const keepable = (finding: IdentifierFinding): ValueFinding =>
  finding.level === 'error' ? { ...finding, mayKeep: true } : finding

function document(text: string, max: number): ValueFinding[] {
  const at = text.search(/[^\p{L}\p{Nd}]/u)
  const found: ValueFinding[] = at < 0 ? [] : [{ ...unlikely('document.characters', 'error'), at }]
  return [...tooLong(text, max), ...found]
}

/** Nobody at a counter speaks of another year: a slip of the hand, such as 0026. */
const isOfOurTime = (text: string): boolean => text >= '1900' && text < '2101'

function date(type: Extract<FieldType, { kind: 'date' }>, text: string, today: string): ValueFinding[] {
  if (!isDate(text) || (type.notBefore === undefined && !isOfOurTime(text))) return [wrong('date.unreadable')]
  const level = type.level ?? 'error'
  const findings: ValueFinding[] = []
  if (type.past && text > today) findings.push(unlikely('date.future', level))
  if (type.future && text < today) findings.push(unlikely('date.past', level))
  if (type.notBefore !== undefined && text < type.notBefore)
    findings.push(unlikely('date.tooEarly', 'error', { from: day(type.notBefore) }))
  if (type.daysAhead !== undefined && text >= today && text < addDays(today, type.daysAhead))
    findings.push(unlikely('date.tooSoon', 'warning', { from: day(addDays(today, type.daysAhead)) }))
  if (type.withinMonths !== undefined && text > addMonths(today, type.withinMonths))
    findings.push(unlikely('date.tooFar', 'warning', { until: day(addMonths(today, type.withinMonths)) }))
  if (type.oldAfterMonths !== undefined && text < addMonths(today, -type.oldAfterMonths))
    findings.push(unlikely('date.longAgo', 'warning', { months: type.oldAfterMonths }))
  return findings
}
