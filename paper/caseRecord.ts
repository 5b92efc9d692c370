/**
 * The record of one case on A4 (R-037): every event in the order in which all computers fold them, numbered without gaps, each
 * with who, when, at which window and what, and its place in the journal. What a program did stands under the program. Nothing is
 * summed up and nothing left out; disputes and conflicts stand at the entry they are about.
 */
import { formFields, formOf } from '../domain/forms/catalogue.ts'
import { isAnswered } from '../domain/forms/conditions.ts'
import { answerWords, membersOf, paperTitle } from './caseRecordMembers.ts'
import type { CaseRecordModel, CaseRecordOptions, RecordEntry } from './caseRecordModel.ts'
import { RECORD_TEXTS, type RecordTexts, wordAt, writeSecond } from './caseRecordTexts.ts'
import { type Html, html } from './html.ts'
import { page } from './page.ts'
import { TABLE_STYLE } from './tableStyle.ts'
import { fill, TEXTS, writeDay, writeMoment } from './texts.ts'

const STYLE = `${TABLE_STYLE}
body.large{font-size:14pt;line-height:19pt}
h1{margin:5mm 0 1mm}
h2{font-size:1.1em;margin:6mm 0 1.5mm;break-after:avoid}
.whose{font-weight:600;margin-bottom:3mm}
table{width:calc(100% - .4mm)}
.facts{border-collapse:collapse;width:auto}
.facts th,.facts td,.answers th,.answers td{border:0;background:none;padding:.5mm 4mm .5mm 0}
.facts th,.answers th{font-weight:400;color:#333}
.facts th{white-space:nowrap}
.answers{table-layout:fixed}
.answers th{width:58mm}
.entries{table-layout:fixed}
.entries th:nth-child(1){width:12mm;white-space:nowrap}
.entries th:nth-child(2){width:28mm}
.entries th:nth-child(3){width:36mm}
.entries td:first-child{text-align:right}
.utc{white-space:normal}
.lead{break-after:avoid;margin-bottom:2mm}
.entries b{display:block}
.entries dl{margin-top:.6mm}
.entries dl div{padding-left:3mm;text-indent:-3mm}
.entries dt,.entries dd{display:inline}
.entries dt{color:#333}
.entries dt::after{content:": "}
.place{color:#555;overflow-wrap:anywhere}
.bad{border-left:1mm solid #000;padding-left:2mm;margin-top:1mm;font-weight:600}
.files td:nth-child(2){overflow-wrap:anywhere;font-size:.88em}
.large td small,.large .note,.large header,.large .files td:nth-child(2){font-size:14pt;line-height:18pt}
.large .entries th:nth-child(2){width:36mm}
.large .entries th:nth-child(3){width:40mm}
`

export function caseRecordHtml(model: CaseRecordModel, options: CaseRecordOptions): string {
  const { record, branch, language, printedAt } = model
  const say = RECORD_TEXTS[language]
  const { offset } = writeSecond(printedAt, branch.timeZone)
  const made = { at: writeMoment(printedAt, branch.timeZone), by: record.printedBy }
  const body = html`<header>${branch.operator[language]} · ${branch.name[language]}</header>
<h1>${say.title}</h1><p class="whose"><span class="n">${record.number}</span> · ${record.applicant}</p>
${facts(model)}
<h2>${say.answers}</h2>${answers(model)}
<h2>${say.files}</h2>${files(model)}
<h2>${say.history}</h2>
<p class="note lead">${fill(say.count, { n: record.entries.length })} ${fill(say.zone, { zone: branch.timeZone, offset })}</p>
<table class="entries"><thead><tr><th>${say.col.n}</th><th>${say.col.when}</th><th>${say.col.who}</th><th>${say.col.what}</th></tr></thead>
<tbody>${record.entries.map((entry, i) => entryRow(entry, i + 1, model))}</tbody></table>
<p class="note">${say.place}</p>
<p class="note">${fill(say.made, made)}</p>`
  return page({ language, title: record.number, style: STYLE, sheet: options.large ? 'a4 large' : 'a4', body }, options)
}

function facts({ record, catalogue, branch, language }: CaseRecordModel): Html {
  const { facts: say, state } = RECORD_TEXTS[language]
  const form = formOf(catalogue, record.type)
  const rows: [string, string][] = [
    [say.type, form?.title[language] ?? record.type],
    [say.state, Object.hasOwn(state, record.state) ? state[record.state as keyof typeof state] : record.state],
    [say.accepted, writeMoment(record.acceptedAt, branch.timeZone)],
    [say.answerBy, writeDay(record.answerBy)],
    [say.form, fill(say.formVersion, { code: record.type, version: record.formVersion })],
  ]
  return html`<table class="facts"><tbody>${rows.map(([label, value]) => html`<tr><th>${label}</th><td>${value}</td></tr>`)}</tbody></table>`
}

