/**
 * The customer's paper, A4, from the definition of any form: filled in and ready to sign, or blank with lines for a pen. It
 * prints before the case has a number, so its foot carries codes by which a scan finds the case again, and the branch fills
 * the number in afterwards. Below the cut is the customer's part: proof by hand on the day when no slip can be printed.
 * The number of an identity document is masked; what was not asked is not shown.
 */
import { fieldsOf, formFields, formOf } from '../domain/forms/catalogue.ts'
import { holds, isAnswered } from '../domain/forms/conditions.ts'
import { formCode } from '../domain/forms/formCode.ts'
import type { Field } from '../domain/forms/schema.ts'
import { fillSentence, type Piece } from '../domain/forms/sentence.ts'
import { titleFor } from '../domain/forms/terms.ts'
import type { Application, ApplicationModel, ApplicationOptions } from './applicationModel.ts'
import { answerRow, type Row, tableRows } from './applicationRows.ts'
import { APPLICATION_STYLE } from './applicationStyle.ts'
import { barCode, matrixCode } from './codes.ts'
import { type Html, html, joined } from './html.ts'
import { page } from './page.ts'
import { showInSentence } from './show.ts'
import { fill, TEXTS, writeDay, writeMoment } from './texts.ts'

export function applicationHtml(model: ApplicationModel, options: ApplicationOptions): string {
  const form = formOf(model.catalogue, model.type)
  if (!form) throw new Error(`no form ${model.type}`)
  const paper: Application = { ...model, form, say: TEXTS[model.language].application }
  const { say, language } = paper
  const sentence = request(paper)
  const body = html`<table class="sheet"><tbody><tr><td>
${addressee(paper)}
<h1>${titleFor(form, paper.answers ?? {}).title[language]}</h1>
<p class="request">${sentence.map(({ text, name }) => (name === undefined ? text : written(text)))}</p>
${table(paper, sentence)}
<div class="close"><p class="consent"><i class="box${model.answers?.pd_consent === true ? html` ticked` : ''}"></i>${say.consent}</p>
<p class="safety">${say.safety}</p>
<div class="sign"><div></div><div></div><small>${say.date}</small><small>${say.signature}</small></div></div>
${mark(paper)}
${customersPart(paper)}
</td></tr></tbody><tfoot><tr><td></td></tr></tfoot></table>${foot(paper)}`
  return page(
    {
      language,
      title: model.label ?? form.code,
      style: APPLICATION_STYLE,
      sheet: ['a4', model.answers ? '' : 'blank', options.large ? 'large' : ''].filter(Boolean).join(' '),
      body,
    },
    options,
  )
}

/** To whom and from whom. A missing part of a name leaves no gap (R-054). */
function addressee({ branch, form, language, say, answers }: Application): Html {
  const text = (key: string) => {
    const value = answers && Object.hasOwn(answers, key) ? answers[key] : undefined
    return typeof value === 'string' ? value.trim() : ''
  }
  const organisation = text('applicant_kind') === 'organisation'
  const person = [text('last_name'), text('first_name'), text('patronymic')].filter(Boolean).join(' ')
  const name = organisation ? [text('org_name'), person].filter(Boolean).join(', ') : person
  const showing = { say, answers, language, branch }
  const lines: Row[] = [
    { label: say.from, value: name, always: true },
    organisation
      ? { label: say.bin, value: shown('bin', showing), always: true }
      : { label: say.iin, value: shown('iin', showing), always: true },
    { label: say.phone, value: shown('phone', showing), always: !text('post_address') },
    { label: say.email, value: text('email'), always: false },
    {
      label: say.address,
      value: [text('postcode'), text('post_address')].filter(Boolean).join(', '),
      always: answers === null,
    },
  ]
  return html`<dl class="to"><dt>${say.to}</dt><dd class="whom">${branch.operator[language]}<br>${form.unit[language]}</dd>
${lines.filter(({ value, always }) => value || always).map(({ label, value }) => html`<dt>${label}</dt><dd>${written(value)}</dd>`)}</dl>`
}

