// nothing is switched on, paid or changed in a customer's name without his own code or signature.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import {
  type ConsentGiven,
  consentRuleOf,
  consentStands,
  fits,
  maskPhone,
  phoneMark,
  phonesFor,
  wantedOf,
} from '../../domain/cases/consent.ts'
import { decide } from '../../domain/cases/decide.ts'
import { fold } from '../../domain/cases/evolve.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { primitives } from '../../trust/primitives.ts'
import { uuid } from '../support/pen.ts'
import {
  about,
  anyTry,
  commandOf,
  confirmed,
  customerSaidYes,
  formOf,
  happened,
  lettingGo,
  lifeNames,
  papers,
  personAt,
  phones,
  played,
  registerCase,
  registration,
  type Try,
  who,
} from './consenting.ts'

const { sha256 } = primitives

describe('R-044 nothing is switched on, paid or changed without the customer’s own code or signature', () => {
  const anyPaper = fc.constantFrom(...papers)

  test('R-044 no sequence of commands by anybody brings such a paper to accepted without his consent on record', () => {
    let accepted = 0
    fc.assert(
      fc.property(anyPaper, fc.array(anyTry, { maxLength: 14 }), who, (paper, tries, registrar) => {
        const history = played(paper, tries, registrar)
        for (const at of lettingGo(history)) {
          accepted += 1
          expect(customerSaidYes(paper, history, at)).toBe(true)
        }
        expect(fold(history)?.conflicts).toEqual([])
      }),
      { numRuns: 4000 },
    )
    expect(lifeNames.length).toBeGreaterThan(20)
    // A rule under which nothing is ever accepted would prove nothing.
    expect(accepted).toBeGreaterThan(20)
  })

  test('R-044 no sequence of a clerk alone brings it to accepted at all', () => {
    fc.assert(
      fc.property(anyPaper, fc.array(anyTry, { maxLength: 20 }), (paper, tries) => {
        const alone = tries.map((one) => ({ ...one, who: 0 }))
        expect(lettingGo(played(paper, alone))).toEqual([])
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
