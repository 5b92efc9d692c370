import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFind } from '../../domain/customers/find.ts'
import { kazakhOrder } from '../../domain/customers/kazakhOrder.ts'
import { matterKeys } from '../../domain/customers/matter.ts'
import { numberOf, ofSamePerson, personKeys, samePerson } from '../../domain/customers/person.ts'
import { cameWithin, timesCame } from '../../domain/customers/repeats.ts'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { shippedCatalogue as shipped } from '../support/catalogue.ts'

const shippedCatalogue = shipped()
const aigul: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' }
const withIin = { ...aigul, iin: '900315300123' }

describe('who is the same person', () => {
  test.each<[string, Answers, Answers, boolean]>([
    ['one IIN, everything else different', withIin, { iin: '900315300123', last_name: 'Иванова' }, true],
    ['another IIN, everything else the same', withIin, { ...aigul, iin: '850101400120' }, false],
    [
      'a telephone and the surname, however it is spelled',
      aigul,
      { last_name: 'касымова', phone: '+77011234567' },
      true,
    ],
    ['the second telephone', aigul, { last_name: 'Касымова', phone_alt: '+77011234567' }, true],
    ['a telephone with another surname', aigul, { ...aigul, last_name: 'Иванов' }, false],
    [
      'names and date of birth',
      { ...aigul, birth_date: '1990-03-15' },
      { last_name: 'Касымова', first_name: 'Айгуль', birth_date: '1990-03-15' },
      true,
    ],
    [
      'names without a date of birth',
      { last_name: 'Ким', first_name: 'Ю' },
      { last_name: 'Ким', first_name: 'Ю' },
      false,
    ],
    [
      'a surname missing in the document: the given name stands in',
      { first_name: 'Әли', phone: '+77011234567' },
      { first_name: 'Али', phone: '+77011234567' },
      true,
    ],
    [
      'one BIN',
      { applicant_kind: 'organisation', bin: '990140000385' },
      { applicant_kind: 'organisation', bin: '990140000385', org_name: 'X' },
      true,
    ],
    [
      'a person and the organisation he came for',
      { ...aigul },
      { ...aigul, applicant_kind: 'organisation', org_name: 'Қасымова' },
      false,
    ],
    ['nothing known of either', {}, {}, false],
  ])('%s', (_how, one, other, expected) => {
    expect(samePerson(personKeys(one), personKeys(other))).toBe(expected)
    expect(samePerson(personKeys(other), personKeys(one))).toBe(expected)
  })

  test('the strongest key comes first; half an IIN is none', () => {
    expect(personKeys({ ...withIin, birth_date: '1990-03-15' }).map(({ kind }) => kind)).toEqual([
      'iin',
      'phoneName',
      'nameBirth',
    ])
    expect(personKeys({ iin: '90031530' })).toEqual([])
  })

  test('a telephone that two people with one surname share is nobody’s: only papers without an IIN are taken', () => {
    const papers = [withIin, { ...aigul, iin: '850101400120' }, aigul].map((answers) => ({ keys: personKeys(answers) }))
    expect(ofSamePerson(personKeys(aigul), papers)).toEqual([papers[2]])
    expect(ofSamePerson(personKeys(withIin), papers)).toEqual([papers[0], papers[2]])
  })

  test('two papers with different IINs are never one person, whatever else they share', () => {
    const answers = fc.record(
      {
        iin: fc.constantFrom('900315300123', '850101400120', '770707400118'),
        phone: fc.constantFrom('+77011234567', '+77011234568'),
        last_name: fc.constantFrom('Ким', 'Қасымова', 'Касымова'),
        first_name: fc.constantFrom('Айгүл', 'Ю'),
        birth_date: fc.constantFrom('1990-03-15', '1985-01-01'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(answers, fc.array(answers, { maxLength: 8 }), (one, many) => {
        const keys = personKeys(one)
        const found = ofSamePerson(
          keys,
          many.map((each) => ({ keys: personKeys(each) })),
        )
        const numbers = new Set([...found.map((each) => numberOf(each.keys)), numberOf(keys)].filter(Boolean))
        expect(numbers.size).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500, seed: 41 },
    )
  })
})

describe('what a paper is about', () => {
  const keys = (type: string, answers: Answers) => {
    const form = formOf(shippedCatalogue, type)
    if (!form) throw new Error(type)
    return matterKeys(shippedCatalogue, form, answers)
  }

  test('every form says which of its fields name the matter', () => {
    expect(shippedCatalogue.forms.filter(({ matter }) => !matter).map(({ code }) => code)).toEqual([])
  })

  test('an item is the same item in a trace, a claim and a list of instructions', () => {
    expect(keys('TRACE-DOM', { track_no: 'RR123456785KZ' })).toEqual(['track:RR123456785KZ'])
    expect(keys('CLAIM-LOSS', { track_no: 'RR123456785KZ' })).toEqual(['track:RR123456785KZ'])
    expect(keys('MAIL-INSTR', { track_list: ['CC000000014KZ', 'RR123456785KZ'] })).toContain('track:RR123456785KZ')
  })

  test('an account is the same however it is grouped; what says that there is none makes no matter', () => {
    expect(keys('SVC-BILL', { account_no: '12-003 45' })).toEqual(keys('SVC-BILL', { account_no: '1200345' }))
    for (const none of ['-', 'б/н', 'нет', '0', 'жоқ']) expect(keys('SVC-BILL', { account_no: none })).toEqual([])
  })
})

describe('repeats', () => {
  test('R-041 twelve months after the last visit the case is still offered, a day later not', () => {
    expect(cameWithin('2025-11-23', '2026-11-23', 12)).toBe(true)
    expect(cameWithin('2025-11-22', '2026-11-23', 12)).toBe(false)
    expect(cameWithin('2024-02-29', '2025-02-28', 12)).toBe(true)
  })

  test('each case was a coming, and each visit noted on it', () => {
    expect(timesCame([])).toBe(0)
    expect(timesCame([{ visits: 0 }, { visits: 2 }])).toBe(4)
  })
})

describe('what is looked for', () => {
  const find = (text: string) => readFind(text, { country: 'KZ' })
  const ways = (text: string) => find(text).terms.flatMap((term) => term.map((way) => way.join(' ')))

  test.each([
    ['8 701 123 45 67', 'phone', '+77011234567'],
    ['+7 (701) 123-45-67', 'phone', '+77011234567'],
    ['7011234567', 'phone', '+77011234567'],
    ['900315 300123', 'iin', '900315300123'],
    ['ұққі"ғіққ"әі', 'iin', '900315300123'],
  ])('%s is a person’s number and no word', (text, kind, value) => {
    const { person, terms, day } = find(text)
    expect(person).toMatchObject({ value })
    expect(person?.kinds).toContain(kind)
    expect({ terms, day }).toEqual({ terms: [], day: null })
  })

  test.each(['0712-A26-00418-7K4MX', 'RR123456785KZ', '00418', '4455', '21.11.2026', 'касымова'])(
    '%s is no person’s number',
    (text) => expect(find(text).person).toBeNull(),
  )

  test.each([
    ['касымова 21.11', { month: '11', day: '21', year: null }],
    ['1.2.26 ким', { month: '02', day: '01', year: '2026' }],
    ['2026-11-21', { month: '11', day: '21', year: '2026' }],
    ['21/11', { month: '11', day: '21', year: null }],
    ['31.13', null],
    ['1.5', { month: '05', day: '01', year: null }],
  ])('%s: the day', (text, day) => expect(find(text).day).toEqual(day))

  test.each(['ъ', 'Ь', '—', ' ?! '])('%s alone is no word', (text) => expect(find(text).terms).toEqual([]))

  test('words are read in the wrong layout, in Latin letters, and as a scanner types under the Kazakh layout', () => {
    expect(ways('rfcsvjdf')).toContain('касымова')
    expect(ways('kasymova')).toContain('касымова')
    expect(ways('Қасымова')[0]).toBe('касымова')
    expect(ways('қ."әөФәғөққң"ү')).toContain('0712 a25 00418')
  })

  test('any text at all is read without a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void find(text)))
  })
})

describe('the Kazakh order', () => {
  const list = 'Қасым Касым Әлия Алия Ұлжан Үміт Умит Іңкәр Инкар Өмірбек Омирбек Һашим Хашим Ғани Гани'.split(' ')
  const expected = 'Алия Әлия Гани Ғани Инкар Касым Қасым Омирбек Өмірбек Умит Ұлжан Үміт Хашим Һашим Іңкәр'.split(' ')
  const byKey = (a: string, b: string) =>
    kazakhOrder(a) < kazakhOrder(b) ? -1 : kazakhOrder(a) > kazakhOrder(b) ? 1 : 0

  test('names with all nine letters stand where a Kazakh reader looks for them', () => {
    expect([...list].sort(byKey)).toEqual(expected)
  })

  test('capitals, spaces and hyphens move nobody; Latin names follow the Cyrillic', () => {
    expect(kazakhOrder('ҚАСЫМОВА  Айгүл ')).toBe(kazakhOrder('қасымова айгүл'))
    expect(['Smith', 'Яковлев', 'Ким', 'Ким Ю', 'Кимов'].sort(byKey)).toEqual([
      'Ким',
      'Ким Ю',
      'Кимов',
      'Яковлев',
      'Smith',
    ])
  })

  test('it is the order of the Unicode collation for Kazakh, for any words of its letters', () => {
    const collator = new Intl.Collator('kk')
    const word = fc.string({
      unit: fc.constantFrom(...'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'),
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(byKey(a, b))).toBe(Math.sign(collator.compare(a, b)))
      }),
      { numRuns: 2000, seed: 9 },
    )
  })
})
