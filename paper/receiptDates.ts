/**
 * What the slip tells beside the answer's date: the dates the customer agreed to, and those that somebody promised, each
 * with whose word it is. A promise of hours is written to the minute, on the branch's clock.
 */
import { fieldsOf } from '../domain/forms/catalogue.ts'
import type { DueBy } from '../domain/forms/dues.ts'
import type { Answers, Catalogue, Due, Field, Form, Language } from '../domain/forms/schema.ts'
import { fillIn } from '../domain/forms/sentence.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { type Html, html, joined } from './html.ts'
import { showAnswer } from './show.ts'
import { TEXTS, writeDay, writeMoment } from './texts.ts'

export type SlipDates = {
  catalogue: Catalogue
  branch: BranchProfile
  form: Form
  languages: readonly [Language, Language]
  /** UTC. */
  acceptedAt: string
  told: Answers
  dues: readonly DueBy[]
}

/** Rows of the slip; nothing where there is nothing to tell. A notice is for the counter and stays there. */
export function slipDates(slip: SlipDates): Html | string {
  const { form, catalogue } = slip
  const fields = fieldsOf(catalogue, form)
  const told = (form.onSlip ?? []).flatMap((key) => {
    const field = fields.find((one) => one.key === key)
    return field && slip.told[key] !== undefined ? [toldRow(field, slip)] : []
  })
  const dues = (form.dues ?? []).flatMap((due) => {
    const counted = slip.dues.find(({ key }) => key === due.key)
    return counted && due.kind !== 'notice' ? [dueRow(due, counted.by, slip)] : []
  })
  if (told.length + dues.length === 0) return ''
  return html`<div class="dates ruled">${told}${dues}</div>`
}

function toldRow(field: Field, { told, languages, catalogue, branch }: SlipDates): Html {
  const labels = languages.map((language) => field.label[language])
  const values = languages.map((language) =>
    showAnswer(field, told[field.key], { catalogue, branch, language }).join('; '),
  )
  return html`<p>${joined([...new Set(labels)], ' / ')}: <b class="n">${joined([...new Set(values)], ' / ')}</b></p>`
}

/** Whose word it is stands under each date: only a law is called one. */
function dueRow(due: Due, by: string | null, { languages, branch, acceptedAt }: SlipDates): Html {
  const moment = by === null ? acceptedAt : by
  const written = moment.includes('T') ? writeMoment(moment, branch.timeZone) : writeDay(moment)
  const said = languages.map((language) => {
    const words = fillIn(due.say[language], { by: written })
    return due.kind === 'record' ? `${words}: ${written}` : words
  })
  const whose = due.term ? languages.map((language) => TEXTS[language].basis[due.term?.basis.kind ?? 'operator']) : []
  return html`<p>${joined(said, html`<br>`)}${whose.length > 0 ? html`<small> — ${joined([...new Set(whose)], ' / ')}</small>` : ''}</p>`
}
