/**
 * What an entry says, member by member, in words. A member that nobody here knows is printed as it was stored: a record that
 * leaves out what it does not understand would not be one.
 */
import { fieldsOf, formOf } from '../domain/forms/catalogue.ts'
import type { AnswerValue, Language } from '../domain/forms/schema.ts'
import type { CaseRecord, CaseRecordModel, RecordEntry } from './caseRecordModel.ts'
import { RECORD_TEXTS, type RecordTexts, wordAt, writeSecond } from './caseRecordTexts.ts'
import { showAnswer } from './show.ts'
import { fill, plural, TEXTS, writeDay } from './texts.ts'

export type Said = { label: string; value: string }

/** Names of the command, and what the entry itself shows elsewhere. */
export const SILENT: ReadonlySet<string> = new Set([
  'command',
  'basis',
  'serial',
  'branch',
  'stepsDone',
  'acceptedOn',
  'acceptedBy',
])
/** Answers stand in a table of their own, dates beside that of the answer on the slip; hashes of consents say nothing to a reader. */
export const SILENT_IN: Record<string, ReadonlySet<string>> = {
  caseRegistered: new Set(['answers', 'formVersion', 'dues', 'consent', 'marks']),
  caseCorrected: new Set(['consent', 'marks']),
  consentGiven: new Set(['what', 'confirmation', 'request']),
  codeRequested: new Set(['request', 'at']),
  codeFailed: new Set(['request', 'at']),
  caseReopened: new Set([]),
  personErased: new Set(['events']),
}

type Reading = CaseRecordModel & { texts: RecordTexts; entry: RecordEntry }

