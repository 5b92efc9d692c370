import { describe, expect, test } from 'vitest'
import { type IdentifierKind, readTyped } from '../../domain/identifiers/identifier.ts'

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

test('a decoding with a wrong check digit is not offered', () => {
  const typed = read('iin', 'ұққі"ғіққ"әң')
  expect(typed).toEqual({ reading: expect.objectContaining({ level: 'error' }) })
})
