/**
 * The tear-off slip: the customer's proof. Two languages, two parts (customer, branch), one layout for an 80 mm roll and for
 * A5. It shows who accepted what, until when the answer must come and why, and how to ask without paying. It never shows
 * anything about the customer: no name, number, phone or text is even in its model. A price stands beside each paid number.
 */
import { formOf } from '../domain/forms/catalogue.ts'
import type { DueBy } from '../domain/forms/dues.ts'
import { proofWords } from '../domain/forms/keep.ts'
import { lackingIn, sayLacking } from '../domain/forms/lacking.ts'
import type { Answers, Basis, Catalogue, Form, Language, Text3 } from '../domain/forms/schema.ts'
import { titleFor } from '../domain/forms/terms.ts'
import { type BranchProfile, receiptObstacle, withBody } from '../domain/people/branch.ts'
import { barCode, qrCode } from './codes.ts'
import { type Html, html, joined } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { slipDates } from './receiptDates.ts'
import { type Added, addedLater, type Files, fileLines } from './receiptFiles.ts'
import { A5, ROLL, SHARED } from './receiptStyle.ts'
import { fill, inBoth, plural, sayDay, slipLanguages, TEXTS, type Texts, writeDay, writeMoment } from './texts.ts'

/** What is known of the case; the contract's `receipt` has this shape. `acceptedAt` is UTC. */
export type SlipCase = {
  number: string
  type: string
  acceptedAt: string
  acceptedBy: { signature: string; role: string }
  window: string
  answer: { by: string; amount: number; unit: keyof Texts['units']; basis: Basis; unconfirmed: boolean }
  answerLanguage: Language
  papers: readonly { key: string; sheets: number; original: boolean }[]
  /** How many files came with it, by the paper or field that they show; null where nobody said. */
  files?: Files | undefined
  added?: readonly Added[] | undefined
  missing: readonly string[]
  /** Dates beside that of the answer, by their keys in the form. */
  dues?: readonly DueBy[] | undefined
  /** Answers that the slip tells (`onSlip` of the form). */
  told?: Answers | undefined
  /** Codes of the proof the customer holds and should keep (R-018). */
  keep?: readonly string[] | undefined
  /** Number of the outage it belongs to, where there is one. */
  outage?: string | undefined
  /** Number of the slip that was written by hand, and when it was typed in (UTC). */
  byHand?: { number: string; typedAt: string } | undefined
  qr: string
  /** The last visit with the same matter; `at` is UTC, `by` the clerk as printed. */
  visit?: { at: string; by: string } | undefined
}

export type ReceiptModel = {
  receipt: SlipCase
  catalogue: Catalogue
  branch: BranchProfile
  /** 1 is the original; every further slip says that it is a duplicate. */
  copy: number
}

export type ReceiptOptions = PageOptions & {
  size: '80mm' | 'a5'
  /** At least 14 pt, for those who cannot read small print (R-048). */
  large?: boolean
}

/** Why no slip can be printed, or null: without the branch's hours it would send people to a closed door (R-028). */
export const slipObstacle = receiptObstacle

/** The whole page. Throws where `slipObstacle` names one: asking first is the caller's part. */
export function receiptHtml(model: ReceiptModel, options: ReceiptOptions): string {
  const obstacle = slipObstacle(model.branch)
  if (obstacle) throw new Error(`no slip can be printed: ${obstacle}`)
  const form = formOf(model.catalogue, model.receipt.type)
  if (!form) throw new Error(`no form ${model.receipt.type}`)
  const slip = slipOf(model, form)
  return page(
    {
      language: 'kk',
      title: model.receipt.number,
      style: options.size === 'a5' ? SHARED + A5 : SHARED + ROLL,
      sheet: [options.size === 'a5' ? 'a5' : 'roll', options.large ? 'large' : ''].join(' ').trim(),
      body: html`${customerPart(slip)}<p class="cut">${slip.both('cut', ' · ')}</p>${branchPart(slip)}`,
    },
    options,
  )
}

type Words = { [Key in keyof Texts['slip']]: Texts['slip'][Key] extends string ? Key : never }[keyof Texts['slip']]

type Slip = ReceiptModel & {
  form: Form
  /** What the paper is called with these answers. */
  title: Text3
  short: Text3
  languages: [Language, Language]
  /** The slip's own words in both languages. */
  both(key: Words, between?: string | Html): Html
  /** Any text in both languages, the second on a line of its own. */
  two(text: Text3): Html
  /** Any text in both languages, on one line. */
  inline(text: Text3, between?: string | Html): Html
}

function slipOf(model: ReceiptModel, form: Form): Slip {
  const languages = slipLanguages(model.receipt.answerLanguage)
  const [first, second] = languages
  const pair = (one: string, other: string, between: string | Html) =>
    one === other ? html`${one}` : html`${one}${between}<span lang="${second}">${other}</span>`
  return {
    ...model,
    form,
    ...named(form, model.receipt.told ?? {}),
    languages,
    both: (key, between = ' / ') => pair(TEXTS[first].slip[key], TEXTS[second].slip[key], between),
    two(text) {
      const [one, other] = inBoth(text, languages)
      return one === other ? html`<b>${one}</b>` : html`<b>${one}</b><br><span lang="${second}">${other}</span>`
    },
    inline(text, between = ' · ') {
      const [one, other] = inBoth(text, languages)
      return pair(one, other, between)
    },
  }
}

