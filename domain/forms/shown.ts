/**
 * Answers as people read them: words of the lists in the asked language, days as on paper, phones and numbers in groups.
 * The number of an identity document never leaves here whole.
 */
import { type IdentifierContext, readIdentifier } from '../identifiers/identifier.ts'
import { group } from '../identifiers/reading.ts'
import { listOf } from './catalogue.ts'
import type { AnswerValue, Catalogue, Field, FieldType, Language, ValueList } from './schema.ts'

/**
 * `text` for the screen, the paper and the reviewer; `short` for a chip or a cell. Of an identity document `text` is
 * masked and `short` is what may be read out: its last characters.
 */
export type ShownAnswer = { text: string; short: string }

const same = (text: string): ShownAnswer => ({ text, short: text })

/** One answer in words; an absent answer is empty text, never a word like "null". */
export function showAnswer(
  catalogue: Catalogue,
  field: Field,
  value: AnswerValue | undefined,
  language: Language,
): ShownAnswer {
  const { type } = field
  if (value === undefined) return same('')
  if (typeof value === 'boolean') return label(catalogue, 'yes_no', value ? 'yes' : 'no', language)
  if (typeof value === 'number') return same(String(value))
  if (typeof value === 'string') return showText(catalogue, type, value, language)
  const shown = value.map((entry) =>
    typeof entry === 'string' ? showEntry(catalogue, type, entry, language) : same(row(type, entry, language)),
  )
  const between = type.kind === 'list' || type.kind === 'files' || type.kind === 'open_cases' ? ', ' : '; '
  return { text: shown.map(({ text }) => text).join(between), short: shown.map(({ short }) => short).join(', ') }
}

function showText(catalogue: Catalogue, type: FieldType, text: string, language: Language): ShownAnswer {
  switch (type.kind) {
    case 'choice':
      return label(catalogue, type.list, text, language)
    case 'date':
    case 'datetime':
    case 'month':
      return same(day(text))
    case 'money':
      return same(money(text, language))
    case 'identifier':
      return same(identifier(type.of, text))
    case 'login':
      return same(text.startsWith('+') ? identifier('phone', text) : text)
    case 'document':
      return { text: masked(text, type.show), short: lastOf(text, type.show) }
    case 'country':
      return same(country(text, language))
    default:
      return same(text)
  }
}

function showEntry(catalogue: Catalogue, type: FieldType, entry: string, language: Language): ShownAnswer {
  if (type.kind === 'choices') return label(catalogue, type.list, entry, language)
  if (type.kind !== 'list') return same(entry)
  if (type.of === 'datetime') return same(day(entry))
  return same(type.of === 'text' ? entry : identifier(type.of, entry))
}

function row(type: FieldType, cells: Record<string, string>, language: Language): string {
  if (type.kind !== 'table') return Object.values(cells).join(' · ')
  const filled = type.columns.flatMap(({ key, of }) => {
    const cell = cells[key]
    return cell === undefined ? [] : [of === 'money' ? money(cell, language) : cell]
  })
  return filled.join(' · ')
}

const listedValue = (catalogue: Catalogue, list: string, code: string): ValueList['values'][number] | undefined =>
  listOf(catalogue, list).find((value) => value.code === code)

/** A code that is no longer in the list is shown as it is: an old case stays readable. */
function label(catalogue: Catalogue, list: string, code: string, language: Language): ShownAnswer {
  const value = listedValue(catalogue, list, code)
  return value ? { text: value.label[language], short: (value.short ?? value.label)[language] } : same(code)
}

/**
 * `2026-11-23` → `23.11.2026`, `2026-11-23T10:47` → `23.11.2026 10:47`, `2026-11` → `11.2026`. What nobody could read as a
 * day stays whole, as it was typed.
 */
export function day(text: string): string {
  if (!/^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2})?)?$/.test(text)) return text
  const [date = '', time] = text.split('T')
  const turned = date.split('-').reverse().join('.')
  return time === undefined ? turned : `${turned} ${time}`
}

const NO_BREAK = '\u00a0'

function money(text: string, language: Language): string {
  const parts = /^(\d+)\.(\d{2})$/.exec(text)
  if (!parts) return text
  const [whole = '', cents] = parts.slice(1)
  const [thousands, point] = language === 'en' ? [',', '.'] : [NO_BREAK, ',']
  return `${whole.replace(/\B(?=(\d{3})+$)/g, thousands)}${point}${cents}`
}

/** Groups do not depend on the country of the branch: stored phones carry their own. */
const anywhere: IdentifierContext = { country: 'KZ' }

function identifier(kind: Parameters<typeof readIdentifier>[0], text: string): string {
  if (kind === 'postcode') return text
  if (kind === 'iban') return group(text, ...Array.from({ length: Math.floor(text.length / 4) }, () => 4))
  return readIdentifier(kind, text, anywhere).shown
}

/** A number no longer than what may be shown is hidden whole. */
const lastOf = (text: string, show: number): string => (text.length > show ? text.slice(-show) : '')
const masked = (text: string, show: number): string => {
  const last = lastOf(text, show)
  return '•'.repeat(text.length - last.length) + last
}

function country(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
}
