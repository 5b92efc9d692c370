// The number on the receipt: read as a hand copies it, never given twice, and every wrong character noticed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../domain/journal/canonical.ts'
import {
  checkCharacter,
  numberPattern,
  readCopiedNumber,
  readNumber,
  resemblesNumber,
  tagFits,
  writeNumber,
} from '../../domain/journal/number.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'

const hq = keyPair(newPrivateKey())

describe('number on the receipt', () => {
  const first = { branch: '0712', letter: 'A', year: 2026, serial: 3 }
  const number = fc
    .record({
      year: fc.constant(2026),
      serial: fc.integer({ min: 1, max: 99_999 }),
      hash: fc.stringMatching(/^[0-9a-f]{64}$/),
    })
    .map(({ year, serial, hash }) => writeNumber({ branch: '0712', letter: 'A', year, serial }, hash))
  test('it has its written form and reads back', () => {
    fc.assert(
      fc.property(number, (written) => {
        expect(written).toMatch(numberPattern)
        expect(readNumber(` ${written.toLowerCase().replaceAll('-', '–')} `)).toBe(written)
      }),
    )
  })
  test('it is read as a hand copies it: without dashes, with spaces, in Cyrillic letters, O for 0', () => {
    const cyrillic = new Map([...'ABEKMHPCTX'].map((letter, i) => [letter, [...'АВЕКМНРСТХ'][i] ?? letter]))
    const copies = [
      (text: string) => text.replaceAll('-', ''),
      (text: string) => text.replaceAll('-', ' ').toLowerCase(),
      (text: string) => [...text].map((letter) => cyrillic.get(letter) ?? letter).join(''),
      (text: string) => text.replaceAll('0', 'O'),
    ]
    fc.assert(
      fc.property(number, fc.constantFrom(...copies), (written, copy) => {
        // Where it could be divided in another way too, nothing is guessed.
        expect([written, null]).toContain(readCopiedNumber(copy(written)))
      }),
    )
    expect(copies.map((copy) => readCopiedNumber(copy(writeNumber(first, 'ab'.repeat(32)))))).toEqual(
      copies.map(() => writeNumber(first, 'ab'.repeat(32))),
    )
    expect(['абракадабра', '0712', ''].map(resemblesNumber)).toEqual([false, false, false])
  })
  test('every single wrong character is noticed', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    fc.assert(
      fc.property(number, fc.nat(), fc.nat(), (written, where, what) => {
        const places = [...written].flatMap((c, i) => (c === '-' ? [] : [i]))
        const at = places[where % places.length] as number
        const wrong = alphabet[what % 32] as string
        fc.pre(written[at] !== wrong)
        const changed = written.slice(0, at) + wrong + written.slice(at + 1)
        expect(checkCharacter(changed.slice(0, -1)) === changed.at(-1)).toBe(false)
      }),
    )
  })
  test('a letter that is none of the alphabet, like an O for a 0, is no number anywhere', () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.constantFrom('I', 'L', 'O', 'U'), (written, where, letter) => {
        const places = [...written].flatMap((c, i) => (c === '-' ? [] : [i]))
        const at = places[where % places.length] as number
        expect(readNumber(written.slice(0, at) + letter + written.slice(at + 1))).toBeNull()
      }),
    )
  })
  test('one serial on two lines gives two numbers (trace 1: a restored or cloned disk)', () => {
    const numbers = ['a', 'b', 'c', 'd'].map((seed) => {
      const event = takePen(hq, seed).register(uuid('case'), registrationPayload('same', 1))
      return (JSON.parse(event.payload) as { number: string }).number
    })
    expect(new Set(numbers).size).toBe(4)
    expect(new Set(numbers.map((text) => text.slice(0, 14))).size).toBe(1)
  })
  test('the tag can be checked from the event alone', () => {
    const event = takePen(hq, 'tag').register(uuid('case'), registrationPayload('tag', 1))
    const payload = JSON.parse(event.payload) as { [key: string]: Json }
    expect(tagFits(primitives, event, payload)).toBe(true)
    const other = { ...payload, number: '0712-A26-00001-00000' }
    expect(tagFits(primitives, event, other)).toBe(false)
  })
})
