// nothing is switched on, paid or changed in a customer's name without his own code or signature.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseCommand, Facts, RegisterCase, RegistrationFacts } from '../../domain/cases/commands.ts'
import {
  type Confirmation,
  type ConsentGiven,
  confirm,
  consentRuleOf,
  consentStands,
  fits,
  isConfirmed,
  maskPhone,
  phoneMark,
  phonesFor,
  signedPapersOf,
  wantedOf,
} from '../../domain/cases/consent.ts'
import { decide } from '../../domain/cases/decide.ts'
import { caseRegistered } from '../../domain/cases/events.ts'
import { type CaseEvent, fold } from '../../domain/cases/evolve.ts'
import type { Answers, Form } from '../../domain/forms/schema.ts'
import type { EventDraft } from '../../domain/journal/event.ts'
import type { Person } from '../../domain/people/person.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { shippedCatalogue } from '../support/catalogue.ts'
import { registrationPayload, uuid } from '../support/pen.ts'

const { sha256 } = primitives
const hq = keyPair(newPrivateKey())
const impostor = keyPair(newPrivateKey())
const forms = shippedCatalogue().forms
const formOf = (code: string): Form => {
  const found = forms.find((form) => form.code === code)
  if (!found) throw new Error(`no form ${code}`)
  return found
}

