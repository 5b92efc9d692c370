/**
 * Slips for the day when even the computer is down: A4, four to a sheet, each with a number that was reserved for it. The
 * left part stays at the branch and is typed in later, the right one goes with the customer. Lines for a pen, Kazakh and
 * Russian on both: nobody knows yet whose slip it will be.
 */
import type { Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { barCode } from './codes.ts'
import { type Html, html } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { fill, TEXTS, type Texts, writeMoment } from './texts.ts'

export type PaperNumbersModel = {
  numbers: readonly string[]
  branch: BranchProfile
  /** Letter of the counter. */
  window: string
  /** UTC. */
  printedAt: string
}

const STYLE = `
@page{size:210mm 297mm;margin:8mm 10mm}
body{font-size:8pt;line-height:10pt;font-weight:500}
@media screen{body{width:210mm;padding:8mm 10mm}}
.slip{display:grid;grid-template-columns:1fr 1fr;height:70mm;border-bottom:.3mm dashed #000;break-inside:avoid}
.slip:nth-child(4n){break-after:page;border-bottom:0}
.slip:last-child{break-after:auto}
.slip>div{padding:2.4mm 4mm 0 0;display:flex;flex-direction:column}
.slip>div+div{padding:2.4mm 0 0 4mm;border-left:.3mm dashed #000}
.top{display:flex;justify-content:space-between;gap:3mm;white-space:nowrap;font-size:7.4pt}
.number{font-size:12.5pt;line-height:16pt;font-weight:800;white-space:nowrap}
b{font-weight:700}
dl{display:grid;grid-template-columns:46mm 1fr;gap:0 2mm;margin-top:.6mm;flex:1;align-content:space-evenly}
dt{align-self:end;line-height:8.6pt}
dd{border-bottom:.25mm solid #222;height:8mm;display:flex;align-items:end;justify-content:end}
dd i{font-style:normal;margin-right:22mm}
small{font-size:6.6pt;line-height:8pt;margin:.6mm 0 1.4mm}
`

const languages: readonly Language[] = ['kk', 'ru']
type Words = {
  [Key in keyof Texts['byHand']]: Texts['byHand'][Key] extends string ? Key : never
}[keyof Texts['byHand']]

/** The same words in both languages; once where they are the same. */
const both = (key: Words, between: string | Html = ' / '): Html => {
  const [one, other] = languages.map((language) => TEXTS[language].byHand[key])
  return one === other ? html`${one ?? ''}` : html`${one ?? ''}${between}<span lang="ru">${other ?? ''}</span>`
}

export function paperNumbersHtml(model: PaperNumbersModel, options: PageOptions): string {
  return page(
    {
      language: 'kk',
      title: model.numbers[0] ?? '',
      style: STYLE,
      sheet: 'a4',
      body: html`${model.numbers.map((number) => slip(number, model))}`,
    },
    options,
  )
}

function slip(number: string, { branch, window, printedAt }: PaperNumbersModel): Html {
  const place = languages.map(
    (language) => `${branch.name[language]}, ${fill(TEXTS[language].window, { letter: window })}`,
  )
  const head = (
    whose: Words,
  ) => html`<div class="top"><b>${both(whose)}</b><span>${place[whose === 'forBranch' ? 0 : 1] ?? ''}</span></div>
<div class="number">${number}</div>${barCode(number, { moduleMm: 0.25, heightMm: 7 })}`
  const line = (key: Words) => html`<dt>${both(key, html`<br>`)}</dt><dd></dd>`
  const time = html`<dt>${both('at', html`<br>`)}</dt><dd><i>:</i></dd>`
  return html`<section class="slip"><div>${head('forBranch')}
<dl>${time}${line('clerk')}${line('name')}${line('what')}</dl>
<small>${both('typeIn', ' · ')} · ${writeMoment(printedAt, branch.timeZone)}</small></div>
<div>${head('forCustomer')}
<dl>${time}${line('clerk')}${line('what')}</dl>
<small>${both('keep', ' · ')}</small></div></section>`
}
