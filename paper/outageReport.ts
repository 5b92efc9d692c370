/**
 * The outages of a month (R-020), as a sheet to be signed off and as a table for a spreadsheet. Both show the report as it
 * was counted: nothing is counted again here, and no customer is named.
 */

import type { Language } from '../domain/forms/schema.ts'
import type { MonthReport } from '../domain/outages/report.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { csv } from './csv.ts'
import { html } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { TABLE_STYLE } from './tableStyle.ts'
import { fill, TEXTS, writeMoment } from './texts.ts'

export type OutageReportModel = {
  /** `month`: `YYYY-MM`; moments in UTC. */
  report: MonthReport & { month: string }
  branch: BranchProfile
  language: Language
  /** UTC. */
  printedAt: string
}

const STYLE = `${TABLE_STYLE}
h1{margin:6mm 0 4mm}
table{width:100%;table-layout:fixed}
th:nth-child(2),th:nth-child(3){width:29mm}
th:nth-child(4){width:17mm}
th:nth-child(5){width:31mm}
th:nth-child(6){width:24mm}
td.sum{text-align:right;white-space:nowrap}
tfoot td{font-weight:700}
td small{white-space:nowrap}
.sign{grid-template-columns:60mm 1fr;margin-top:12mm}
`

/** `2026-11` → `11.2026` */
const writeMonth = (month: string): string => month.split('-').reverse().join('.')

export function outageReportHtml({ report, branch, language, printedAt }: OutageReportModel, options: PageOptions) {
  const words = TEXTS[language].outageMonth
  const time = (at: string) => writeMoment(at, branch.timeZone)
  const title = fill(words.title, { month: writeMonth(report.month) })
  const body = html`<header>${branch.name[language]}</header>
<h1>${title}</h1>
<table><thead><tr><th>${words.what}</th><th>${words.since}</th><th>${words.ended}</th><th>${words.minutes}</th><th>${words.shared}</th><th>${words.cases}</th></tr></thead>
<tbody>${report.rows.map(
    (row) => html`<tr><td>${row.what}<small>${row.number}</small></td><td class="n">${time(row.since)}</td>
<td class="n">${row.endedAt ? time(row.endedAt) : words.going}</td><td class="sum n">${row.minutes}</td><td class="sum n">${row.shared}</td><td class="sum n">${row.cases}</td></tr>`,
  )}</tbody>
<tfoot><tr><td colspan="3">${fill(words.total, { n: report.outages })}</td><td class="sum n">${report.minutes}</td><td class="sum n">${report.shared}</td><td class="sum n">${report.cases}</td></tr>
<tr><td colspan="3">${words.atLeastOne}</td><td class="sum n">${report.atLeastOne}</td><td></td><td></td></tr></tfoot></table>
<p class="note">${fill(words.sharedRule, { shared: words.shared })}</p>
<p class="note">${words.rule}</p>
<p class="note">${fill(words.made, { at: time(printedAt) })}</p>
<div class="sign"><div></div><div></div><small>${words.signed}</small><small>${words.name}</small></div>`
  return page({ language, title, style: STYLE, sheet: 'a4', body }, options)
}

/**
 * One line a card, no line of sums: the spreadsheet makes its own, and of minutes less shared ones the time with at least
 * one outage.
 */
export function outageReportCsv({ report, branch, language }: Omit<OutageReportModel, 'printedAt'>): string {
  const words = TEXTS[language].outageMonth
  const time = (at: string) => writeMoment(at, branch.timeZone)
  const head = [words.number, words.what, words.since, words.ended, words.minutes, words.shared, words.cases]
  const rows = report.rows.map(({ number, what, since, endedAt, minutes, shared, cases }) => [
    ...[number, what, time(since), endedAt ? time(endedAt) : words.going, minutes, shared, cases],
  ])
  return csv([head, ...rows])
}
