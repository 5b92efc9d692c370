/**
 * One answer in its stored form. Doing it twice changes nothing. What cannot be read stays as it was typed, tidied, for
 * `check.ts` to say so; only an answer of the wrong shape is dropped (left over from another type of case).
 */
import { type IdentifierContext, readIdentifier } from '../identifiers/identifier.ts'
import { readCopiedNumber } from '../journal/number.ts'
import { readAmount } from './amounts.ts'
import type { AnswerValue, FieldType } from './schema.ts'

/** Half characters, control characters and the marks that turn the direction of writing: a name must look as it is. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** Place of the first invisible character that the stored form leaves out; -1 where there is none. */
export const unseenAt = (text: string): number => text.search(UNSEEN)

/** Text with line ends as `\n`, without invisible characters, in NFC, trimmed. One line unless `lines` is above one. */
export function tidyText(text: string, lines = 1): string {
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSEEN, '')
    .normalize('NFC')
  if (lines <= 1) return clean.replace(/\s+/gu, ' ').trim()
  return clean
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** `1 234,5` → `1234.50`; what is no amount, or may be two, stays. */
function money(text: string, { country }: IdentifierContext): string {
  const plain = tidyText(text)
  const read = readAmount(plain, country)
  return read.ok ? read.amount : plain
}

/** `15.03.1990` as it stands on a paper → `1990-03-15`. */
function date(text: string): string {
  const plain = tidyText(text)
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain)
  return parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : plain
}

function login(text: string, context: IdentifierContext): string {
  const plain = tidyText(text)
  const phone = readIdentifier('phone', plain, context)
  return phone.level === 'ok' ? phone.value : plain
}

function identifier(kind: Parameters<typeof readIdentifier>[0], text: string, context: IdentifierContext): string {
  const plain = tidyText(text)
  // Upper case may take a letter apart (ῒ), so the value is put together again.
  return plain && tidyText(readIdentifier(kind, plain, context).value)
}

/** The stored form of an answer, or undefined where there is none. */
export function normaliseValue(type: FieldType, value: unknown, context: IdentifierContext): AnswerValue | undefined {
  switch (type.kind) {
    case 'bool':
      return typeof value === 'boolean' ? value : undefined
    case 'number':
      return wholeNumber(value)
    case 'choices':
    case 'files':
      return filled([...new Set(texts(value).map((text) => tidyText(text)))])
    case 'open_cases':
      return filled(texts(value).map(caseNumber))
    case 'list':
      return filled(texts(value).map((text) => listLine(type.of, text, context)))
    case 'table':
      return rows(type.columns, value, context)
    default:
      return typeof value === 'string' ? normaliseText(type, value, context) || undefined : undefined
  }
}

type TextType = Exclude<FieldType, { kind: 'bool' | 'number' | 'choices' | 'files' | 'list' | 'table' | 'open_cases' }>

function normaliseText(type: TextType, text: string, context: IdentifierContext): string {
  switch (type.kind) {
    case 'text':
      return tidyText(text, type.lines)
    case 'name':
      return identifier('name', text, context)
    case 'identifier':
      return identifier(type.of, text, context)
    case 'login':
      return login(text, context)
    case 'date':
      return date(text)
    case 'money':
      return money(text, context)
    case 'document':
    case 'country':
    case 'outage_number':
      return tidyText(tidyText(text).toUpperCase().replace(/\s/gu, ''))
    case 'case_number':
      return caseNumber(text)
    case 'choice':
    case 'datetime':
    case 'month':
    case 'email':
      return tidyText(text)
    default:
      return type satisfies never
  }
}

/** One by itself or one of many: as a hand copies it from a slip. */
const caseNumber = (text: string): string => readCopiedNumber(text) ?? tidyText(text)

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number + 0 : undefined
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []

function filled(entries: string[]): string[] | undefined {
  const some = entries.filter((entry) => entry !== '')
  return some.length > 0 ? some : undefined
}

function listLine(of: 'track' | 'phone' | 'text' | 'datetime', text: string, context: IdentifierContext): string {
  return of === 'track' || of === 'phone' ? identifier(of, text, context) : tidyText(text)
}

type Columns = Extract<FieldType, { kind: 'table' }>['columns']

function rows(columns: Columns, value: unknown, context: IdentifierContext): Record<string, string>[] | undefined {
  if (!Array.isArray(value)) return undefined
  const some = value.map((row) => cells(columns, row, context)).filter((row) => Object.keys(row).length > 0)
  return some.length > 0 ? some : undefined
}

function cells(columns: Columns, row: unknown, context: IdentifierContext): Record<string, string> {
  if (typeof row !== 'object' || row === null) return {}
  const kept: [string, string][] = []
  for (const { key, of } of columns) {
    const cell = Object.hasOwn(row, key) ? Reflect.get(row, key) : undefined
    const text = typeof cell === 'string' ? (of === 'money' ? money(cell, context) : tidyText(cell)) : ''
    if (text !== '') kept.push([key, text])
  }
  return Object.fromEntries(kept)
}