function named(form: Form, told: Answers): { title: Text3; short: Text3 } {
  const { title, short } = titleFor(form, told)
  return { title, short }
}

const dates = ({ receipt, catalogue, branch, form, languages }: Slip): Html | string =>
  slipDates({
    ...{ catalogue, branch, form, languages, acceptedAt: receipt.acceptedAt },
    ...{ told: receipt.told ?? {}, dues: receipt.dues ?? [] },
  })

function customerPart(slip: Slip): Html {
  return html`<section class="part customer">
${corner(slip, 'forCustomer', 1)}
${head(slip)}
<div class="top ruled"><h1>${slip.both('accepted', html`<br>`)}</h1>${numberAndBars(slip)}</div>
<dl class="facts ruled">${facts(slip)}${answerLanguage(slip)}</dl>
<div class="type ruled">${slip.two(slip.title)}</div>
${answerBox(slip)}
${dates(slip)}<dl class="papers ruled">${papers(slip, 'customer')}
${toKeep(slip)}<dt class="h">${slip.both('unit')}</dt><dd></dd><dt class="all">${slip.inline(slip.form.unit)}</dt></dl>
${check(slip)}
${noAnswer(slip)}
<p class="foot ruled"><b>${slip.both('keep', ' · ')}</b><br>${slip.both('notPaid', ' · ')}</p>
</section>`
}

/** What stays at the branch, with the customer's signature. */
function branchPart(slip: Slip): Html {
  const { answer } = slip.receipt
  return html`<section class="part branch">
${corner(slip, 'forBranch', 2)}
<div class="top ruled">${numberAndBars(slip)}</div>
<dl class="facts ruled">${facts(slip)}
<dt>${slip.both('answerBy')}</dt><dd class="n">${writeDay(answer.by)}</dd></dl>
<p class="type ruled">${slip.inline(slip.short)}</p>
<dl class="papers ruled">${papers(slip, 'branch')}</dl>
<p class="received ruled">${slip.both('received', ' · ')}</p>
<div class="sign"><div><i></i><small>${slip.both('signature')}</small></div><div><i></i><small>${slip.both('date')}</small></div></div>
</section>`
}

function corner({ copy, languages, both }: Slip, whose: 'forCustomer' | 'forBranch', part: 1 | 2): Html {
  const numbered = languages.map((language) => fill(TEXTS[language].slip.copy, { n: copy })).join(' · ')
  return html`<p class="corner"><span>${both(whose, ' · ')}</span><span class="n">${part} / 2</span></p>
${copy > 1 ? html`<p class="duplicate"><b>${both('duplicate', ' · ')}</b> <span>${numbered}</span></p>` : ''}`
}

/** One language after the other: an address torn between two languages is hard to find. */
function head({ branch, languages }: Slip): Html {
  const { operator, name, postcode, address, hours } = branch
  const said = languages.map(
    (
      language,
      i,
    ) => html`<div lang="${language}">${i === 0 ? html`<b>${operator[language]}</b>` : operator[language]}<br>
${name[language]}<br><small>${postcode}, ${address[language]}<br>${hours?.[language] ?? ''}</small></div>`,
  )
  return html`<header>${said}</header>`
}

const numberAndBars = ({ receipt }: Slip): Html =>
  html`<div class="number">${receipt.number}</div>${barCode(receipt.number, { moduleMm: 0.25, heightMm: 9 })}`

function facts({ receipt, branch, languages, both }: Slip): Html {
  const { acceptedBy, window, outage, byHand, visit } = receipt
  const who = languages.map((language) => {
    const { roles, window: place } = TEXTS[language]
    const known = Object.entries(roles).find(([role]) => role === acceptedBy.role)?.[1]
    return [known, fill(place, { letter: window })].filter(Boolean).join(', ')
  })
  return html`<dt>${both('acceptedAt')}</dt><dd class="n">${writeMoment(receipt.acceptedAt, branch.timeZone)}</dd>
<dt>${both('acceptedBy')}</dt><dd>${acceptedBy.signature}<small>${joined(who, html`<br>`)}</small></dd>
${byHand ? html`<dt>${both('byHand')}</dt><dd class="n">${byHand.number}</dd><dt>${both('typedAt')}</dt><dd class="n">${writeMoment(byHand.typedAt, branch.timeZone)}</dd>` : ''}
${outage ? html`<dt>${both('outage')}</dt><dd class="n">${outage}</dd>` : ''}
${visit ? html`<dt>${both('visit')}</dt><dd class="n">${writeMoment(visit.at, branch.timeZone)}<small>${visit.by}</small></dd>` : ''}`
}

