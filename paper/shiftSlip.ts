/**
 * The closing slip of a shift, for the drawer: what the journal held, what was counted by hand, what did not add up, who
 * closed it. The code names the closing's place in the journal, signed by the device: a slip that a journal does not know
 * shows that the journal lost its end.
 */
import type { Language } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import type { Subject } from '../domain/shifts/events.ts'
import { type CountedByHand, countedKeys, type Figure, figureKeys } from '../domain/shifts/figures.ts'
import { qrCode } from './codes.ts'
import { type Html, html } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { fill, TEXTS, writeMoment } from './texts.ts'

export type ShiftSlipModel = {
  slip: {
    window: string
    /** UTC. */
    closedAt: string
    closedBy: { signature: string; role: string }
    handedTo: string | null
    figures: Partial<Record<Figure, number>>
    counted: CountedByHand
    investigations: readonly { about: Subject; expected: number; found: number; words: string | null }[]
    place: { seq: number; hash: string }
    qr: string
  }
  branch: BranchProfile
  language: Language
}

const STYLE = `
body{font-size:8.6pt;line-height:11.4pt;font-weight:500;padding:4mm;width:80mm}
header{text-align:center}
h1{font-size:1.35em;line-height:1.25;margin:1.6mm 0;text-align:center}
h2{font-size:1em;margin:2mm 0 .6mm}
table{width:100%;border-collapse:collapse}
td,th{padding:.5mm 0;border-bottom:.2mm solid #000;text-align:left;font-weight:500;vertical-align:top}
td{width:14mm;text-align:right;font-weight:700}
.sign{border-bottom:.3mm solid #000;height:10mm;margin-top:2mm}
.qr{margin:2mm auto 0}
.foot{text-align:center;font-size:.86em}
`

export function shiftSlipHtml({ slip, branch, language }: ShiftSlipModel, options: PageOptions): string {
  const words = TEXTS[language].shiftSlip
  const name = (about: Subject) => words.figures[about]
  const rows = figureKeys.filter((key) => slip.figures[key] !== undefined)
  const hand = (key: Figure) => {
    const counted = countedKeys.find((one) => one === key)
    return counted === undefined ? '' : (slip.counted[counted] ?? '')
  }
  const differences: Html =
    slip.investigations.length === 0
      ? html`<p>${words.fits}</p>`
      : html`${slip.investigations.map(
          ({ about, expected, found, words: said }) =>
            html`<p><b>${name(about)}: ${fill(words.differs, { expected, found })}</b>${said ? html`<br>${said}` : ''}</p>`,
        )}`
  const body = html`<header>${branch.name[language]}</header>
<h1>${fill(words.title, { window: slip.window })}</h1>
<p>${fill(words.closed, { at: writeMoment(slip.closedAt, branch.timeZone), by: slip.closedBy.signature })}</p>
${slip.handedTo ? html`<p>${fill(words.handedTo, { name: slip.handedTo })}</p>` : ''}
<table><thead><tr><th></th><td>${words.journal}</td><td>${words.hand}</td></tr></thead>
<tbody>${rows.map((key) => html`<tr><th>${name(key)}</th><td class="n">${slip.figures[key] ?? ''}</td><td class="n">${hand(key)}</td></tr>`)}</tbody></table>
<h2>${words.differences}</h2>${differences}
<div class="sign"></div><p class="foot">${words.signature} ${slip.closedBy.signature}</p>
${qrCode(slip.qr, { moduleMm: 0.45 })}
<p class="foot n">${slip.place.seq} · ${slip.place.hash.slice(0, 12)}</p>`
  return page({ language, title: `${words.file}-${slip.window}`, style: STYLE, sheet: 'roll', body }, options)
}
