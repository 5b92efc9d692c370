import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutPersons } from '../../domain/procedures/anonymous.ts'

const trade = new Set(
  'не пришел перевод забыла пароль от посылка послала из за нового завода дронов слова когда'.split(' '),
)
const masked = (text: string) =>
  withoutPersons(text, { isWord: (word) => trade.has(word), isGivenName: (word) => ['айгул', 'асел'].includes(word) })

describe('R-011 no person is left in the words of a search', () => {
  test.each([
    ['Касымова Айгүл, 87011234567, не пришел перевод', '… не пришел перевод'],
    ['посылка RR123456785KZ не пришел', 'посылка … не пришел'],
    ['перевод от айгүл', 'перевод от …'],
    ['перевод касымова асель не пришел', 'перевод … не пришел'],
    ['перевод ахметбекулы', 'перевод …'],
    ['асель иванов перевод', '… перевод'],
    ['пароль от aigul@post.kz', 'пароль от …'],
    ['ұққі"ғіққ"әі пароль', '… пароль'],
    ['Забыла пароль', 'Забыла пароль'],
    ['перевод дронов из-за Нового', 'перевод дронов из-за Нового'],
  ])('%s → %s', (text, left) => {
    expect(masked(text)).toBe(left)
  })
  test('no digit and no @ is ever left, and masking twice is masking once', () => {
    const text = fc.string({ unit: fc.constantFrom(...'аәбқ 0129@٣.,-AБ…"ұғі') })
    fc.assert(
      fc.property(text, (typed) => {
        const once = masked(typed)
        expect(once).not.toMatch(/[\p{N}@]/u)
        expect(masked(once)).toBe(once)
      }),
    )
  })
})