/** Not where nobody has said it yet: then it stands among what is missing, and the slip must not say otherwise. */
function answerLanguage({ receipt, languages, both }: Slip): Html {
  if (receipt.missing.includes('answer_lang')) return html``
  const names = languages.map((language) => TEXTS[language].languages[receipt.answerLanguage])
  return html`<dt>${both('answerLanguage')}</dt><dd>${joined([...new Set(names)], ' / ')}</dd>`
}

/** The date with its basis. An operator's rule is called so; only a law is named as one. */
function answerBox({ receipt, languages, both, inline }: Slip): Html {
  const { by, amount, unit, basis, unconfirmed } = receipt.answer
  const term = languages.map((language) => {
    const { units, basis: kinds } = TEXTS[language]
    return `${plural(units[unit], amount, language)} — ${kinds[basis.kind]}`
  })
  const days = languages.map((language) => sayDay(by, language))
  return html`<div class="by">${both('answerBy')}<br><b class="n">${writeDay(by)}</b> <span class="day">${joined(days, ' / ')}</span>
<small>${joined(term, html`<br>`)}${basis.kind === 'operator' ? '' : html`<br>${inline(basis.text, html`<br>`)}`}</small>
${unconfirmed ? html`<small>${both('unconfirmed', ' · ')}</small>` : ''}</div>`
}

function papers(slip: Slip, whose: 'customer' | 'branch'): Html {
  const { receipt, form, catalogue, languages, both, inline } = slip
  const handed = [...form.papers.required, ...form.papers.optional]
  const inHand = receipt.papers.map(({ key, sheets, original }) => {
    const title = handed.find((paper) => paper.key === key)?.title
    const count = languages.map((language) => {
      const { slip: say } = TEXTS[language]
      return `${plural(say.sheets, sheets, language)}, ${original ? say.original : say.copyOf}`
    })
    return html`<dt class="item">${title ? inline(title, ' / ') : key}</dt><dd>${joined(count, html`<br>`)}</dd>`
  })
  const unticked = (receipt.files ?? []).filter(({ key }) => !receipt.papers.some((paper) => paper.key === key))
  const taken = [...inHand, ...fileLines(unticked, slip)]
  const missing = lackingIn(catalogue, form, receipt.missing, 'customer').map((group) => {
    const [kk, ru, en] = [sayLacking(group, 'kk'), sayLacking(group, 'ru'), sayLacking(group, 'en')]
    return html`<li>${inline({ kk, ru, en }, ' / ')}</li>`
  })
  return html`<dt class="h">${both('papers')}</dt>${taken.length > 0 ? html`<dd></dd>${taken}` : html`<dd>${both('noPapers')}</dd>`}
${addedLater(receipt.added ?? [], slip)}
<dt class="h">${both('missing')}</dt>${
    missing.length > 0
      ? html`<dd></dd><dt class="all"><ul>${missing}</ul>${whose === 'customer' ? html`<small>${both('missingUntil', ' · ')}</small>` : ''}</dt>`
      : html`<dd>${both('nothingMissing')}</dd>`
  }`
}

/** What proves the customer's side stays with the customer, each by its name. */
function toKeep({ receipt, catalogue, both, inline }: Slip): Html | string {
  if (!receipt.keep?.length) return ''
  const named = receipt.keep.map((code) => html`<li>${inline(proofWords(catalogue, code), ' / ')}</li>`)
  return html`<dt class="h">${both('keepProof')}</dt><dd></dd><dt class="all"><ul>${named}</ul></dt>`
}

/** The free way first; a number that costs money only with what it costs (R-008). */
function check({ branch, receipt, both, inline }: Slip): Html {
  const { freeCheck, paidNumbers } = branch
  const { text, phone: freePhone, price: freePrice } = freeCheck
  return html`<div class="check ruled"><div><h2>${both('check')}</h2><p>${inline(text)}</p>
${freePhone && freePrice ? html`<p><b class="n">${freePhone}</b> — ${inline(freePrice, ' / ')}</p>` : ''}
${
  paidNumbers.length > 0
    ? html`<h2>${both('paid')}</h2>${paidNumbers.map(({ phone, price }) => html`<p><b class="n">${phone}</b> — ${inline(price, ' / ')}</p>`)}`
    : ''
}</div>${qrCode(receipt.qr, { moduleMm: 0.45 })}</div>`
}

function noAnswer({ branch, form, both, inline, two }: Slip): Html {
  const { higherOffice, outsideBodies } = branch
  const { name, address, phone, hours } = higherOffice
  return html`<div class="next ruled"><h2>${both('noAnswer')}</h2><ol><li>${nextStep({ form, branch, two })}</li>
<li>${inline(name, ' / ')}: ${inline(address)}, <span class="n">${phone}</span>${hours ? html`, ${inline(hours)}` : ''}</li>
${outsideBodies.map(({ name: body, url }) => html`<li>${inline(body, ' / ')}: <b>${url}</b></li>`)}</ol></div>`
}

const nextStep = ({ form, branch, two }: Pick<Slip, 'form' | 'branch' | 'two'>): Html =>
  html`<span class="step">${two(withBody(form.procedure.nextStep, branch))}</span>`
