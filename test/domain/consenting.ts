/** Everything that anybody may try at a case whose paper wants the customer's consent, and what the rules let happen. */
import fc from 'fast-check'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseCommand, Facts, RegisterCase, RegistrationFacts } from '../../domain/cases/commands.ts'
import {
  type Confirmation,
  type ConsentGiven,
  confirm,
  consentRuleOf,
  isConfirmed,
  maskPhone,
  phoneMark,
  phonesFor,
  signedPapersOf,
  wantedOf,
  whatOf,
} from '../../domain/cases/consent.ts'
import { decide } from '../../domain/cases/decide.ts'
import { type CaseCorrected, caseRegistered } from '../../domain/cases/events.ts'
import { type CaseEvent, fold } from '../../domain/cases/evolve.ts'
import type { LifeCommand } from '../../domain/cases/lifeCommands.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { EventDraft } from '../../domain/journal/event.ts'
import type { Person } from '../../domain/people/person.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { shippedCatalogue } from '../support/catalogue.ts'
import * as life from '../support/life.ts'
import { registrationPayload, uuid } from '../support/pen.ts'

const { sha256 } = primitives
const hq = keyPair(newPrivateKey())
const impostor = keyPair(newPrivateKey())
const forms = shippedCatalogue().forms
export const formOf = (code: string): Form => {
  const found = forms.find((form) => form.code === code)
  if (!found) throw new Error(`no form ${code}`)
  return found
}

export const phones = ['+77011234567', '+77057654321', '+77771112233']
/** Papers that switch on, pay or change, and some that do not. */
export const papers: { form: Form; answers: Answers }[] = [
  { form: formOf('SVC-SUSPEND'), answers: { phone: phones[0] ?? '', action: 'resume' } },
  { form: formOf('NUM-PORT'), answers: { port_numbers: phones } },
  { form: formOf('ACC-CHANGE'), answers: { change_kind: 'phone_change', new_phone: phones[1] ?? '' } },
  { form: formOf('ACC-CHANGE'), answers: { change_kind: 'password_reset', account_login: 'aigul' } },
  { form: formOf('MAIL-INSTR'), answers: { instr_kind: ['authorise_person'], phone: phones[2] ?? '' } },
  { form: formOf('MONEY-INQ'), answers: { mt_kind: 'refund_request', phone: phones[0] ?? '' } },
]

const people: Person[] = (
  [
    ['clerk', 'clerk'],
    ['second clerk', 'clerk'],
    ['lead', 'shift_lead'],
    ['second lead', 'shift_lead'],
    ['manager', 'manager'],
  ] as const
).map(([name, role]) => ({ id: uuid(name), lastName: name, firstName: 'A', patronymic: '', role }))

export const registration: RegistrationFacts = {
  ...{ branch: '0712', window: 'A', serial: 1, minimum: [], wrong: [], missing: [], urgent: false, security: false },
  ...{ lateFiled: false, acceptedOn: '2026-11-23' },
  answer: caseRegistered.shape.answer.parse(registrationPayload('x', 1).answer),
}
export const about = uuid('command')
export const registerCase = ({ form, answers }: (typeof papers)[number]): RegisterCase => ({
  ...{ do: 'registerCase', command: about, case: uuid('case'), type: form.code, formVersion: form.version, answers },
  ...{ kept: [], papers: [], stepsDone: [], stepReasons: {}, attachments: [], outage: null, handTaken: null },
})

export const confirmed = (
  { form, answers }: (typeof papers)[number],
  phone: string,
  wrong: Partial<Confirmation['body']> = {},
  sign = hq.sign,
): Confirmation => {
  const what = wantedOf(sha256, form, answers, about)?.what ?? '0'.repeat(64)
  const mark = phoneMark(sha256, about, phone)
  const at = '2026-11-23T05:00:00.000Z'
  const body = { v: 1 as const, request: uuid(`request ${phone}`), about, purpose: form.code, what, phone: mark }
  return confirm({ ...body, masked: maskPhone(phone), at, ...wrong }, sign)
}

/** What somebody tries at a case, as data: who, and what. */
export type Try =
  | { who: number; do: 'accept'; because: string | null }
  | { who: number; do: 'code'; phone: number; fake: 'none' | 'key' | 'about' | 'what' | 'purpose' | 'phone' }
  | { who: number; do: 'sign'; paper: 'application' | 'other'; as: number | null; what: 'this' | 'another' }
  | { who: number; do: 'slip' | 'again' | 'visit' | 'attach' | 'tell' }
  | { who: number; do: 'life'; name: LifeCommand['do'] }

