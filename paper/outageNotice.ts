/**
 * What the customer is told of an outage, to take along: what does not work, the official text word for word with its
 * source, and when the next news comes. A cause stands on it only where an official source has named one (R-014); without
 * it the paper does not speak of causes at all.
 */
import type { Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import { barCode } from './codes.ts'
import { type Html, html } from './html.ts'
import { NOTICE, NOTICE_A5 } from './noticeStyle.ts'
import { type PageOptions, page } from './page.ts'
import { inBoth, slipLanguages, TEXTS, type Texts, writeMoment } from './texts.ts'

export type OutageNoticeModel = {
  outage: {
    number: string
    what: string
    /** UTC. */
    since: string
    text: string | null
    source: string
    /** UTC. */
    saidAt: string
    nextNewsAt: string
    cause: { text: string; source: string } | null
    endedAt: string | null
  }
  branch: BranchProfile
  language: Language
}

const STYLE = `
dl>*{margin:0}
dt{font-size:.86em;margin-top:1.6mm}
dd{font-weight:700}
blockquote{border-left:1mm solid #000;padding-left:2.4mm;margin:.6mm 0;font-weight:600}
`

export function outageNoticeHtml(
  { outage, branch, language }: OutageNoticeModel,
  options: PageOptions & { size: '80mm' | 'a5'; large?: boolean },
): string {
  const languages = slipLanguages(language)
  const both = (key: keyof Texts['notice'], between: string | Html = ' / '): Html => {
    const [one, other] = languages.map((each) => TEXTS[each].notice[key])
    return one === other
      ? html`${one ?? ''}`
      : html`${one ?? ''}${between}<span lang="${languages[1]}">${other ?? ''}</span>`
  }
  const time = (at: string) => writeMoment(at, branch.timeZone)
  const { cause } = outage
  const body = html`<header>${inBoth(branch.name, languages).join(' · ')}</header>
<h1>${both('title', html`<br>`)}</h1>
<div class="number">${outage.number}</div>${barCode(outage.number, { moduleMm: 0.25, heightMm: 8 })}
<dl><dt>${both('what')}</dt><dd>${outage.what}</dd>
<dt>${both('since')}</dt><dd class="n">${time(outage.since)}</dd>
${outage.endedAt ? html`<dt>${both('ended')}</dt><dd class="n">${time(outage.endedAt)}</dd>` : ''}
<dt>${both('official')}</dt><dd>${outage.text ? html`<blockquote>${outage.text}</blockquote>` : both('noText')}</dd>
<dt>${both('source')}</dt><dd>${outage.source}, <span class="n">${time(outage.saidAt)}</span></dd>
${cause ? html`<dt>${both('cause')}</dt><dd>${cause.text}</dd><dt>${both('causeSource')}</dt><dd>${cause.source}</dd>` : ''}
${outage.endedAt ? '' : html`<dt>${both('next')}</dt><dd class="n">${time(outage.nextNewsAt)}</dd>`}</dl>
<p class="keep">${both('keep', html`<br>`)}</p>`
  return page(
    {
      language: 'kk',
      title: outage.number,
      style: NOTICE + STYLE + (options.size === 'a5' ? NOTICE_A5 : ''),
      sheet: [options.size === 'a5' ? 'a5' : 'roll', options.large ? 'large' : ''].join(' ').trim(),
      body,
    },
    options,
  )
}
