/**
 * Counts of cases (R-049), as a sheet and as a table for a spreadsheet. Both show what was counted: nothing is counted
 * again here, and nobody is named, neither a customer nor who works here.
 */
import type { Catalogue, Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import type { Counts } from '../domain/reports/counts.ts'
import { anonymous, ofOpen, type Part } from '../domain/reports/slice.ts'
import { COUNTS_TEXTS, keyWords } from './countsTexts.ts'
import { csv } from './csv.ts'
import { html } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { TABLE_STYLE } from './tableStyle.ts'
import { fill, writeDay, writeMoment } from './texts.ts'

export type CountsReportModel = {
  counts: Counts
  branch: BranchProfile
  catalogue: Catalogue
  language: Language
  /** UTC. */
  printedAt: string
}

const STYLE = `${TABLE_STYLE}
h1{margin:6mm 0 2mm}
h2{font-size:1.05em;margin:5mm 0 1.5mm;break-after:avoid}
table{width:100%;table-layout:fixed}
td:nth-child(2){width:20mm}
td:nth-child(3){width:52mm}
td.sum{text-align:right;white-space:nowrap}
.sums{display:grid;grid-template-columns:auto 1fr;gap:1mm 4mm;margin-top:2mm}
.sums b{text-align:right}
`

/** Of more days than a month has the sheet shows weeks and months only; the table has them all. */
const MOST_ROWS = 31

/** Millimetres of the longest bar. */
const LONGEST = 46

const groupsOf = ({ bars }: Counts) => bars.filter(({ by, bars }) => anonymous.includes(by) && bars.length > 0)
const isOpen = (by: string) => ofOpen.some((one) => one === by)

/** `01.11.2026 – 23.11.2026` */
function periodWords({ counts: { slice }, language }: Pick<CountsReportModel, 'counts' | 'language'>): string {
  const texts = COUNTS_TEXTS[language]
  const { from, to } = slice
  if (from !== null && to !== null) return from === to ? writeDay(from) : `${writeDay(from)} – ${writeDay(to)}`
  return from === null && to === null ? texts.always : `${from ? writeDay(from) : '…'} – ${to ? writeDay(to) : '…'}`
}

/** To what the report is narrowed down: `Счета…; Нет в квитанции`. */
const narrowedTo = ({ counts, catalogue, language }: Omit<CountsReportModel, 'printedAt' | 'branch'>): string =>
  counts.slice.parts.map(({ by, value }: Part) => keyWords(catalogue, language, by, value)).join('; ')

export function countsReportHtml(model: CountsReportModel, options: PageOptions): string {
  const { counts, branch, catalogue, language, printedAt } = model
  const texts = COUNTS_TEXTS[language]
  const title = fill(texts.title, { period: periodWords(model) })
  const only = narrowedTo(model)
  const body = html`<header>${branch.name[language]}</header>
<h1>${title}</h1>
${only === '' ? '' : html`<p>${fill(texts.only, { what: only })}</p>`}
<div class="sums"><b class="n">${counts.total}</b><span>${texts.total}</span><b class="n">${counts.open}</b><span>${texts.open}</span></div>
${groupsOf(counts)
  .filter(({ by, bars }) => by !== 'day' || bars.length <= MOST_ROWS)
  .map(({ by, bars }) => {
    const most = Math.max(...bars.map(({ count }) => count))
    return html`<h2>${texts.by[by]}${isOpen(by) ? ` · ${texts.openNow}` : ''}</h2>
<table><tbody>${bars.map(
      ({ key, count }) =>
        html`<tr><td>${keyWords(catalogue, language, by, key)}</td><td class="sum n">${count}</td><td><svg width="${LONGEST}mm" height="3.4mm" aria-hidden="true"><rect width="${((count / most) * LONGEST).toFixed(1)}mm" height="3.4mm" fill="#444"/></svg></td></tr>`,
    )}</tbody></table>`
  })}
<p class="note">${texts.reasonsRule}</p>
<p class="note">${texts.nobody}</p>
<p class="note">${fill(texts.made, { at: writeMoment(printedAt, branch.timeZone) })}</p>`
  return page({ language, title, style: STYLE, sheet: 'a4', body }, options)
}

/** One line a bar, the totals first. The days of what is open now are empty: it counts whenever it was accepted. */
export function countsReportCsv(model: Omit<CountsReportModel, 'printedAt'>): string {
  const { counts, branch, catalogue, language } = model
  const texts = COUNTS_TEXTS[language]
  const { from, to } = counts.slice
  const only = narrowedTo(model)
  const line = (open: boolean, by: string, what: string, code: string, count: number) => [
    ...[branch.code, open ? '' : (from ?? ''), open ? '' : (to ?? ''), only, by, what, code, count],
  ]
  return csv([
    [texts.branch, texts.from, texts.to, texts.narrowed, texts.counted, texts.what, texts.code, texts.cases],
    line(false, texts.all, texts.total, '', counts.total),
    line(true, texts.all, texts.open, '', counts.open),
    ...groupsOf(counts).flatMap(({ by, bars }) =>
      bars.map(({ key, count }) => line(isOpen(by), texts.by[by], keyWords(catalogue, language, by, key), key, count)),
    ),
  ])
}
