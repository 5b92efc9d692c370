/** Amounts of money as people write them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount } from '../../domain/forms/amounts.ts'
import { normaliseValue } from '../../domain/forms/normal.ts'

const read = (text: string, country: 'KZ' | 'RU' | 'PL' = 'KZ') => {
  const amount = readAmount(text, country)
  return amount.ok ? amount.amount : amount.why
}

test.each([
  ['5000', '5000.00'],
  ['5000тенге', '5000.00'],
  ['5 000,50 ₸', '5000.50'],
  ['5000 tg', '5000.00'],
  ['5000 тг.', '5000.00'],
  ['₸5000', '5000.00'],
  ['KZT 5 000', '5000.00'],
  ['5\u00a0000,5', '5000.50'],
  ['5\u2019000.50', '5000.50'],
  ['1,234.50', '1234.50'],
  ['1.234,50', '1234.50'],
  ['1.234.567', '1234567.00'],
  ['007', '7.00'],
  ['0,50', '0.50'],
])('«%s» is %s', (typed, amount) => expect(read(typed)).toBe(amount))

test('each branch reads its own currency, and no other as its own', () => {
  expect([read('12 zł', 'PL'), read('12 руб.', 'RU'), read('12 ₽', 'RU')]).toEqual(['12.00', '12.00', '12.00'])
  for (const typed of ['5000 руб', '5000 ₽', '$50', '50 USD', '50 евро', '5000 zł'])
    expect(read(typed)).toBe('otherCurrency')
  expect(read('5000 тенге', 'PL')).toBe('otherCurrency')
})

describe('which of two amounts was meant is never guessed', () => {
  test.each([
    ['5.000', '5000', '5,00'],
    ['1,234 тг', '1234', '1,23'],
    ['12 50', '1250', '12,50'],
  ])('«%s» is %s or %s, and that is what is said', (typed, one, other) => {
    expect(readAmount(typed, 'KZ')).toEqual({ ok: false, why: 'ambiguous', one, other })
    for (const answer of [one, other]) expect(readAmount(answer, 'KZ').ok).toBe(true)
  })
  test.each(['', 'тенге', '-5', '5 тыс', '5000 штук', '1.23.4', '1 2 3 4', '5-6', '12 тенге 50', '1.234.56'])(
    '«%s» is none',
    (typed) => expect(read(typed)).toBe('none'),
  )
})

test('what is read is stored as it was read, whatever stands beside it; stored again it is the same', () => {
  const grouped = (n: number, mark: string) => String(n).replace(/\B(?=(\d{3})+$)/g, mark)
  const written = fc.record({
    whole: fc.integer({ min: 0, max: 999_999_999 }),
    coins: fc.option(fc.integer({ min: 0, max: 99 })),
    mark: fc.constantFrom('', ' ', '\u00a0', '\u202f'),
    point: fc.constantFrom(',', '.'),
    beside: fc.constantFrom('', ' ₸', ' тенге', 'тг', ' tg.', ' KZT'),
  })
  const money = (text: string) => normaliseValue({ kind: 'money' }, text, { country: 'KZ' })
  fc.assert(
    fc.property(written, ({ whole, coins, mark, point, beside }) => {
      const cents = coins === null ? '' : `${point}${String(coins).padStart(2, '0')}`
      const amount = `${whole}.${String(coins ?? 0).padStart(2, '0')}`
      expect(money(`${grouped(whole, mark)}${cents}${beside}`)).toBe(amount)
      expect(money(amount)).toBe(amount)
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => void readAmount(text, 'KZ')))
})
