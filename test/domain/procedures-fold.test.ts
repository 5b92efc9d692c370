import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../domain/procedures/fold.ts'

test.each([
  ['Қасымұлы Әлихан', 'касымулы алихан'],
  ['Іңкәр', 'инкар'],
  ['Инкар', 'инкар'],
  ['Нұр-Сұлтан', 'нур султан'],
  ['Әсел', 'асел'],
  ['Асель', 'асел'],
  ['Ёлкин', 'елкин'],
  ['Һашим', 'хашим'],
  ['Ғалымжан', 'галымжан'],
  ['Өмірбек', 'омирбек'],
  ['Үміт', 'умит'],
  ['Ұлжан', 'улжан'],
  ['  ҚАСЫМОВА   Айгүл ', 'касымова айгул'],
  ['Мұхаметжан-Ұлы', 'мухаметжан улы'],
  ["О'Нил, Д’Арк", 'онил дарк'],
])('%s is searched as %s', (text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('R-051 a name typed without Kazakh letters meets the written one', () => {
  expect(fold('касымова айгул')).toBe(fold('ҚАСЫМОВА Айгүл'))
})

test('folding twice is folding once, for any text; й stays й in either Unicode form', () => {
  expect(fold('Йод')).toBe('йод')
  expect(fold('И\u0306од')).toBe('йод')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = fold(text)
      expect(fold(once)).toBe(once)
      expect(once).toBe(once.trim())
    }),
    { numRuns: 1000 },
  )
})
