/** Rows of the paper's table, label and answer. The document and the way to be answered are each one row, as clerks write them. */
import { listOf } from '../domain/forms/catalogue.ts'
import { isAnswered } from '../domain/forms/conditions.ts'
import { isFromRecords } from '../domain/forms/fromRecords.ts'
import type { Answers, AnswerValue, Field } from '../domain/forms/schema.ts'
import { readIdentifier } from '../domain/identifiers/identifier.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import type { Application } from './applicationModel.ts'
import { type Html, html, joined } from './html.ts'
import { lowerFirst, showAnswer, showMoney, showPhone } from './show.ts'
import { TEXTS } from './texts.ts'

/** `always`: shown as an empty line where there is no value. */
export type Row = { label: string; value: string; always: boolean }
type Cells = { label: string; value: Html }

/** Longer lists of choices get a line instead of boxes to tick. */
const MOST_BOXES = 8

export const answerRow = {
  identifier: (key: 'iin' | 'bin' | 'phone', value: string, branch: BranchProfile): string =>
    key === 'phone' ? showPhone(value) : readIdentifier(key, value, branch).shown,
}

export function tableRows(section: string, fields: Field[], paper: Application): Cells[] {
  const { answers, say } = paper
  if (answers === null) return fields.flatMap((field) => (isForHand(field) ? [blankRow(field, paper)] : []))
  if (section === 'D') return [{ label: say.document, value: documentWords(fields, answers, paper) }]
  if (section === 'N') return [{ label: say.answer, value: answerWords(fields, answers, paper) }]
  return fields.flatMap((field) => {
    const value = answers[field.key]
    if (!isAnswered(value) || (value === false && field.required === 'no') || isDefaultNo(field, value))
      return isNeeded(field) && !isAnswered(value) ? [{ label: labelOf(field, paper), value: LINE }] : []
    return [{ label: labelOf(field, paper), value: words(field, value, paper) }]
  })
}

const LINE = html`<u class="line"></u>`
const labelOf = (field: Field, { language }: Application) => field.label[language]
const isNeeded = (field: Field) => field.required === 'forwarding' && field.type.kind !== 'bool'
/** "Acts through a representative: no" says nothing that the paper does not say without it. */
const isDefaultNo = (field: Field, value: AnswerValue) => value === false && field.default === false
/** What a customer can't fill in by hand or is asked elsewhere on the paper. */
const isForHand = (field: Field) =>
  !field.rare &&
  field.type.kind !== 'files' &&
  !isFromRecords(field.type) &&
  field.key !== 'pd_consent' &&
  !field.mustBeTrue &&
  !field.when

function words(field: Field, value: AnswerValue, paper: Application): Html {
  const { type } = field
  if (type.kind === 'table' && Array.isArray(value)) {
    const rows = value.filter((row) => typeof row === 'object')
    const cell = (row: Record<string, string>, key: string, of: string) => {
      const text = row[key] ?? ''
      return of === 'money' && text ? showMoney(text, paper.branch.currency, paper.language) : text
    }
    return html`<table class="inner"><tr>${type.columns.map(({ label }) => html`<th>${label[paper.language]}</th>`)}</tr>
${rows.map((row) => html`<tr>${type.columns.map(({ key, of }) => html`<td>${cell(row, key, of)}</td>`)}</tr>`)}</table>`
  }
  const parts = showAnswer(field, value, paper)
  if (type.kind === 'choices')
    return joined(
      parts.map((part, i) => (i === 0 ? part : lowerFirst(part, paper.language))),
      '; ',
    )
  const lines = parts.flatMap((part) => part.split('\n'))
  return joined(lines, type.kind === 'list' || isFromRecords(type) ? '; ' : html`<br>`)
}

/** `Удостоверение личности РК, оканчивается на 417, оригинал предъявлен` */
function documentWords(fields: Field[], answers: Answers, paper: Application): Html {
  const parts = fields.flatMap((field) => {
    const value = answers[field.key]
    if (!isAnswered(value) || value === false) return []
    if (field.mustBeTrue || field.key === 'id_seen') return [paper.say.seen]
    if (field.type.kind === 'choice' || field.type.kind === 'document') return showAnswer(field, value, paper)
    return [`${labelOf(field, paper)} ${showAnswer(field, value, paper).join(', ')}`]
  })
  return parts.length > 0 ? joined(parts, ', ') : LINE
}

/** The language and the way, with the phone or address that way needs. */
function answerWords(fields: Field[], answers: Answers, paper: Application): Html {
  const parts = fields.flatMap((field) => {
    const value = answers[field.key]
    if (field.type.kind !== 'choice' || !isAnswered(value)) return []
    const where = value === 'sms' ? answers.phone : value === 'email' ? answers.email : undefined
    const to = typeof where === 'string' ? (value === 'sms' ? showPhone(where) : where) : ''
    return [[showAnswer(field, value, paper).join(', '), to].filter(Boolean).join(', ')]
  })
  return parts.length > 0 ? joined(parts, '; ') : LINE
}

/** A row for a pen: boxes to tick for a short list, lines for everything else. */
function blankRow(field: Field, paper: Application): Cells {
  const { catalogue, language } = paper
  const { type } = field
  const { yes, no } = TEXTS[language]
  const label = labelOf(field, paper)
  const box = (words: string) => html`<span class="pick"><i class="box"></i>${words}</span> `
  if (type.kind === 'bool') return { label, value: html`${box(yes)}${box(no)}` }
  if (type.kind === 'choice' || type.kind === 'choices') {
    const values = listOf(catalogue, type.list)
    if (values.length <= MOST_BOXES)
      return { label, value: html`${values.map((value) => box((value.short ?? value.label)[language]))}` }
  }
  const lines = type.kind === 'text' ? (type.lines ?? 1) : type.kind === 'table' || type.kind === 'list' ? 3 : 1
  return { label, value: html`${Array.from({ length: lines }, () => LINE)}` }
}
