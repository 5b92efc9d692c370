/** Rules over all numbers: which mistakes the check digits promise to notice, and which they do not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ibanRemainder, readIban } from '../../domain/identifiers/iban.ts'
import { identifierKinds, readIdentifier, readTyped } from '../../domain/identifiers/identifier.ts'
import { kzCheckDigit, readIin } from '../../domain/identifiers/iin.ts'
import { readInn } from '../../domain/identifiers/inn.ts'
import { readPesel } from '../../domain/identifiers/pesel.ts'
import { readRupost14, rupost14CheckDigit } from '../../domain/identifiers/rupost14.ts'
import { readS10, s10CheckDigit } from '../../domain/identifiers/s10.ts'
import { readSnils, snilsControl } from '../../domain/identifiers/snils.ts'
import en from '../../renderer/locales/en/finding.json' with { type: 'json' }
import kk from '../../renderer/locales/kk/finding.json' with { type: 'json' }
import ru from '../../renderer/locales/ru/finding.json' with { type: 'json' }
import vectors from './vectors.json' with { type: 'json' }

const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${count - 1}}$`))
const shift = fc.integer({ min: 1, max: 9 })
const change = (text: string, at: number, by: number) =>
  text.slice(0, at) + String((Number(text[at]) + by) % 10) + text.slice(at + 1)

describe('one wrong digit', () => {
  test('S10: noticed wherever the check digit is not 5 (5 stands for two remainders)', () => {
    fc.assert(
      fc.property(digits(8), fc.integer({ min: 2, max: 10 }), shift, (serial, at, by) => {
        const number = `RR${serial}${s10CheckDigit(serial)}KZ`
        expect(readS10(number).level).toBe('ok')
        fc.pre(at === 10 || s10CheckDigit(serial) !== 5)
        expect(readS10(change(number, at, by)).level).toBe('error')
      }),
    )
  })
  test('IIN: noticed in digits 1 to 10 and 12 while the first weights decide', () => {
    const first = (body: string) => [...body.slice(0, 11)].reduce((sum, d, i) => sum + Number(d) * (i + 1), 0) % 11
    fc.assert(
      fc.property(digits(11), fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11), shift, (body, at, by) => {
        fc.pre(first(body) < 10)
        const number = body + kzCheckDigit(body)
        expect(readIin(number).level).not.toBe('error')
        const wrong = change(number, at, by)
        fc.pre(at === 11 || first(wrong) < 10)
        expect(readIin(wrong).level).toBe('error')
      }),
    )
  })
  test('Russian 14 digits: always noticed', () => {
    fc.assert(
      fc.property(digits(13), fc.integer({ min: 0, max: 13 }), shift, (body, at, by) => {
        const number = body + rupost14CheckDigit(body)
        expect(readRupost14(number).level).toBe('ok')
        expect(readRupost14(change(number, at, by)).level).toBe('error')
      }),
    )
  })
  test('SNILS: noticed wherever the control number is not 00', () => {
    fc.assert(
      fc.property(digits(9), fc.integer({ min: 0, max: 8 }), shift, (body, at, by) => {
        fc.pre(snilsControl(body) !== '00')
        const wrong = change(body, at, by) + snilsControl(body)
        fc.pre(wrong.slice(0, 9) > '001001998')
        expect(readSnils(wrong).level).toBe('error')
      }),
    )
  })
  test.each([...vectors.pesel.valid])('PESEL %s: always noticed', (number) => {
    for (let at = 0; at < 11; at++) {
      for (let by = 1; by < 10; by++) expect(readPesel(change(number, at, by)).level).toBe('error')
    }
  })
  test.each(vectors.inn.valid.filter((number) => !number.endsWith('0')))(
    'INN %s: noticed (a check digit 0 stands for two remainders)',
    (number) => {
      for (let at = 0; at < number.length; at++) {
        for (let by = 1; by < 10; by++) expect(readInn(change(number, at, by)).level).toBe('error')
      }
    },
  )
  test('IBAN: always noticed', () => {
    fc.assert(
      fc.property(digits(16), fc.integer({ min: 2, max: 19 }), shift, (account, at, by) => {
        const control = String(98 - ibanRemainder(`KZ00${account}`)).padStart(2, '0')
        const number = `KZ${control}${account}`
        expect(readIban(number, 'KZ').level).toBe('ok')
        expect(readIban(change(number, at, by), 'KZ').level).toBe('error')
      }),
    )
  })
})

const swap = (text: string, at: number) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
const apart = (text: string, at: number) => Math.abs(Number(text[at]) - Number(text[at + 1]))

describe('two neighbours swapped', () => {
  test('S10: noticed wherever the check digit is not 5', () => {
    fc.assert(
      fc.property(digits(8), fc.integer({ min: 2, max: 8 }), (serial, at) => {
        const number = `RR${serial}${s10CheckDigit(serial)}KZ`
        fc.pre(apart(number, at) > 0 && s10CheckDigit(serial) !== 5)
        expect(readS10(swap(number, at)).level).toBe('error')
      }),
    )
  })
  test('IIN: always noticed while the first weights decide', () => {
    const first = (body: string) => [...body.slice(0, 11)].reduce((sum, d, i) => sum + Number(d) * (i + 1), 0) % 11
    fc.assert(
      fc.property(digits(11), fc.integer({ min: 0, max: 9 }), (body, at) => {
        const wrong = swap(body + kzCheckDigit(body), at)
        fc.pre(first(body) < 10 && apart(body, at) > 0 && first(wrong) < 10)
        expect(readIin(wrong).level).toBe('error')
      }),
    )
  })
  test('Russian 14 digits: noticed unless the two are five apart (weights 3 and 1 differ by 2, and 2 × 5 is ten)', () => {
    fc.assert(
      fc.property(digits(13), fc.integer({ min: 0, max: 11 }), (body, at) => {
        fc.pre(apart(body, at) > 0)
        const wrong = swap(body + rupost14CheckDigit(body), at)
        expect(readRupost14(wrong).level).toBe(apart(body, at) === 5 ? 'ok' : 'error')
      }),
    )
  })
  test('SNILS: noticed wherever the control number is not 00', () => {
    fc.assert(
      fc.property(digits(9), fc.integer({ min: 0, max: 7 }), (body, at) => {
        fc.pre(apart(body, at) > 0 && snilsControl(body) !== '00')
        const wrong = swap(body, at) + snilsControl(body)
        fc.pre(wrong.slice(0, 9) > '001001998')
        expect(readSnils(wrong).level).toBe('error')
      }),
    )
  })
  test('IBAN: always noticed', () => {
    fc.assert(
      fc.property(digits(16), fc.integer({ min: 4, max: 18 }), (account, at) => {
        const number = `KZ${String(98 - ibanRemainder(`KZ00${account}`)).padStart(2, '0')}${account}`
        fc.pre(apart(number, at) > 0)
        expect(readIban(swap(number, at), 'KZ').level).toBe('error')
      }),
    )
  })
})

const context = { country: 'KZ' } as const

test('spaces, NBSP and hyphens never change the verdict', () => {
  const noise = fc.array(fc.constantFrom('', ' ', '\u00a0', '-', '\u2013', '\u200b', '\t'), {
    minLength: 40,
    maxLength: 40,
  })
  const numbers = Object.entries(vectors).flatMap(([kind, { valid, invalid }]) =>
    [...valid, ...invalid].map((text) => ({
      kind:
        kind === 's10' || kind === 'rupost14'
          ? ('track' as const)
          : (kind as 'iin' | 'bin' | 'inn' | 'snils' | 'pesel'),
      text,
    })),
  )
  fc.assert(
    fc.property(fc.constantFrom(...numbers), noise, ({ kind, text }, gaps) => {
      const noisy = [...text].map((character, i) => (gaps[i] ?? '') + character).join('')
      expect(readIdentifier(kind, noisy, context)).toEqual(readIdentifier(kind, text, context))
    }),
    { numRuns: 500 },
  )
})

test('any text gives a reading, canonical values read as themselves, and every finding has its text in three languages', () => {
  const kinds = fc.constantFrom(...identifierKinds)
  const country = fc.constantFrom('KZ', 'RU', 'PL')
  const listed = Object.values(vectors).flatMap((group) => [...group.valid, ...group.invalid])
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'0123456789КRRKZәіңғ"٣+() -') }),
    fc.constantFrom(...listed, '+76101234567', '+77991234567', '1499', 'Нет', 'Ќ', 'Smіth', '\ud800'),
  )
  const textOf = (locale: Record<string, Record<string, string>>, code: string) => {
    const [kind = '', rule = ''] = code.split('.')
    return locale[kind]?.[rule]
  }
  fc.assert(
    fc.property(kinds, text, country, (kind, typed, where) => {
      const { reading } = readTyped(kind, typed, { country: where })
      for (const finding of reading.findings) {
        for (const locale of [kk, ru, en]) expect(textOf(locale, finding.code), finding.code).toBeTruthy()
        if (finding.at !== undefined) expect(finding.at).toBeLessThan(Math.max(1, reading.value.length))
      }
      if (reading.level === 'error') return
      const again = readIdentifier(kind, reading.value, { country: where })
      expect(again).toEqual(reading)
      expect(readIdentifier(kind, reading.shown, { country: where }).value).toBe(reading.value)
    }),
    { numRuns: 3000 },
  )
})

test('the three languages have the same findings', () => {
  const keys = (locale: Record<string, Record<string, string>>) =>
    Object.entries(locale).flatMap(([kind, rules]) => Object.keys(rules).map((rule) => `${kind}.${rule}`))
  expect(keys(kk)).toEqual(keys(ru))
  expect(keys(en)).toEqual(keys(ru))
})
