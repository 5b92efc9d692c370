/**
 * The answer to a customer as a letter, A4, in the language that he chose: what was decided and on what ground, by whom and
 * when. A refusal says where he may turn, inside the operator and outside (R-036); where neither the answer nor the branch
 * profile names a body outside, none stands on it. What the program did stands under an office, never under a person.
 * Below the cut is the branch's part: the customer signs there that he has the letter, and nothing of the answer is on it.
 */
import { answerCode } from '../domain/forms/formCode.ts'
import type { Catalogue, Language, Text3 } from '../domain/forms/schema.ts'
import type { BranchProfile } from '../domain/people/branch.ts'
import type { ActorRole } from '../domain/people/permissions.ts'
import { ANSWER_TEXTS } from './answerTexts.ts'
import { barCode, qrCode } from './codes.ts'
import { type Html, html, joined } from './html.ts'
import { type PageOptions, page } from './page.ts'
import { showMoney } from './show.ts'
import { fill, TEXTS, writeDay, writeMoment } from './texts.ts'

type Body = BranchProfile['outsideBodies'][number]

/** What is known of the answer; the contract's `letter` has this shape. */
export type Letter = {
  number: string
  type: string
  formVersion: number
  /** Day in the branch's calendar. */
  acceptedOn: string
  applicant: string
  /** Only where he asked for the answer by post. */
  address: string | null
  /** What the paper is called with its answers. */
  matter: Text3
  answer: {
    /** A code of the catalogue's outcomes. */
    outcome: string
    text: string
    language: Language
    ground: string
    sum: number | null
    outsideBody: Body | null
    office: 'branch' | 'hq'
    /** Null for the program, and for whom this computer does not know. */
    by: { name: string; role: ActorRole | null } | null
    /** UTC. */
    at: string
  }
}

export type AnswerLetterModel = {
  letter: Letter
  catalogue: Catalogue
  branch: BranchProfile
  /** UTC. */
  printedAt: string
}

const STYLE = `
@page{size:210mm 297mm;margin:16mm 16mm 14mm 23mm}
body{font-size:11pt;line-height:15.5pt}
@media screen{body{width:210mm;min-height:297mm;padding:16mm 16mm 14mm 23mm}}
header{display:flex;justify-content:space-between;gap:8mm;align-items:flex-start}
header b{font-weight:700}
header .code{flex:none;text-align:center;font-weight:700}
.to{margin:7mm 0 0 76mm;display:grid;grid-template-columns:auto 1fr;gap:0 3mm}
.to dt,.facts dt,.who dt{color:#333}
.to dd{font-weight:600}
h1{font-size:1.4em;line-height:1.3;text-align:center;margin:8mm auto 1mm;text-wrap:balance}
.about{text-align:center;margin-bottom:5mm}
.facts,.who{display:grid;grid-template-columns:auto 1fr;gap:1mm 4mm}
.facts dd{font-weight:600}
.text{margin:5mm 0;white-space:pre-wrap}
.where{border:.3mm solid #000;padding:2mm 3mm;margin-top:5mm;break-inside:avoid}
.where dt{margin-top:1mm;color:#333}
.where dd{font-weight:600}
.where small,.foot{font-size:.88em;line-height:1.35}
.where small{font-weight:400}
.who{margin-top:5mm;break-inside:avoid}
.who dd{font-weight:600}
.foot{margin-top:4mm;color:#333}
.cut{margin-top:7mm;break-inside:avoid}
.scissors{border-top:.3mm dashed #444;text-align:center;line-height:1;margin-bottom:2mm}
.scissors span{font-size:7pt;color:#333;background:#fff;padding:0 2mm;position:relative;top:-1.4mm}
.strip{display:flex;gap:6mm;justify-content:space-between;align-items:flex-start}
.strip svg{flex:none;margin-bottom:-6mm}
.sign{display:grid;grid-template-columns:30mm 1fr 1fr;gap:1mm 5mm}
.sign i{display:block;border-bottom:.25mm solid #222;height:10mm}
.sign small{display:block;font-size:8pt;line-height:10pt;color:#333}
.large{font-size:14pt;line-height:19pt}
.large .where small,.large .foot,.large .sign small{font-size:14pt;line-height:18pt}
.large .scissors span{font-size:14pt;top:-2.4mm}
.large .to{margin-left:52mm}
.large .sign{grid-template-columns:1fr}
.large .strip svg{margin-bottom:0}
.large .facts,.large .who{grid-template-columns:1fr}
`

