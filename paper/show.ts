/** How an answer reads on paper. A document's number is never written out: its ending proves that it was seen. */
import { listOf } from '../domain/forms/catalogue.ts'
import type { AnswerValue, Catalogue, Field, FieldType, Language } from '../domain/forms/schema.ts'
import { day } from '../domain/forms/shown.ts'
import { readIdentifier } from '../domain/identifiers/identifier.ts'
import { group } from '../domain/identifiers/reading.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { fill, TEXTS } from './texts.ts'

export type Showing = { catalogue: Catalogue; branch: BranchProfile; language: Language }

/** The answer in words, parts of a list apart. Nothing for an answer of another shape than its field's. */
export function showAnswer(field: Field, value: AnswerValue | undefined, showing: Showing): string[] {
  if (typeof value === 'boolean') return [TEXTS[showing.language][value ? 'yes' : 'no']]
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'string') return value.trim() === '' ? [] : [showText(field.type, value, showing)]
  if (!Array.isArray(value)) return []
  return value.flatMap((entry) => (typeof entry === 'string' ? [showEntry(field.type, entry, showing)] : []))
}

function showText(type: FieldType, value: string, showing: Showing): string {
  const { catalogue, branch, language } = showing
  switch (type.kind) {
    case 'choice':
      return labelOf(type.list, value, catalogue, language)
    case 'date':
    case 'datetime':
    case 'month':
      return day(value)
    case 'money':
      return showMoney(value, branch.currency, language)
    case 'identifier':
      return type.of === 'phone' ? showPhone(value) : readIdentifier(type.of, value, branch).shown
    case 'login':
      return value.startsWith('+') ? showPhone(value) : value
    case 'document':
      return fill(TEXTS[language].application.ending, { end: value.slice(-type.show) })
    case 'country':
      return countryName(value, language)
    case 'text':
    case 'name':
    case 'bool':
    case 'choices':
    case 'number':
    case 'email':
    case 'case_number':
    case 'outage_number':
    case 'list':
    case 'table':
    case 'files':
    case 'open_cases':
      return value
    default:
      return type satisfies never
  }
}

function showEntry(type: FieldType, entry: string, showing: Showing): string {
  if (type.kind === 'choices') return labelOf(type.list, entry, showing.catalogue, showing.language)
  if (type.kind !== 'list') return entry
  if (type.of === 'phone') return showPhone(entry)
  if (type.of === 'datetime') return day(entry)
  return type.of === 'track' ? readIdentifier('track', entry, showing.branch).shown : entry
}

/** How a value reads inside the request's sentence: in its own grammatical form where the list has one. */
export function showInSentence(field: Field, value: AnswerValue | undefined, showing: Showing): string {
  const { type } = field
  const inside = (list: string, code: string) => {
    const found = listOf(showing.catalogue, list).find((one) => one.code === code)
    return found?.inText?.[showing.language] ?? lowerFirst(found?.label[showing.language] ?? code, showing.language)
  }
  if (type.kind === 'choice' && typeof value === 'string') return inside(type.list, value)
  // Several answers end their sentence, each a part of it with commas of its own.
  if (type.kind === 'choices' && Array.isArray(value))
    return value.flatMap((code) => (typeof code === 'string' ? [inside(type.list, code)] : [])).join('; ')
  return showAnswer(field, value, showing).join(', ')
}

/** `Найти отправление` → `найти отправление`; abbreviations and names (second letter not small) stay. */
export const lowerFirst = (text: string, language: Language): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase(language) + text.slice(1) : text

const labelOf = (list: string, code: string, catalogue: Catalogue, language: Language): string =>
  listOf(catalogue, list).find((one) => one.code === code)?.label[language] ?? code

/** `+77011234567` → `+7 701 123 45 67`, never torn between two lines; other countries as their own habit has it. */
export function showPhone(value: string): string {
  const seven = /^\+7(\d{10})$/.exec(value)?.[1]
  const shown = seven ? `+7 ${group(seven, 3, 3, 2, 2)}` : readIdentifier('phone', value, { country: 'KZ' }).shown
  return shown.replaceAll(' ', '\u00a0')
}

const SIGNS: Record<string, string> = { KZT: '₸', RUB: '₽', PLN: 'zł' }

/** `14500.50` → `14 500,50 ₸`. The amount is text all the way: no rounding. What is no amount yet stays as it was typed. */
export function showMoney(value: string, currency: string, language: Language): string {
  if (!/^\d+\.\d{2}$/.test(value)) return value
  const [whole = '', part] = value.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '\u00a0')
  const fraction = part && Number(part) !== 0 ? `${language === 'en' ? '.' : ','}${part.padEnd(2, '0')}` : ''
  return `${grouped}${fraction}\u00a0${SIGNS[currency] ?? currency}`
}

function countryName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
