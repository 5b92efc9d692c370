/** Terms and dates of the eighteen types: until when, on whose word, in which country, and what is promised beside the answer. */
import { describe, expect, test } from 'vitest'
import { branchCalendar, calendarFile } from '../../domain/calendar/calendar.ts'
import { countTerm } from '../../domain/calendar/term.ts'
import { checkAnswers } from '../../domain/forms/check.ts'
import { countDues, type DueContext, duesOf } from '../../domain/forms/dues.ts'
import { filingOf } from '../../domain/forms/filing.ts'
import type { Answers, Country } from '../../domain/forms/schema.ts'
import { answerTermFor, filingTermFor, groundFor } from '../../domain/forms/terms.ts'
import { formIn, readData, shippedCatalogue } from '../support/catalogue.ts'
import { TYPICAL } from '../support/typical.ts'

const catalogue = shippedCatalogue()
const named = (code: string) => formIn(catalogue, code)
const usual = (code: string): Answers => TYPICAL[code] ?? {}
const calendar = branchCalendar(
  'KZ',
  [6, 7],
  ['KZ-2026', 'KZ-2027'].map((name) => calendarFile.parse(readData(`calendars/${name}.json`))),
)
const today = '2026-11-23'
const at = (more: Partial<DueContext> = {}): DueContext => ({
  ...{ country: 'KZ', calendar, timeZone: 'Asia/Almaty', today, now: '2026-11-23T05:47:06Z', startOnWorkingDay: true },
  ...more,
})
const check = (code: string, answers: Answers, more: { papers?: string[]; kept?: string[] } = {}) =>
  checkAnswers(catalogue, named(code), answers, { country: 'KZ', today, kept: [], ...more })
describe('law binds those it speaks of', () => {
  test.each(['CLAIM-LOSS', 'CLAIM-DAMAGE', 'SVC-BILL', 'SVC-CONSENT', 'COMPL-SERVICE', 'MONEY-INQ'])(
    '%s: ten days are law for a person in Kazakhstan; for an organisation the operator’s own rule',
    (code) => {
      const form = named(code)
      const of = (applicant_kind: string, country: Country = 'KZ') =>
        answerTermFor(form, { ...usual(code), applicant_kind }, country)
      expect(of('person')).toMatchObject({ amount: 10, unit: 'calendar_days', basis: { kind: 'law' } })
      for (const kind of ['organisation', 'sole_trader']) {
        expect(of(kind).basis.kind).toBe('operator')
        expect(groundFor(form, { ...usual(code), applicant_kind: kind }, 'KZ').kind).toBe('operator')
      }
      for (const country of ['RU', 'PL'] as const)
        expect(of('person', country).basis.text.en).not.toContain('Kazakhstan')
    },
  )

  test('a claim of a person in Kazakhstan is taken in by law, where the answers do not say who he is by the operator’s rule', () => {
    expect(groundFor(named('CLAIM-LOSS'), { applicant_kind: 'person' }, 'KZ').kind).toBe('law')
    expect(groundFor(named('CLAIM-LOSS'), {}, 'KZ').kind).toBe('operator')
    expect(groundFor(named('CLAIM-LOSS'), { applicant_kind: 'person' }, 'RU').kind).toBe('operator')
  })

  test('no ground or term of one country is named in another', () => {
    const lands = { KZ: /Kazakhstan|KZ /, RU: /Russia/, PL: /Poland/ }
    for (const form of catalogue.forms)
      for (const country of ['KZ', 'RU', 'PL'] as const) {
        const answers = usual(form.code)
        const { procedure: _, ...rest } = { procedure: 0, ground: groundFor(form, answers, country) }
        const bases = [
          rest.ground,
          answerTermFor(form, answers, country).basis,
          filingTermFor(form, answers, country)?.basis,
        ]
        for (const [land, words] of Object.entries(lands))
          if (land !== country) for (const basis of bases) expect(basis?.text.en ?? '', form.code).not.toMatch(words)
      }
  })

  test.each<[string, Country, Answers, string, string]>([
    ['TRACE-DOM', 'KZ', {}, '6 months operator', '10 calendar_days operator'],
    ['TRACE-DOM', 'RU', {}, '6 months law', '30 calendar_days law'],
    ['TRACE-DOM', 'PL', {}, '12 months law', '30 calendar_days law'],
    ['TRACE-INT', 'KZ', {}, '6 months operator', '2 months operator'],
    ['CLAIM-LOSS', 'PL', {}, '12 months law', '30 calendar_days law'],
    ['CLAIM-DAMAGE', 'RU', { delivery_scope: 'within_city' }, '6 months law', '5 calendar_days law'],
    ['CLAIM-DAMAGE', 'KZ', { item_kind: 'parcel' }, '6 months operator', '10 calendar_days law'],
    ['PD-REQ', 'PL', {}, 'none', '1 months law'],
    ['PD-REQ', 'KZ', { pd_kind: 'delete', data_public: true }, 'none', '1 working_days law'],
    ['SVC-SUSPEND', 'KZ', { action: 'resume', debt_paid: true }, 'none', '3 hours law'],
    ['SVC-SUSPEND', 'RU', { action: 'resume', debt_paid: true }, 'none', '1 working_days operator'],
    ['DELIV-PROBLEM', 'KZ', {}, '30 calendar_days operator', '1 same_day operator'],
    ['DELIV-PROBLEM', 'KZ', { urgent: 'no' }, '30 calendar_days operator', '3 working_days operator'],
    ['NUM-PORT', 'KZ', {}, 'none', '3 working_days operator'],
    ['OUTAGE-REPORT', 'KZ', {}, 'none', '3 working_days operator'],
  ])('%s in %s with %j: filed in %s, answered in %s', (code, country, more, filing, answer) => {
    const answers = { ...usual(code), ...more }
    const words = (term: { amount: number; unit: string; basis: { kind: string } } | undefined) =>
      term ? `${term.amount} ${term.unit} ${term.basis.kind}` : 'none'
    expect(words(filingTermFor(named(code), answers, country))).toBe(filing)
    expect(words(answerTermFor(named(code), answers, country))).toBe(answer)
  })
})

