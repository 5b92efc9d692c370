/**
 * All cases in a person's name with the slips that were given out, A4, for the person who asked in writing (R-046). Only the
 * last digits of a number stand on it, nothing of what the cases say, and who had asked for it signs that it was handed over.
 */
import type { Catalogue, Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { html } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { TABLE_STYLE } from './tableStyle.ts'
import { fill, plural, TEXTS, writeDay, writeMoment } from './texts.ts'

export type SlipListModel = {
  list: {
    /** Number of the case that asks for it. */
    request: string
    name: string
    number: { kind: 'iin' | 'bin'; end: string } | null
    total: number
    /** The latest first. Days in the branch's calendar, slips in UTC. */
    cases: readonly {
      number: string
      type: string
      acceptedOn: string
      answerBy: string
      visits: number
      slips: readonly string[]
    }[]
  }
  catalogue: Catalogue
  branch: BranchProfile
  language: Language
  /** UTC. */
  printedAt: string
}

const STYLE = `${TABLE_STYLE}
body.large{font-size:14pt;line-height:19pt}
h1{margin:6mm 0 1mm}
.whose{font-weight:600;margin-bottom:4mm}
table{width:calc(100% - .4mm)}
th:last-child{width:40mm}
.large th:last-child{width:48mm}
td b{font-weight:700}
.sign{grid-template-columns:52mm 1fr;margin-top:10mm}
.large th,.large td{padding:1.6mm 1.6mm}
.large td small,.large .note,.large .sign small,.large header{font-size:14pt;line-height:18pt}
`

export function slipListHtml(model: SlipListModel, options: PageOptions & { large?: boolean }): string {
  const { list, branch, language, printedAt } = model
  const say = TEXTS[language].slipList
  const whose = [list.name, list.number && fill(say[list.number.kind], { end: list.number.end })].filter(Boolean)
  const made = { number: list.request, at: writeMoment(printedAt, branch.timeZone) }
  const body = html`<header>${branch.operator[language]} · ${branch.name[language]}</header>
<h1>${say.title}</h1><p class="whose">${whose.join(' · ')}</p>
<table><thead><tr><th>${say.accepted}</th><th>${say.case}</th><th>${say.answerBy}</th><th>${say.slips}</th></tr></thead>
<tbody>${list.cases.map((one) => row(one, model))}</tbody></table>
<p class="note">${list.total > list.cases.length ? `${plural(say.latest, list.cases.length, language)}. ` : ''}${say.only}</p>
<p class="note">${say.again}</p>
<p class="note">${fill(say.made, made)}</p>
<div class="sign"><div></div><div></div><small>${say.date}</small><small>${say.received}</small></div>`
  return page({ language, title: list.request, style: STYLE, sheet: options.large ? 'a4 large' : 'a4', body }, options)
}

function row(one: SlipListModel['list']['cases'][number], { catalogue, branch, language }: SlipListModel) {
  const say = TEXTS[language].slipList
  const what = catalogue.forms.find(({ code }) => code === one.type)?.short[language] ?? one.type
  const visits = one.visits > 0 ? html`<small>${plural(say.visits, one.visits, language)}</small>` : ''
  const slips = one.slips.map((at, i) => (i === 0 ? writeMoment(at, branch.timeZone) : again(at)))
  function again(at: string) {
    return `${writeMoment(at, branch.timeZone)}, ${say.duplicate}`
  }
  return html`<tr><td class="n">${writeDay(one.acceptedOn)}</td><td><b class="n">${one.number}</b><small>${what}</small>${visits}</td>
<td class="n">${writeDay(one.answerBy)}</td><td>${slips.length === 0 ? say.none : slips.map((slip) => html`<div>${slip}</div>`)}</td></tr>`
}