function answers(model: CaseRecordModel): Html {
  const { record, catalogue, language } = model
  const say = RECORD_TEXTS[language]
  const form = formOf(catalogue, record.type)
  const row = (label: string, value: string) => html`<tr><th>${label}</th><td>${value}</td></tr>`
  if (!form || form.version !== record.formVersion) {
    const stored = Object.entries(record.answers)
    return html`<p class="note">${say.formGone}</p><table class="answers"><tbody>${stored.map(([key, value]) =>
      row(key, typeof value === 'string' ? value : JSON.stringify(value)),
    )}</tbody></table>`
  }
  const fields = formFields(catalogue, form).flatMap((section) => section.fields)
  const told = fields.filter(({ key }) => isAnswered(record.answers[key]))
  const labelOf = (key: string) => fields.find((field) => field.key === key)?.label[language]
  const missing = record.missing.map((key) => labelOf(key) ?? paperTitle(key, model))
  return html`<table class="answers"><tbody>${told.map((field) =>
    row(field.label[language], answerWords(field.key, record.answers[field.key], model)),
  )}${missing.length > 0 ? row(say.missing, missing.join('; ')) : ''}</tbody></table>`
}

function files(model: CaseRecordModel): Html {
  const { record, language } = model
  const say = RECORD_TEXTS[language]
  if (record.files.length === 0) return html`<p class="note">${say.noFiles}</p>`
  return html`<table class="files"><tbody>${record.files.map(
    ({ name, sha256, paper }) =>
      html`<tr><td>${name}${paper === null ? '' : html`<small>${fill(say.fileOf, { paper: paperTitle(paper, model) })}</small>`}</td><td>SHA-256 ${sha256}</td></tr>`,
  )}</tbody></table>`
}

function entryRow(entry: RecordEntry, n: number, model: CaseRecordModel): Html {
  const { branch, language } = model
  const say = RECORD_TEXTS[language]
  const at = writeSecond(entry.at, branch.timeZone)
  const title = wordAt(say, 'event', entry.type) ?? fill(say.unknownEvent, { type: entry.type })
  const window = entry.window === '' ? say.noWindow : fill(TEXTS[language].window, { letter: entry.window })
  const said = entry.erased ? [] : membersOf(entry, model)
  return html`<tr><td class="n">${n}</td><td class="n">${at.local.slice(0, 10)}<div>${at.local.slice(11)}</div><small class="utc">${at.utc}</small></td>
<td>${whoOf(entry, model)}<small>${window}</small></td>
<td><b>${title}</b>${unread(entry, say)}${
    said.length === 0
      ? ''
      : html`<dl>${said.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
  }${remarks(entry, model)}<small class="place n">${entry.line.slice(0, 8)} : ${entry.seq} : ${entry.hash.slice(0, 12)}</small></td></tr>`
}

/** What cannot be read as an entry of its type stands as its bytes say it. */
function unread({ erased, payload }: RecordEntry, say: RecordTexts): Html | string {
  if (erased) return html`<p>${say.erased}</p>`
  return typeof payload === 'object' && payload !== null ? '' : html`<p>${say.malformed} ${String(payload)}</p>`
}

function whoOf({ by }: RecordEntry, { language }: CaseRecordModel): Html {
  const say = RECORD_TEXTS[language]
  if (by === null) return html`${say.program}`
  const role = by.role === null ? '' : html`<small>${TEXTS[language].roles[by.role]}</small>`
  return html`${by.name ?? fill(say.unknownPerson, { id: by.id })}${role}`
}

/** Conflicts and disputes stand at the entry that they are about. */
function remarks({ hash }: RecordEntry, { record, branch, language }: CaseRecordModel): Html[] {
  const say = RECORD_TEXTS[language]
  const nameOf = (id: string) => record.names[id] ?? fill(say.unknownPerson, { id })
  const when = (at: string) => writeMoment(at, branch.timeZone)
  const conflicts = record.conflicts
    .filter(({ event }) => event === hash)
    .map(({ reason, confirmed }) => {
      const looked =
        confirmed && fill(say.confirmed, { ...confirmed, at: when(confirmed.at), by: nameOf(confirmed.by) })
      const why = wordAt(say, 'reason', reason) ?? reason
      return html`<p class="bad">${fill(say.conflict, { reason: why })}${looked ? html` ${looked}` : ''}</p>`
    })
  const disputes = record.disputes
    .filter(({ entry }) => entry.hash === hash)
    .map(({ at, by, words }) => html`<p class="bad">${fill(say.disputed, { at: when(at), by: nameOf(by), words })}</p>`)
  return [...conflicts, ...disputes]
}