describe('time to file', () => {
  const damaged = (more: Answers) => filingOf(named('CLAIM-DAMAGE'), { item_kind: 'courier', ...more }, at())

  test('R-029 received on 2026-11-21: until 2027-01-05 across the country, until 2026-12-01 within the city, by the courier’s own rule', () => {
    const across = damaged({ received_date: '2026-11-21', delivery_scope: 'across_country' })
    expect(across).toMatchObject({ until: '2027-01-05', late: false, term: { amount: 45, basis: { kind: 'promise' } } })
    expect(across?.term.basis.source).toContain('Kaspi rule, seed S3')
    expect(across?.term.basis.text.ru).toContain('не закон')
    const city = damaged({ received_date: '2026-11-21', delivery_scope: 'within_city' })
    expect(city).toMatchObject({ until: '2026-12-01', late: false, term: { amount: 10 } })
  })

  test('R-030 one day late is said, and the outcome “refused: late” stays for a person to choose', () => {
    const last = damaged({ received_date: '2026-11-13', delivery_scope: 'within_city' })
    expect(last).toMatchObject({ until: today, late: false })
    const nextDay = at({ today: '2026-11-24' })
    const answers = { item_kind: 'courier', received_date: '2026-11-13', delivery_scope: 'within_city' }
    const late = filingOf(named('CLAIM-DAMAGE'), answers, nextDay)
    expect(late?.late).toBe(true)
    expect(named('CLAIM-DAMAGE').outcomes).toContain('REFUSED-LATE')
    expect(
      check('CLAIM-DAMAGE', { ...usual('CLAIM-DAMAGE'), post_date: '2026-07-20', received_date: '2026-08-01' })
        .findings,
    ).toEqual([])
  })

  test('nothing is late before the day it runs from is known, and a day that is none counts as not known', () => {
    for (const received_date of ['', 'вчера', '2026-02-30', '2026-11-31T10:00'])
      expect(damaged({ received_date, delivery_scope: 'within_city' })).toBeNull()
  })

  test('in Poland a lost item may be claimed after fourteen working days, and within twelve months', () => {
    const form = named('CLAIM-LOSS')
    const poland = at({
      country: 'PL',
      calendar: branchCalendar(
        'PL',
        [6, 7],
        ['PL-2026', 'PL-2027'].map((name) => calendarFile.parse(readData(`calendars/${name}.json`))),
      ),
    })
    const lost = filingOf(form, { claim_kind: 'lost', post_date: '2026-12-10' }, poland)
    expect(lost).toMatchObject({ opens: '2027-01-04', until: '2027-12-10' })
    expect(filingOf(form, { claim_kind: 'late', post_date: '2026-12-10' }, poland)?.opens).toBeNull()
  })
})

