/** What a field makes of a text when it is left, or when a scanner has filled it. */
import { expect, test } from 'vitest'
import type { Field } from '../../domain/forms/schema.ts'
import { readText } from '../../renderer/intake/fields/reading.ts'
import { byKey } from '../../renderer/ui/scanner.ts'

const three = { kk: 'x', ru: 'x', en: 'x' }
const field = (type: Field['type']): Field => ({ key: 'x', label: three, type, required: 'no', span: 6 })
const name = field({ kind: 'name', max: 100 })
const track = field({ kind: 'identifier', of: 'track' })
const context = { country: 'KZ', today: '2026-11-23' } as const

test('an invisible sign in a name is taken out, and its place is said', () => {
  expect(readText(name, 'Ива\u202eнов', context)).toEqual({ value: 'Иванов', unseen: 3 })
  expect(readText(name, 'Иванов\u200b', context)).toEqual({ value: 'Иванов', unseen: 6 })
  expect(readText(name, 'Иванов', context)).toEqual({ value: 'Иванов' })
})

test('a month and an amount are read as freely as a day: in words, with two digits of the year, with the currency', () => {
  expect(readText(field({ kind: 'month' }), 'май 26', context).value).toBe('2026-05')
  expect(readText(field({ kind: 'month' }), '11.12', context).value).toBe('11.12')
  expect(readText(field({ kind: 'money' }), '5 000,50 ₸', context).value).toBe('5000.50')
  expect(readText(field({ kind: 'money' }), '5.000', context).value).toBe('5.000')
})

test('R-050 what was read from another layout is said, whether left or scanned', () => {
  expect(readText(track, 'КК"әіңғ,.үғЛЯ', context)).toEqual({ value: 'RR123456785KZ', from: 'КК"әіңғ,.үғЛЯ' })
  expect(readText(track, 'ЕЕ000000005АО', context)).toMatchObject({ choices: ['EE000000005AO', 'TT000000005FJ'] })
  expect(readText(track, 'ЕЕ000000005АО', context, 'TT000000005FJ')).toEqual({
    value: 'TT000000005FJ',
    from: 'ЕЕ000000005АО',
  })
})

test('R-050 a key is read by its place, whatever the layout made of it', () => {
  const key = (code: string, typed: string, shiftKey = false) => byKey({ code, key: typed, shiftKey })
  expect(key('Digit1', '"')).toBe('1')
  expect(key('Digit0', 'қ')).toBe('0')
  expect(key('Numpad7', '7')).toBe('7')
  expect(key('KeyR', 'К', true)).toBe('R')
  expect(key('Minus', 'ө')).toBe('-')
  expect(key('IntlBackslash', '/')).toBe('/')
})
