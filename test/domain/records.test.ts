/** What the branch's records put into a form: open cases, an earlier case as proof, and what may be handed out. */
import { describe, expect, test } from 'vitest'
import { isOpen } from '../../domain/cases/case.ts'
import { wantedOf } from '../../domain/cases/consent.ts'
import {
  evidenceAnswers,
  evidenceWanted,
  howFound,
  isEvidence,
  nameToFind,
  type Paper,
} from '../../domain/customers/evidence.ts'
import { handOutObstacle, isSurelyOf } from '../../domain/customers/handOut.ts'
import { matterKeys } from '../../domain/customers/matter.ts'
import { personKeys, samePerson } from '../../domain/customers/person.ts'
import { checkCatalogue } from '../../domain/forms/catalogue.ts'
import { checkAnswers } from '../../domain/forms/check.ts'
import { besideTyped, withOpenCases } from '../../domain/forms/fromRecords.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { primitives } from '../../trust/primitives.ts'
import { formIn, rawCatalogue, shippedCatalogue } from '../support/catalogue.ts'

const catalogue = shippedCatalogue()
const named = (code: string) => formIn(catalogue, code)
const bill = named('SVC-BILL')
const request = named('PD-REQ')
const NUMBER = '0712-A26-00418-7K4MX'
const aigul: Answers = { last_name: 'Қасымова', first_name: 'Айгүл' }
const billed: Answers = { ...aigul, bill_problem: ['cancelled_billed'] }

describe('the proof of a cancellation', () => {
  const [wanted] = evidenceWanted(bill, billed)
  if (!wanted) throw new Error('SVC-BILL looks for no proof')

  test('R-040 is looked for once somebody says “cancelled, still billed”, until its number is answered', () => {
    expect(wanted.field).toBe('cancel_case')
    expect(evidenceWanted(bill, { ...billed, bill_problem: ['payment_late'] })).toEqual([])
    expect(evidenceWanted(bill, { ...billed, cancel_case: NUMBER })).toEqual([])
  })

  test('is a contract that was ended, not a service that was suspended, nor any other paper', () => {
    expect(isEvidence(wanted.wanted, 'SVC-SUSPEND', { action: 'cancel_contract' })).toBe(true)
    expect(isEvidence(wanted.wanted, 'SVC-SUSPEND', { action: 'suspend' })).toBe(false)
    expect(isEvidence(wanted.wanted, 'SVC-CONSENT', { action: 'cancel_contract' })).toBe(false)
  })

  const paper = (answers: Answers, form = named('SVC-SUSPEND')): Paper => ({
    answers,
    keys: personKeys(answers),
    matters: matterKeys(catalogue, form, answers),
  })
  const phone = { phone: '+77011234567' }
  test.each<[string, Answers, Answers, string | null]>([
    [
      'one account, whoever came with it',
      { account_no: '12-003-45' },
      { last_name: 'Ким', account_no: '1200345' },
      'matter',
    ],
    [
      'one account, though the IINs differ',
      { account_no: '1200345', iin: '900315300123' },
      { account_no: '1200345', iin: '850101400120' },
      'matter',
    ],
    [
      'another account of the same person is another service',
      { ...phone, account_no: '1200345' },
      { ...phone, account_no: '999888' },
      null,
    ],
    [
      'the same person, the account not named',
      phone,
      { ...phone, last_name: 'касымова', account_no: '1200345' },
      'person',
    ],
    ['the same name, typed without Kazakh letters', {}, { last_name: 'Касымова', first_name: 'Айгуль' }, 'name'],
    ['the same name with a patronymic on one paper', {}, { patronymic: 'Бекқызы' }, 'name'],
    ['the same name with two patronymics', { patronymic: 'Ахметқызы' }, { patronymic: 'Бекқызы' }, null],
    ['the same name and two IINs', { iin: '900315300123' }, { iin: '850101400120' }, null],
    ['a surname alone', { first_name: '' }, { first_name: '' }, null],
  ])('%s', (_what, one, other, expected) => {
    const [a, b] = [paper({ ...aigul, ...one }, bill), paper({ ...aigul, ...other })]
    expect(howFound(a, b, samePerson(a.keys, b.keys))).toBe(expected)
  })

  test('taken over it answers the number, the proof and, where nobody has said one, the day', () => {
    const earlier = { number: NUMBER, acceptedOn: '2026-05-15' }
    expect(evidenceAnswers(wanted, earlier, { ...billed, cancel_proof: 'none' })).toEqual({
      cancel_case: NUMBER,
      cancel_proof: 'case_number',
      cancel_date: '2026-05-15',
    })
    expect(evidenceAnswers(wanted, earlier, { ...billed, cancel_date: '2026-05-14' })).not.toHaveProperty('cancel_date')
  })

  test('an organisation has no name of a person', () => {
    expect(nameToFind({ ...aigul, applicant_kind: 'organisation' })).toBeNull()
  })

  test('a form that looks for what is not there is refused, each place named', () => {
    const raw = rawCatalogue()
    const forms = raw.forms.map((form) => {
      const text = JSON.stringify(form)
      return JSON.parse(
        text.includes('"code":"SVC-BILL"')
          ? text
              .replace('"has":"cancelled_billed"},"cases"', '"has":"nothing"},"cases"')
              .replace('{"field":"action","is":"cancel_contract"}', '{"field":"action","is":"vanish"}')
              .replace('"cancel_proof","value":"case_number"', '"cancel_proof","value":"oath"')
              .replace('"cancel_date","acceptedOn"', '"demand","acceptedOn"')
          : text,
      )
    })
    const checked = checkCatalogue({ ...raw, forms })
    const at = 'forms.SVC-BILL.fields.cancel_case.type.earlier'
    expect(checked.ok ? [] : checked.faults.map(({ path }) => path)).toEqual([
      `${at}.when.has`,
      `${at}.cases.0.when.is`,
      `${at}.answers.0.value`,
      `${at}.answers.1.field`,
    ])
  })
})