describe('dates beside the answer', () => {
  const dues = (code: string, more: Answers, context = at()) =>
    countDues(named(code), { ...usual(code), ...more }, context)

  test('R-034 after two attempts the return to the seller is announced with its day; after one it is not', () => {
    const form = named('DELIV-PROBLEM')
    expect(duesOf(form, { ...usual('DELIV-PROBLEM'), attempts_made: 1 }, 'KZ')).toEqual([])
    expect(dues('DELIV-PROBLEM', { attempts_made: 2 })).toEqual([{ key: 'return_to_seller', by: '2026-11-26' }])
    expect(dues('DELIV-PROBLEM', { attempts_made: 3, last_attempt: '2026-11-20' })).toEqual([
      { key: 'return_to_seller', by: '2026-11-25' },
    ])
    expect(form.dues?.[0]).toMatchObject({ kind: 'notice', term: { basis: { kind: 'operator' } } })
    expect(form.dues?.[0]?.say.ru).toBe('Дальше — возврат продавцу: {by}')
  })

  test('R-035 goods handed back leave a record and, of a courier’s delivery, his promise of sixty minutes', () => {
    expect(dues('CLAIM-DAMAGE', { goods_return: true })).toEqual([
      { key: 'goods_taken', by: null },
      { key: 'courier_refund', by: '2026-11-23T06:47:06Z' },
    ])
    expect(dues('CLAIM-DAMAGE', { goods_return: true, item_kind: 'parcel' })).toEqual([
      { key: 'goods_taken', by: null },
    ])
    expect(dues('CLAIM-DAMAGE', { goods_return: false })).toEqual([])
    const promise = named('CLAIM-DAMAGE').dues?.find(({ key }) => key === 'courier_refund')
    expect(promise).toMatchObject({ kind: 'promise', term: { basis: { kind: 'promise' } } })
    expect(promise?.term?.basis.text.en).toContain('The courier’s own promise')
  })

  test('R-042 a debt of one tenge is accepted, and stopping the calls becomes a task for the next working day', () => {
    expect(check('SVC-BILL', { ...usual('SVC-BILL'), claimed_debt: '1.00' }).findings).toEqual([])
    expect(dues('SVC-BILL', { stop_calls: true })).toEqual([{ key: 'stop_calls', by: '2026-11-24' }])
    expect(dues('SVC-BILL', { stop_calls: true }, at({ today: '2026-12-15' }))).toEqual([
      { key: 'stop_calls', by: '2026-12-17' },
    ])
    expect(dues('SVC-BILL', { stop_calls: false })).toEqual([])
    const keys = named('SVC-BILL').fields.map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['pay_date', 'booked_date']))
  })

  test('an inquiry abroad promises a first message in ten days beside the answer in two months', () => {
    expect(dues('TRACE-INT', {})).toEqual([{ key: 'first_message', by: '2026-12-03' }])
  })

  test('the answer about urgent contents comes the same day, on a day off the next working day', () => {
    const term = answerTermFor(named('DELIV-PROBLEM'), usual('DELIV-PROBLEM'), 'KZ')
    expect(countTerm(today, term, calendar).end).toBe(today)
    expect(countTerm('2026-11-21', term, calendar).end).toBe(today)
  })
})
