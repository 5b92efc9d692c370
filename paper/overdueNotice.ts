/**
 * What a customer gets whose answer did not come in time (R-036): which day was promised, who has the case now, and where
 * to turn next, inside and outside the operator. A body outside stands on it only where the branch profile names one. No
 * personal data but the number.
 */
import { formOf } from '../domain/forms/catalogue.ts'
import type { Catalogue, Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { barCode } from './codes.ts'
import { type Html, html } from './html.ts'
import { NOTICE, NOTICE_A5 } from './noticeStyle.ts'
import { type PageOptions, page } from './page.ts'
import { fill, inBoth, slipLanguages, TEXTS, type Texts, writeDay, writeMoment } from './texts.ts'

export type OverdueNoticeModel = {
  overdue: {
    number: string
    type: string
    /** Days in the branch's calendar. */
    acceptedOn: string
    answerBy: string
    today: string
    /** Otherwise the customer is sent outside while there is still time. */
    late: boolean
    /** How high it stands today, and to whom a person passed it; null where nobody was named. */
    level: number
    passedTo: { kk: string; ru: string; en: string } | null
  }
  catalogue: Catalogue
  branch: BranchProfile
  language: Language
  /** UTC. */
  printedAt: string
}

const STYLE = `
dl>*{margin:0}
dt{font-size:.86em;margin-top:1.6mm}
dd{font-weight:700}
dd small{font-size:1em;font-weight:500}
.body{border:.3mm solid #000;padding:1mm 1.6mm;margin-top:.6mm}
.large dt{font-size:1em}
`

type Word = Exclude<keyof Texts['overdue'], 'levels'>

export function overdueNoticeHtml(
  { overdue, catalogue, branch, language, printedAt }: OverdueNoticeModel,
  options: PageOptions & { size: '80mm' | 'a5'; large?: boolean },
): string {
  const languages = slipLanguages(language)
  const two = ([one, other]: readonly [string, string], between: string | Html = html`<br>`): Html =>
    one === other ? html`${one}` : html`${one}${between}<span lang="${languages[1]}">${other}</span>`
  const both = (key: Word, between: string | Html = ' / '): Html =>
    two([TEXTS[languages[0]].overdue[key], TEXTS[languages[1]].overdue[key]], between)
  const { higherOffice, freeCheck } = branch
  const form = formOf(catalogue, overdue.type)
  const [body] = branch.outsideBodies
  const level = levelWords(overdue.level, languages)
  const sheet = html`<header>${inBoth(branch.name, languages).join(' · ')}</header>
<h1>${both(overdue.late ? 'title' : 'inside', html`<br>`)}</h1>
<div class="number">${overdue.number}</div>${barCode(overdue.number, { moduleMm: 0.25, heightMm: 8 })}
<dl>${form ? html`<dt>${both('case')}</dt><dd>${two(inBoth(form.short, languages), ' / ')}</dd>` : ''}
<dt>${both('accepted')}</dt><dd class="n">${writeDay(overdue.acceptedOn)}</dd>
<dt>${both('due')}</dt><dd class="n">${writeDay(overdue.answerBy)}</dd>
<dt>${both('today')}</dt><dd class="n">${writeDay(overdue.today)}</dd>
${level ? html`<dt>${both('up')}</dt><dd>${two(level)}</dd>` : ''}
${overdue.passedTo ? html`<dt>${both('with')}</dt><dd>${two(inBoth(overdue.passedTo, languages))}</dd>` : ''}
${form ? html`<dt>${both('unit')}</dt><dd>${two(inBoth(form.unit, languages))}</dd>` : ''}
<dt>${both('inside')}</dt><dd>${two(inBoth(higherOffice.name, languages))}<br><small>${two(inBoth(higherOffice.address, languages))}<br><span class="n">${higherOffice.phone}</span></small></dd>
${body ? html`<dt>${both('outside')}</dt><dd class="body">${two(inBoth(body.name, languages))}<br><span class="n">${body.url}</span></dd>` : ''}
${freeCheck.phone ? html`<dt>${both('free')}</dt><dd><span class="n">${freeCheck.phone}</span>${freeCheck.price ? html` (${two(inBoth(freeCheck.price, languages), ' / ')})` : ''}</dd>` : ''}</dl>
<p class="keep">${both('keep', html`<br>`)}</p>
<p><small>${two([printed(languages[0]), printed(languages[1])], ' / ')}</small></p>`
  function printed(each: Language): string {
    return fill(TEXTS[each].overdue.printed, { at: writeMoment(printedAt, branch.timeZone) })
  }
  return page(
    {
      language: 'kk',
      title: overdue.number,
      style: NOTICE + STYLE + (options.size === 'a5' ? NOTICE_A5 : ''),
      sheet: [options.size === 'a5' ? 'a5' : 'roll', options.large ? 'large' : ''].join(' ').trim(),
      body: sheet,
    },
    options,
  )
}

function levelWords(level: number, [one, other]: [Language, Language]): [string, string] | null {
  const word = (language: Language): string | undefined =>
    Object.entries(TEXTS[language].overdue.levels)[level - 1]?.[1]
  const said = [word(one), word(other)]
  return said[0] && said[1] ? [said[0], said[1]] : null
}