const phones = ['+77011234567', '+77057654321', '+77771112233']
/** Papers that switch on, pay or change, and some that do not. */
const papers: { form: Form; answers: Answers }[] = [
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

const registration: RegistrationFacts = {
  ...{ branch: '0712', window: 'A', serial: 1, minimum: [], wrong: [], missing: [], urgent: false, security: false },
  ...{ lateFiled: false, acceptedOn: '2026-11-23' },
  answer: caseRegistered.shape.answer.parse(registrationPayload('x', 1).answer),
}
const about = uuid('command')
const registerCase = ({ form, answers }: (typeof papers)[number]): RegisterCase => ({
  ...{ do: 'registerCase', command: about, case: uuid('case'), type: form.code, formVersion: form.version, answers },
  ...{ kept: [], papers: [], stepsDone: [], stepReasons: {}, attachments: [], outage: null, handTaken: null },
})

const confirmed = (
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
type Try =
  | { who: number; do: 'accept'; because: string | null }
  | { who: number; do: 'code'; phone: number; fake: 'none' | 'key' | 'about' | 'what' | 'purpose' | 'phone' }
  | { who: number; do: 'sign'; paper: 'application' | 'other'; as: number | null; what: 'this' | 'another' }
  | { who: number; do: 'slip' | 'again' | 'visit' | 'attach' | 'tell' }

/** Each command there is has its try: a new one does not compile here until it is tried as well. */
const tried: Record<CaseCommand['do'], Try['do']> = {
  ...{ registerCase: 'again', acceptCase: 'accept', giveConsent: 'sign', recordSlip: 'slip' },
  ...{ noteVisit: 'visit', addAttachment: 'attach', tellRecovery: 'tell' },
}

const who = fc.integer({ min: 0, max: people.length - 1 })
const anyTry: fc.Arbitrary<Try> = fc.oneof(
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
)

const personAt = (n: number): Person => people[n % people.length] as Person

function commandOf(paper: (typeof papers)[number], one: Try, n: number): { command: CaseCommand; facts: Facts } {
  const person = personAt(one.who)
  const command = uuid(`try ${n}`)
  const { form } = paper
  const consent = {
    wanted: wantedOf(sha256, form, paper.answers, about),
    signedPapers: signedPapersOf(form),
    genuine: false,
  }
  switch (one.do) {
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

const happened = (draft: EventDraft, i: number): CaseEvent => ({
  hash: String(i).padStart(64, '0'),
  fields: { case: draft.case, type: draft.type, at: '2026-11-23T05:47:00.000Z', by: draft.by },
  payload:
    draft.type === 'caseRegistered' ? { ...(draft.payload as object), number: '0712-A26-00001-7K4MX' } : draft.payload,
})

/** Registers the paper by its first clerk, then lets everybody try; the history that the rules let happen. */
function played(paper: (typeof papers)[number], tries: readonly Try[], registrar = 0): CaseEvent[] {
  const wanted = wantedOf(sha256, paper.form, paper.answers, about)
  const first = decide(null, registerCase(paper), {
    person: personAt(registrar),
    registration: { ...registration, consent: { wanted, given: [], history: [] } },
  })
  if (!first.ok) throw new Error(first.refusal.code)
  const history = first.events.map(happened)
  tries.forEach((one, n) => {
    const { command, facts } = commandOf(paper, one, n)
    const decision = decide(fold(history), command, facts)
    if (decision.ok) history.push(...decision.events.map((draft, i) => happened(draft, history.length + i)))
  })
  return history
}

/** The customer's own yes, judged from the events alone and not by the function under test. */
function customerSaidYes(paper: (typeof papers)[number], history: readonly CaseEvent[]): boolean {
  const at = history.findIndex(({ fields }) => fields.type === 'caseAccepted')
  const acceptor = history[at]?.fields.by
  const given = history.slice(0, at).filter(({ fields }) => fields.type === 'consentGiven')
  const rule = consentRuleOf(paper.form, paper.answers)
  if (!rule) return true
  const signed = given.some(({ payload }) => {
    const one = payload as ConsentGiven
    return one.way === 'signature' && one.seenBy !== acceptor && one.paper === signedPapersOf(paper.form)[0]
  })
  const answered = new Set(
    given.flatMap(({ payload }) => {
      const one = payload as ConsentGiven
      return one.way === 'code' && isConfirmed(primitives, one.confirmation, hq.publicKey)
        ? [one.confirmation.body.phone]
        : []
    }),
  )
  const numbers = phonesFor(rule, paper.answers)
  const byCode = numbers.length > 0 && numbers.every((phone) => answered.has(phoneMark(sha256, about, phone)))
  return (rule.ways.includes('signature') && signed) || (rule.ways.includes('code') && byCode)
}

describe('R-044 nothing is switched on, paid or changed without the customer’s own code or signature', () => {
  const anyPaper = fc.constantFrom(...papers)

  test('R-044 no sequence of commands by anybody brings such a paper to accepted without his consent on record', () => {
    let accepted = 0
    fc.assert(
      fc.property(anyPaper, fc.array(anyTry, { maxLength: 14 }), who, (paper, tries, registrar) => {
        const history = played(paper, tries, registrar)
        if (fold(history)?.state !== 'accepted') return
        accepted += 1
        expect(customerSaidYes(paper, history)).toBe(true)
      }),
      { numRuns: 4000 },
    )
    expect(Object.keys(tried).length).toBeGreaterThan(6)
    // A rule under which nothing is ever accepted would prove nothing.
    expect(accepted).toBeGreaterThan(20)
  })

  test('R-044 no sequence of a clerk alone brings it to accepted at all', () => {
    fc.assert(
      fc.property(anyPaper, fc.array(anyTry, { maxLength: 20 }), (paper, tries) => {
        const alone = tries.map((one) => ({ ...one, who: 0 }))
        expect(fold(played(paper, alone))?.state).toBe('in_review')
      }),
      { numRuns: 1000 },
    )
  })

  test('R-044 no reason stands in for it, also not where the case may be accepted incomplete', () => {
    for (const paper of papers) {
      const history = played(paper, [{ who: 2, do: 'accept', because: 'customer is in a hurry' }])
      expect(fold(history)).toMatchObject({ state: 'in_review', marks: ['consent_due'] })
      const { command, facts } = commandOf(paper, { who: 4, do: 'accept', because: 'x' }, 1)
      expect(decide(fold(history), command, facts)).toEqual({ ok: false, refusal: { code: 'consentMissing' } })
    }
  })

  test('R-044 an acceptance without consent, whoever wrote it into a journal, is a conflict and no acceptance', () => {
    const forged = fc.array(
      fc.oneof(
        fc.constant({ type: 'caseAccepted', payload: { command: uuid('a'), incompleteBecause: 'x' } }),
        fc.constant({ type: 'consentGiven', payload: { way: 'code' } }),
        fc.constant({ type: 'reviewRequested', payload: {} }),
        fc.constantFrom(...papers).map((paper) => ({
          type: 'consentGiven',
          payload: {
            ...{ way: 'code', command: uuid('c'), seenBy: uuid('clerk') },
            confirmation: confirmed(paper, '+77000000000'),
          },
        })),
      ),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(anyPaper, forged, who, (paper, drafts, by) => {
        const history = played(paper, [])
        drafts.forEach((draft) => {
          history.push(happened({ ...draft, case: uuid('case'), by: personAt(by).id }, history.length))
        })
        const found = fold(history)
        expect(found?.state).toBe('in_review')
        const tries = drafts.filter(({ type }) => type === 'caseAccepted').length
        expect(found?.conflicts.filter(({ reason }) => reason === 'consentMissing')).toHaveLength(tries)
      }),
    )
  })

  test('R-044 a number that is to be moved answers for itself: each of several, and a signature for none', () => {
    const paper = papers[1] as (typeof papers)[number]
    const code = (phone: number): Try => ({ who: 0, do: 'code', phone, fake: 'none' })
    const accept: Try = { who: 2, do: 'accept', because: null }
    const sign: Try = { who: 1, do: 'sign', paper: 'application', as: null, what: 'this' }
    expect(fold(played(paper, [code(0), code(1), sign, accept]))?.state).toBe('in_review')
    expect(fold(played(paper, [code(0), code(1), code(2), accept]))?.state).toBe('accepted')
  })

  test('R-044 who saw the customer sign does not accept the case; a code he may have typed', () => {
    const paper = papers[0] as (typeof papers)[number]
    const accept: Try = { who: 2, do: 'accept', because: null }
    const sign = (by: number): Try => ({ who: by, do: 'sign', paper: 'application', as: null, what: 'this' })
    expect(fold(played(paper, [sign(2), accept]))?.state).toBe('in_review')
    expect(fold(played(paper, [sign(1), accept]))?.state).toBe('accepted')
    expect(fold(played(paper, [{ who: 2, do: 'code', phone: 0, fake: 'none' }, accept]))?.state).toBe('accepted')
  })
})

test('a consent given while the paper was filled in comes along, unless the paper was changed afterwards', () => {
  const paper = papers[2] as (typeof papers)[number]
  const given: ConsentGiven = {
    ...{ way: 'code', command: uuid('given'), seenBy: uuid('clerk') },
    confirmation: confirmed(paper, phones[1] ?? ''),
  }
  const stateWith = (answers: Answers): Case | null => {
    const wanted = wantedOf(sha256, paper.form, answers, about)
    const decision = decide(null, registerCase({ ...paper, answers }), {
      person: personAt(0),
      registration: { ...registration, consent: { wanted, given: [given], history: [] } },
    })
    return decision.ok ? fold(decision.events.map(happened)) : null
  }
  expect(stateWith(paper.answers)?.marks).toEqual([])
  expect(stateWith({ ...paper.answers, last_name: 'Ким' })?.marks).toEqual([])
  expect(stateWith({ ...paper.answers, new_phone: phones[2] ?? '' })?.marks).toEqual(['consent_due'])
  expect(stateWith({ ...paper.answers, screen_text: 'другое' })?.marks).toEqual(['consent_due'])
})

test('which papers want consent, and whose phone is asked', () => {
  const wants = (code: string, answers: Answers) => {
    const rule = consentRuleOf(formOf(code), answers)
    return rule && [rule.ways.join('+'), phonesFor(rule, answers)]
  }
  const phone = '+77011234567'
  expect(wants('ACC-DEREG', { account_login: '+77057654321', phone })).toEqual(['code+signature', ['+77057654321']])
  expect(wants('ACC-DEREG', { account_login: 'aigul', phone })).toEqual(['code+signature', [phone]])
  expect(wants('ACC-CHANGE', { change_kind: 'phone_change', new_phone: phone })).toEqual(['code', [phone]])
  expect(wants('ACC-CHANGE', { change_kind: 'unblock' })).toEqual(['code+signature', []])
  expect(wants('NUM-PORT', { port_numbers: [phone, '+77057654321', phone] })).toEqual(['code', [phone, '+77057654321']])
  expect(wants('PD-REQ', { pd_kind: 'access', phone })).toBeNull()
  expect(wants('PD-REQ', { pd_kind: 'delete', phone })).toEqual(['code+signature', [phone]])
  expect(wants('CLAIM-LOSS', { pay_to: 'cash_at_branch', phone })).toBeNull()
  expect(wants('CLAIM-LOSS', { pay_to: 'bank_account', phone })).toEqual(['code+signature', [phone]])
  expect(wants('SVC-CONSENT', { demand: ['measures'], phone })).toBeNull()
  expect(wants('SVC-CONSENT', { demand: ['switch_off'], phone })).toEqual(['code+signature', [phone]])
  for (const code of ['TRACE-DOM', 'TRACE-INT', 'DOC-DUP', 'COMPL-SERVICE', 'OUTAGE-REPORT', 'SVC-BILL'])
    expect(wants(code, { phone }), code).toBeNull()
})

test('the masked phone shows four digits and the mark ties it to one paper', () => {
  expect(maskPhone('+77011234567')).toBe('+7••••••4567')
  expect(phoneMark(sha256, about, '+77011234567')).not.toBe(phoneMark(sha256, uuid('other'), '+77011234567'))
  expect(consentStands({ wanted: null, given: [] })).toBe(true)
  const paper = papers[0] as (typeof papers)[number]
  const wanted = wantedOf(sha256, paper.form, paper.answers, about)
  const given: ConsentGiven = {
    ...{ way: 'code', command: uuid('g'), seenBy: uuid('clerk') },
    confirmation: confirmed(paper, phones[1] ?? ''),
  }
  expect(wanted && fits(wanted, { type: paper.form.code, command: about }, given)).toBe(false)
})