/** Every member of an entry's payload that has something to say. */
export function membersOf(entry: RecordEntry, model: CaseRecordModel): Said[] {
  const { payload } = entry
  const texts = RECORD_TEXTS[model.language]
  if (!isObject(payload)) return []
  // In the order of the words: the frozen bytes have theirs by the alphabet.
  const order = Object.keys(texts.member)
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  const members = Object.entries(payload).sort(([a], [b]) => place(a) - place(b))
  return members.flatMap(([name, value]) => {
    if (SILENT.has(name) || SILENT_IN[entry.type]?.has(name) || isNothing(value)) return []
    const label = wordAt(texts, 'member', name) ?? name
    return [{ label, value: inWords(name, value, { ...model, texts, entry }) }]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0)

const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

function inWords(name: string, value: unknown, reading: Reading): string {
  const { texts, language, entry, branch } = reading
  if (typeof value === 'boolean') return TEXTS[language][value ? 'yes' : 'no']
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return textOf(name, value, reading)
  if (Array.isArray(value)) return value.map((one) => partOf(name, one, reading)).join('; ')
  if (!isObject(value)) return JSON.stringify(value)
  if (name === 'changed') return changedIn(value, reading)
  if (name === 'newAnswers') return answersIn(value, reading)
  if (name === 'answer' && typeof value.by === 'string') return `${writeDay(value.by)}, ${termOf(value, language)}`
  if (name === 'told' && typeof value.how === 'string')
    return `${wordAt(texts, 'code', 'told', 'how', value.how) ?? value.how}: ${value.proof}`
  if (name === 'handTaken' && typeof value.at === 'string')
    return `${value.number}, ${writeSecond(value.at, branch.timeZone).local}`
  if (name === 'stepReasons') return Object.values(value).join('; ')
  if (name === 'entry' || name === 'conflict') return placeOf(value, reading)
  if (name === 'proof' && entry.type === 'caseWithdrawn') {
    const way = String(value.way)
    // Of a code its phone, as headquarters masked it: the customer knows his number by it.
    const body = isObject(value.confirmation) && isObject(value.confirmation.body) ? value.confirmation.body : {}
    return [
      wordAt(texts, 'code', 'caseWithdrawn', 'way', way) ?? way,
      value.paper ?? body.masked,
      value.taken === true && wordAt(texts, 'code', 'caseWithdrawn', 'taken', 'true'),
    ]
      .filter(Boolean)
      .join(', ')
  }
  return partOf(name, value, reading)
}

function textOf(name: string, value: string, { texts, entry, branch, catalogue, language, record }: Reading): string {
  const coded = wordAt(texts, 'code', entry.type, name, value)
  if (coded) return coded
  if (name === 'reason' && entry.type === 'caseEscalated')
    return record.reasons.find(({ code }) => code === value)?.label[language] ?? value
  if (name === 'outcome') return catalogue.outcomes.find(({ code }) => code === value)?.label[language] ?? value
  if (name === 'language' && (value === 'kk' || value === 'ru' || value === 'en'))
    return TEXTS[language].languages[value]
  if (name === 'type' || name === 'purpose') return formOf(catalogue, value)?.title[language] ?? value
  if (name === 'paper') return paperTitle(value, { catalogue, language, record })
  if (name === 'seenBy' || name === 'typedBy') return record.names[value] ?? fill(texts.unknownPerson, { id: value })
  if (name === 'conflict') return entryOf(value, texts, record)
  if (MOMENT.test(value)) return writeSecond(value, branch.timeZone).local
  return DAY.test(value) ? writeDay(value) : value
}

/** One of several, or one that holds several members. */
function partOf(name: string, value: unknown, reading: Reading): string {
  const { language, record, catalogue } = reading
  if (typeof value === 'string')
    return name === 'missing' || name === 'kept' ? fieldTitle(value, reading) : textOf(name, value, reading)
  if (!isObject(value)) return JSON.stringify(value)
  if (name === 'papers') {
    const sheets = plural(TEXTS[language].slip.sheets, Number(value.sheets), language)
    const kind = TEXTS[language].slip[value.original === true ? 'original' : 'copyOf']
    return `${paperTitle(String(value.key), { catalogue, language, record })} (${sheets}, ${kind})`
  }
  if (typeof value.sha256 === 'string') return `${value.name} (SHA-256 ${value.sha256.slice(0, 16)}…)`
  if (name === 'reasons') {
    const fields = Array.isArray(value.fields) ? value.fields.map((key) => fieldTitle(String(key), reading)) : []
    return fields.length > 0 ? `${value.words} (${fields.join(', ')})` : String(value.words)
  }
  if (typeof value.number === 'string') return value.number
  if (typeof value.signature === 'string' && typeof value.role === 'string') return value.signature
  if (isObject(value.name)) return [value.name[language], value.url].filter(Boolean).join(', ')
  if (typeof value.name === 'string') return value.name
  return JSON.stringify(value)
}

const termOf = (term: Record<string, unknown>, language: Language): string => {
  const { units, basis } = TEXTS[language]
  const unit = typeof term.unit === 'string' && Object.hasOwn(units, term.unit) ? term.unit : null
  const kind = isObject(term.basis) && typeof term.basis.kind === 'string' ? term.basis.kind : null
  const said = kind !== null && Object.hasOwn(basis, kind) ? basis[kind as keyof typeof basis] : ''
  return [unit && plural(units[unit as keyof typeof units], Number(term.amount), language), said]
    .filter(Boolean)
    .join(', ')
}

type Where = Pick<CaseRecordModel, 'catalogue' | 'language' | 'record'>

function fieldTitle(key: string, { catalogue, language, record }: Where): string {
  const form = formOf(catalogue, record.type)
  const field = form && fieldsOf(catalogue, form).find((one) => one.key === key)
  return field ? (field.short ?? field.label)[language] : paperTitle(key, { catalogue, language, record })
}

export function paperTitle(key: string, { catalogue, language, record }: Where): string {
  const form = formOf(catalogue, record.type)
  const papers = form ? [...form.papers.required, ...form.papers.optional] : []
  return papers.find((one) => one.key === key)?.title[language] ?? key
}

/** An answer under its label, in words. */
export function answerWords(key: string, value: unknown, model: CaseRecordModel): string {
  const { catalogue, record } = model
  const form = formOf(catalogue, record.type)
  const field = form && fieldsOf(catalogue, form).find((one) => one.key === key)
  if (!field) return typeof value === 'string' ? value : JSON.stringify(value)
  return showAnswer(field, value as AnswerValue, model).join('; ') || RECORD_TEXTS[model.language].nothing
}

function changedIn(changed: Record<string, unknown>, reading: Reading): string {
  const words = (key: string, value: unknown) =>
    isNothing(value) ? reading.texts.nothing : answerWords(key, value, reading)
  return Object.entries(changed)
    .map(([key, change]) => {
      const { before, after } = isObject(change) ? change : { before: null, after: change }
      return `${fieldTitle(key, reading)}: ${words(key, before)} → ${words(key, after)}`
    })
    .join('; ')
}

const answersIn = (answers: Record<string, unknown>, reading: Reading): string =>
  Object.entries(answers)
    .map(([key, value]) => `${fieldTitle(key, reading)}: ${answerWords(key, value, reading)}`)
    .join('; ')

const placeOf = (entry: Record<string, unknown>, { texts, record }: Reading): string =>
  entryOf(String(entry.hash), texts, record)

/** `entry 4` of this record; another case's entry has no number here. */
function entryOf(hash: string, texts: RecordTexts, record: CaseRecord): string {
  const n = record.entries.findIndex((one) => one.hash === hash) + 1
  return n > 0 ? fill(texts.entryNo, { n }) : texts.otherEntry
}