/** Each command there is has its try: a new one does not compile here until it is tried as well. */
const tried: Record<CaseCommand['do'], Try['do']> = {
  ...{ registerCase: 'again', acceptCase: 'accept', giveConsent: 'sign', recordSlip: 'slip' },
  ...{ noteVisit: 'visit', addAttachment: 'attach', tellRecovery: 'tell' },
  ...{ returnCase: 'life', returnFromHq: 'life', answerReturn: 'life', correctCase: 'life', askCustomer: 'life' },
  ...{ customerBrought: 'life', leaveIncomplete: 'life', finishAtBranch: 'life', bagCase: 'life', receiveCase: 'life' },
  ...{ takeIntoWork: 'life', waitThird: 'life', resumeWork: 'life', answerCase: 'life', forwardCase: 'life' },
  ...{ deliverAnswer: 'life', closeCase: 'life', closeByTime: 'life', withdrawCase: 'life', mergeCase: 'life' },
  ...{ escalateCase: 'life', reopenCase: 'life', moveAnswerDate: 'life', disputeEntry: 'life', confirmBasis: 'life' },
  repairRefused: 'life',
}
export const lifeNames = Object.entries(tried).flatMap(([name, as]) =>
  as === 'life' ? [name as LifeCommand['do']] : [],
)

export const who = fc.integer({ min: 0, max: people.length - 1 })
export const anyTry: fc.Arbitrary<Try> = fc.oneof(
  fc.record({ who, do: fc.constant('accept' as const), because: fc.option(fc.constantFrom('later', ' ')) }),
  fc.record({
    who,
    do: fc.constant('code' as const),
    phone: fc.integer({ min: 0, max: 2 }),
    fake: fc.constantFrom(
      'none' as const,
      'key' as const,
      'about' as const,
      'what' as const,
      'purpose' as const,
      'phone' as const,
    ),
  }),
  fc.record({
    who,
    do: fc.constant('sign' as const),
    paper: fc.constantFrom('application' as const, 'other' as const),
    as: fc.option(who),
    what: fc.constantFrom('this' as const, 'another' as const),
  }),
  fc.record({
    who,
    do: fc.constantFrom('slip' as const, 'again' as const, 'visit' as const, 'attach' as const, 'tell' as const),
  }),
  fc.record({ who, do: fc.constant('life' as const), name: fc.constantFrom(...lifeNames) }),
)

export const personAt = (n: number): Person => people[n % people.length] as Person

/** A field of the paper itself: with another answer in it the paper asks something else. */
const ownText = (form: Form): string => form.fields.find(({ type }) => type.kind === 'text')?.key ?? 'screen_text'

export function commandOf(
  paper: (typeof papers)[number],
  one: Try,
  n: number,
  state: Case | null = null,
): { command: CaseCommand; facts: Facts } {
  const person = personAt(one.who)
  const command = uuid(`try ${n}`)
  const { form } = paper
  const consent = {
    wanted: wantedOf(sha256, form, paper.answers, about),
    signedPapers: signedPapersOf(form),
    genuine: false,
  }
  switch (one.do) {
    case 'life': {
      const plain = life.commandOf(one.name, n, state, person)
      const changes = { [ownText(form)]: `x${n % 2}` }
      const made = plain.do === 'correctCase' ? { ...plain, changes } : plain
      const facts = life.factsFor(person, made, consent.wanted)
      const corrected = wantedOf(sha256, form, { ...paper.answers, ...changes }, about)
      const correction = { ...registration, kept: [], consent: corrected }
      return { command: made, facts: { ...facts, reviewer: form.reviewer, consent, correction } }
    }
    case 'accept':
      return {
        command: { do: 'acceptCase', command, incompleteBecause: one.because },
        facts: { person, reviewer: form.reviewer, consent },
      }
    case 'slip':
      return { command: { do: 'recordSlip', command, copy: 1, confirmedBy: 'person' }, facts: { person } }
    case 'again':
      return { command: registerCase(paper), facts: { person, registration } }
    case 'visit': {
      const nothing = { papers: [], attachments: [], newAnswers: { ...paper.answers, phone: '+77000000000' } }
      const visit = { do: 'noteVisit' as const, command, type: form.code, words: 'again', window: 'A', ...nothing }
      return { command: visit, facts: { person } }
    }
    case 'attach': {
      const paperKey = signedPapersOf(form)[0] ?? null
      const attachment = { sha256: sha256(`file ${n}`), name: 'scan', kind: 'pdf' as const, bytes: 1, paper: paperKey }
      return { command: { do: 'addAttachment', command, attachment }, facts: { person } }
    }
    case 'tell':
      return { command: { do: 'tellRecovery', command, outage: 'S-1' }, facts: { person } }
    case 'sign': {
      const what = one.what === 'this' ? (consent.wanted?.what ?? '') : 'a'.repeat(64)
      const paperKey = one.paper === 'application' ? (consent.signedPapers[0] ?? '') : 'poa_copy'
      const seenBy = personAt(one.as ?? one.who).id
      const given: ConsentGiven = {
        ...{ way: 'signature', command, seenBy, purpose: form.code, what, paper: paperKey },
        at: '2026-11-23T05:00:00.000Z',
      }
      return { command: { do: 'giveConsent', command, given }, facts: { person, consent } }
    }
    case 'code': {
      const wrongs: Record<typeof one.fake, Partial<Confirmation['body']>> = {
        ...{ none: {}, key: {}, about: { about: uuid('another') }, what: { what: 'b'.repeat(64) } },
        ...{ purpose: { purpose: 'DOC-DUP' }, phone: { phone: phoneMark(sha256, about, '+77000000000') } },
      }
      const sign = one.fake === 'key' ? impostor.sign : hq.sign
      const confirmation = confirmed(paper, phones[one.phone] ?? '', wrongs[one.fake], sign)
      const given: ConsentGiven = { way: 'code', command, seenBy: person.id, confirmation }
      const genuine = isConfirmed(primitives, confirmation, hq.publicKey)
      return { command: { do: 'giveConsent', command, given }, facts: { person, consent: { ...consent, genuine } } }
    }
    default:
      return one satisfies never
  }
}