describe('open cases on a request for personal data', () => {
  test('stand in the answers as the branch knows them; what a window sends for them does not', () => {
    const sent = { ...aigul, pd_kind: 'delete', pd_open_cases: ['0712-A26-00001-AAAAA'] }
    expect(withOpenCases(catalogue, request, sent, [NUMBER]).pd_open_cases).toEqual([NUMBER])
    expect(withOpenCases(catalogue, request, sent, [])).toEqual({ ...aigul, pd_kind: 'delete' })
    expect(withOpenCases(catalogue, bill, billed, [NUMBER])).toEqual(billed)
  })

  test('a printed draft keeps what was typed, and takes of the records only what nobody types', () => {
    const typed = { ...aigul, phone: '8 701 123 45 67', pd_open_cases: ['0712-A26-00001-AAAAA'] }
    const known = { ...aigul, phone: '+77011234567', pd_open_cases: [NUMBER] }
    expect(besideTyped(request, typed, known)).toEqual({ ...typed, pd_open_cases: [NUMBER] })
    expect(besideTyped(request, typed, {})).toEqual({ ...aigul, phone: '8 701 123 45 67' })
  })

  test('they are told by forms: in a block the field is refused, with its place', () => {
    const raw = rawCatalogue()
    const field = request.fields.find(({ key }) => key === 'pd_open_cases')
    if (!field) throw new Error('PD-REQ tells no open cases')
    const blocks = (raw.blocks as { code: string; fields: unknown[] }[]).map((block, i) =>
      i === 0
        ? {
            ...block,
            fields: [
              ...block.fields,
              { key: 'told_here', label: field.label, required: 'no', span: 12, type: field.type },
            ],
          }
        : block,
    )
    const checked = checkCatalogue({ ...raw, blocks })
    expect(checked.ok ? [] : checked.faults.map(({ path, code }) => [path, code])).toEqual([
      [`blocks.${blocks[0]?.code}.fields.told_here.type`, 'openCasesOfForms'],
    ])
  })

  test('a deletion with open cases is explained, never refused; another request is not warned', () => {
    const context = { country: 'KZ', today: '2026-11-23', kept: [] } as const
    const about = (answers: Answers) =>
      checkAnswers(catalogue, request, answers, context).findings.filter(({ field }) => field === 'pd_open_cases')
    const [finding] = about({ pd_kind: 'delete', pd_open_cases: [NUMBER] })
    expect(finding).toMatchObject({ level: 'warning', say: { en: expect.stringContaining('does not start') } })
    expect(about({ pd_kind: 'delete' })).toEqual([])
    expect(about({ pd_kind: 'access', pd_open_cases: [NUMBER] })).toEqual([])
  })

  test('a case that a colleague registers meanwhile undoes nobody’s consent', () => {
    const answers = { ...aigul, pd_kind: 'delete', pd_scope: 'всё', phone: '+77011234567' }
    const what = (more: Answers) => wantedOf(primitives.sha256, request, { ...answers, ...more }, NUMBER)?.what
    expect(what({ pd_open_cases: [NUMBER] })).toBe(what({}))
    expect(what({ pd_scope: 'ничего' })).not.toBe(what({}))
  })

  test('a case is open until it has an outcome', () => {
    expect(isOpen('in_review')).toBe(true)
    expect(isOpen('accepted')).toBe(true)
  })
})

describe('what is put into somebody’s hand', () => {
  test('R-046 the list of slips is printed on a request for personal data whose document was seen, and on no other paper', () => {
    expect(handOutObstacle(request, { id_seen: true })).toBeNull()
    expect(handOutObstacle(request, { id_seen: false })).toBe('identityNotSeen')
    expect(handOutObstacle(bill, { id_seen: true })).toBe('notHandedOut')
    expect(catalogue.forms.filter(({ handsOut }) => handsOut).map(({ code }) => code)).toEqual(['PD-REQ'])
  })

  const phone = { phone: '+77011234567' }
  test.each<[string, Answers, Answers, boolean]>([
    ['one IIN', { iin: '900315300123' }, { iin: '900315300123', first_name: 'А.' }, true],
    ['a telephone and the whole name', phone, { ...phone, last_name: 'касымова' }, true],
    ['a sister at the same telephone', phone, { ...phone, first_name: 'Гүлнар' }, false],
    [
      'a telephone and the name, but two IINs',
      { ...phone, iin: '900315300123' },
      { ...phone, iin: '850101400120' },
      false,
    ],
    ['the name alone', {}, {}, false],
  ])('%s: surely the person’s?', (_what, one, other, expected) => {
    expect(isSurelyOf({ ...aigul, ...one }, { ...aigul, ...other })).toBe(expected)
  })
})