type Header = Pick<Application, 'say' | 'answers' | 'language' | 'branch'>

function shown(key: 'iin' | 'bin' | 'phone', { answers, branch }: Header): string {
  const value = answers && Object.hasOwn(answers, key) ? answers[key] : undefined
  return typeof value === 'string' ? answerRow.identifier(key, value, branch) : ''
}

/** A value on its line, or the empty line. */
const written = (value: string): Html => (value ? html`<u>${value}</u>` : html`<u class="line"></u>`)

/** The sentence that asks, as pieces: words of the form and what was put into its gaps. */
function request(paper: Application): Piece[] {
  const { form, language, answers, catalogue } = paper
  const fields = fieldsOf(catalogue, form)
  return fillSentence(form.request[language], (key) => {
    const field = fields.find((one) => one.key === key)
    if (!field || !answers) return ''
    const asked = !field.when || holds(field.when, answers)
    return asked && isAnswered(answers[key]) ? showInSentence(field, answers[key], paper) : ''
  })
}

/** The answers that stand neither in the heading nor in the sentence; one that the sentence left out stands here. */
function table(paper: Application, sentence: Piece[]): Html {
  const { form, catalogue, language, answers } = paper
  const said = new Set(sentence.map((piece) => piece.name))
  const tells = (field: Field) => !said.has(field.key) && (!answers || !field.when || holds(field.when, answers))
  const sections = formFields(catalogue, form)
    .filter(({ code }) => code !== 'A')
    .map(({ code, title, fields }) => ({ title: title[language], rows: tableRows(code, fields.filter(tells), paper) }))
    .filter(({ rows }) => rows.length > 0)
  const headed = sections.filter(({ rows }) => rows.length > 1).length > 1
  return html`<table class="answers">${sections.map(
    ({ title, rows }) =>
      html`<tbody>${headed && rows.length > 1 ? html`<tr class="h"><th colspan="2">${title}</th></tr>` : ''}${rows.map(
        ({ label, value }) => html`<tr><td>${label}</td><td>${value}</td></tr>`,
      )}</tbody>`,
  )}</table>`
}

const line = (label: string) => html`<span>${label}</span><i></i>`

function mark({ say }: Application): Html {
  return html`<div class="mark"><p><b>${say.mark}</b> (${say.markHint})</p>
<div>${line(say.number)}${line(say.dateTime)}${line(say.acceptedBy)}${line(say.stamp)}</div></div>`
}

/** What the customer tears off. It is no slip: nothing on it is true until a person has written and stamped it. */
function customersPart({ say, form, branch, language, label }: Application): Html {
  const { phone, price } = branch.freeCheck
  const check = phone && price ? `${phone} (${price[language]})` : branch.freeCheck.text[language]
  const place = [branch.operator, branch.name, branch.address, ...(branch.hours ? [branch.hours] : [])]
  return html`<div class="cut"><p class="scissors"><span>${say.cut}</span></p>
<p><b>${say.customersPart}</b>: ${form.short[language]}${label === null ? '' : html` · ${fill(say.draft, { label })}`} · ${joined(
    place.map((part) => part[language]),
    ', ',
  )}. ${fill(say.checkFree, { check })}</p>
<div class="lines">${line(say.number)}${line(say.dateTime)}${line(say.acceptedBy)}${line(say.answerBy)}</div></div>`
}

function foot({ label, say, form, formVersion, branch, window, printedAt, answers }: Application): Html {
  const version = fill(say.version, { code: form.code, version: formVersion, since: writeDay(form.since) })
  const place = fill(say.branch, { code: branch.code, letter: window })
  const whose = [answers ? '' : say.blank, label === null ? '' : fill(say.draft, { label })]
  const first = joined([...whose.filter(Boolean), version], ' · ')
  return html`<footer>${label === null ? '' : barCode(label, { moduleMm: 0.3, heightMm: 9 })}
<p>${first}<span><br>${writeMoment(printedAt, branch.timeZone)} · ${place}</span></p>
${matrixCode(formCode({ code: form.code, version: formVersion }, label), { moduleMm: 0.5 })}</footer>`
}