export const happened = (draft: EventDraft, i: number): CaseEvent => ({
  hash: String(i).padStart(64, '0'),
  fields: { case: draft.case, type: draft.type, at: '2026-11-23T05:47:00.000Z', by: draft.by },
  office: false,
  payload:
    draft.type === 'caseRegistered' ? { ...(draft.payload as object), number: '0712-A26-00001-7K4MX' } : draft.payload,
})

/** Registers the paper by its first clerk, then lets everybody try; the history that the rules let happen. */
export function played(paper: (typeof papers)[number], tries: readonly Try[], registrar = 0): CaseEvent[] {
  const wanted = wantedOf(sha256, paper.form, paper.answers, about)
  const first = decide(null, registerCase(paper), {
    person: personAt(registrar),
    registration: { ...registration, consent: { wanted, given: [], history: [] } },
  })
  if (!first.ok) throw new Error(first.refusal.code)
  const history = first.events.map(happened)
  tries.forEach((one, n) => {
    const state = fold(history)
    const { command, facts } = commandOf({ ...paper, answers: state?.answers ?? paper.answers }, one, n, state)
    const decision = decide(state, command, facts)
    const mine = decision.ok ? decision.events.filter((draft) => draft.case === uuid('case')) : []
    history.push(...mine.map((draft, i) => happened(draft, history.length + i)))
  })
  return history
}

/** The answers as they stood before this event, corrections and all. */
function answersAt({ answers }: (typeof papers)[number], before: readonly CaseEvent[]): Answers {
  const now = { ...answers }
  for (const { fields, payload } of before)
    if (fields.type === 'caseCorrected')
      for (const [key, { after }] of Object.entries((payload as CaseCorrected).changed)) now[key] = after ?? ''
  return now
}

/** Where the branch let the case go on: to headquarters, or with an answer of its own. */
export const lettingGo = (history: readonly CaseEvent[]): number[] =>
  history.flatMap(({ fields }, i) => (fields.type === 'caseAccepted' || fields.type === 'caseFinished' ? [i] : []))

/** The customer's own yes to what the paper said then, judged from the events alone and not by the function under test. */
export function customerSaidYes(paper: (typeof papers)[number], history: readonly CaseEvent[], at: number): boolean {
  const answers = answersAt(paper, history.slice(0, at))
  const said = whatOf(sha256, paper.form, answers)
  const acceptor = history[at]?.fields.by
  const given = history.slice(0, at).filter(({ fields }) => fields.type === 'consentGiven')
  const rule = consentRuleOf(paper.form, answers)
  if (!rule) return true
  const signed = given.some(({ payload }) => {
    const one = payload as ConsentGiven
    const onPaper = one.way === 'signature' && one.what === said && one.paper === signedPapersOf(paper.form)[0]
    return onPaper && one.seenBy !== acceptor
  })
  const answered = new Set(
    given.flatMap(({ payload }) => {
      const one = payload as ConsentGiven
      return one.way === 'code' &&
        one.confirmation.body.what === said &&
        isConfirmed(primitives, one.confirmation, hq.publicKey)
        ? [one.confirmation.body.phone]
        : []
    }),
  )
  const numbers = phonesFor(rule, answers)
  const byCode = numbers.length > 0 && numbers.every((phone) => answered.has(phoneMark(sha256, about, phone)))
  return (rule.ways.includes('signature') && signed) || (rule.ways.includes('code') && byCode)
}
