import { describe, expect, test } from 'vitest'
import { type IdentifierKind, readTyped } from '../../domain/identifiers/identifier.ts'
import { kkToDigits, through, usToRu } from '../../domain/identifiers/layouts.ts'
import { caseNumberIn } from '../../domain/identifiers/scanned.ts'
import { checkCharacter } from '../../domain/journal/number.ts'

/** What the Kazakh layout makes of the keys: its digit row, the rest as in Russian. */
const usToKk = new Map([
  ...usToRu,
  ...[...kkToDigits].filter(([l]) => l === l.toLowerCase()).map(([l, key]) => [key, l] as const),
])
const layouts = [usToRu, usToKk]

const read = (kind: IdentifierKind, text: string) => readTyped(kind, text, { country: 'KZ' })

describe('R-050 a scan in the letters of another layout is read, and shown as read', () => {
  test.each([
    ['track', 'RR123456785KZ', 'КК123456785ЛЯ', 'КК"әіңғ,.үғЛЯ'],
    ['track', 'CC000000014KZ', 'СС000000014ЛЯ', 'ССқққққққ"ңЛЯ'],
    ['track', 'LX410342249CN', 'ДЧ410342249СТ', 'ДЧң"қіңәәңұСТ'],
    ['iin', '900315300123', '900315300123', 'ұққі"ғіққ"әі'],
  ] as const)('%s %s', (kind, scanned, russian, kazakh) => {
    for (const arrived of [russian, kazakh]) {
      const typed = read(kind, arrived)
      expect(typed.reading).toMatchObject({ level: 'ok', value: scanned })
      expect(typed.readAs).toBe(arrived === scanned ? undefined : scanned)
    }
  })
})

test('look-alike letters are not taken for a layout: КZ with a Cyrillic К', () => {
  expect(read('track', 'СС123456785КZ')).toMatchObject({ reading: { level: 'ok' }, readAs: 'CC123456785KZ' })
})

test('what is good as typed stays as typed', () => {
  expect(read('track', 'RR123456785KZ').readAs).toBeUndefined()
})

test('two good decodings: none is taken, the person is asked', () => {
  const typed = read('track', 'ЕЕ000000005АО')
  expect(typed.reading.level).toBe('error')
  expect(typed).toMatchObject({ choices: ['EE000000005AO', 'TT000000005FJ'] })
  expect(typed.readAs).toBeUndefined()
})

test('R-050 a scanner that was heard key by key leaves no doubt', () => {
  const typed = readTyped('track', 'ЕЕ000000005АО', { country: 'KZ' }, 'TT000000005FJ')
  expect(typed).toMatchObject({ reading: { level: 'ok', value: 'TT000000005FJ' }, readAs: 'TT000000005FJ' })
  expect(typed.choices).toBeUndefined()
  expect(readTyped('track', 'RR123456785KZ', { country: 'KZ' }, 'RR123456785KZ').readAs).toBeUndefined()
  expect(readTyped('iin', '900315300124', { country: 'KZ' }, '900315300124').reading.level).toBe('error')
})

test('R-050 the number of a slip is the same number from any layout', () => {
  const body = '0712-A26-00418-7K4M'
  const number = body + checkCharacter(body)
  for (const arrived of [
    number,
    number.toLowerCase(),
    ...layouts.map((table) => through(table, number.toLowerCase())),
  ]) {
    expect(caseNumberIn(arrived), arrived).toBe(number)
  }
  expect(caseNumberIn('отменить регистрацию')).toBeNull()
  expect(caseNumberIn(number.replace('00418', '00419'))).toBeNull()
})

test('a decoding with a wrong check digit is not offered', () => {
  const typed = read('iin', 'ұққі"ғіққ"әң')
  expect(typed).toEqual({ reading: expect.objectContaining({ level: 'error' }) })
})