/** `large`: in at least 14 pt (R-048). */
export function answerLetterHtml(model: AnswerLetterModel, options: PageOptions & { large?: boolean }): string {
  const { letter, catalogue, branch, printedAt } = model
  const { answer, number } = letter
  const { language } = answer
  const say = ANSWER_TEXTS[language]
  const outcome = catalogue.outcomes.find(({ code }) => code === answer.outcome)
  // An outcome that this computer does not know yet, with a body to turn to, can be nothing else.
  const refused = outcome ? outcome.refusal === true : answer.outsideBody !== null
  const facts: [string, string | undefined | false][] = [
    [say.matter, letter.matter[language]],
    [say.outcome, outcome?.label[language]],
    [say.ground, answer.ground],
    [say.sum, answer.sum !== null && showMoney(answer.sum.toFixed(2), branch.currency, language)],
  ]
  const body = html`<header><p><b>${branch.operator[language]}</b><br>${branch.name[language]}<br>${branch.address[language]}, ${branch.postcode}</p>
<div class="code">${barCode(number, { moduleMm: 0.25, heightMm: 9 })}<span class="n">${number}</span></div></header>
<dl class="to"><dt>${say.to}</dt><dd>${letter.applicant}${letter.address ? html`<br>${letter.address}` : ''}</dd></dl>
<h1>${refused ? say.refusal : say.answer}</h1>
<p class="about">${fill(say.about, { number, day: writeDay(letter.acceptedOn) })}</p>
<dl class="facts">${facts.map(([label, value]) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : ''))}</dl>
<p class="text">${answer.text}</p>
${refused ? whereToTurn(model) : ''}
<dl class="who"><dt>${say.answered}</dt><dd>${whoOf(model)}</dd>
<dt>${say.at}</dt><dd class="n">${writeMoment(answer.at, branch.timeZone)}</dd></dl>
<p class="foot">${freeCheck(model)}${fill(say.printed, { at: writeMoment(printedAt, branch.timeZone), branch: branch.name[language] })}</p>
${branchPart(model)}`
  return page({ language, title: number, style: STYLE, sheet: options.large ? 'a4 large' : 'a4', body }, options)
}

/** The body that the answer itself names, then those of the profile; each once. */
function bodiesOf({ letter, branch }: AnswerLetterModel): Body[] {
  const named = letter.answer.outsideBody
  const others = branch.outsideBodies.filter(({ url }) => url !== named?.url)
  return named ? [named, ...others] : others
}

function whereToTurn(model: AnswerLetterModel): Html {
  const { language } = model.letter.answer
  const say = ANSWER_TEXTS[language]
  const { name, address, phone, hours } = model.branch.higherOffice
  const bodies = bodiesOf(model)
  return html`<section class="where"><b>${say.disagree}:</b><dl><dt>${say.inside}</dt>
<dd>${name[language]}<br><small>${joined([address[language], hours?.[language], html`<span class="n">${phone}</span>`], ', ')}</small></dd>
${bodies.length > 0 ? html`<dt>${say.outside}</dt>` : ''}${bodies.map((one) => html`<dd class="body">${one.name[language]}, <span class="n">${one.url}</span></dd>`)}</dl></section>`
}

function whoOf({ letter: { answer }, branch }: AnswerLetterModel): string {
  const { by, office, language } = answer
  const place = office === 'hq' ? ANSWER_TEXTS[language].headquarters : branch.name[language]
  if (!by) return place
  const roles: Partial<Record<ActorRole, string>> = { ...TEXTS[language].roles, ...ANSWER_TEXTS[language].roles }
  return [by.name, (by.role && roles[by.role]) ?? place].join(', ')
}

function freeCheck({ letter: { answer }, branch }: AnswerLetterModel): Html {
  const { text, phone, price } = branch.freeCheck
  const { language } = answer
  const way = phone && price ? html`<span class="n">${phone}</span> (${price[language]})` : text[language]
  return phone && price ? html`${ANSWER_TEXTS[language].ask}: ${way}. ` : html`${ANSWER_TEXTS[language].free}: ${way}. `
}

/** The branch's own: whose letter it was, and who has signed for it. */
function branchPart({ letter, branch }: AnswerLetterModel): Html {
  const { number, type: code, formVersion: version, applicant, answer } = letter
  const say = ANSWER_TEXTS[answer.language]
  return html`<section class="cut"><p class="scissors"><span>${say.cut}</span></p>
<div class="strip"><p><b>${say.receipt}</b><br><span class="n">№ ${number}</span> · ${applicant} · ${branch.name[answer.language]}</p>
${qrCode(answerCode({ code, version }, number), { moduleMm: 0.5 })}</div>
<div class="sign">${[say.date, say.received, say.handed].map((what) => html`<div><i></i><small>${what}</small></div>`)}</div></section>`
}
