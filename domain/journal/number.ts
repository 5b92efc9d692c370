/**
 * The number on the receipt: `0712-A26-00418-7K4MX` = branch, counter letter, year, serial, tag, check character.
 * The serial alone repeats when a disk is cloned or a backup restored; the tag does not, because it comes from the hash
 * of the registration itself, which covers the random id of its line. Letters that read alike on the phone
 * (I L O U) are not used (Crockford's base 32).
 */
import { canonical, type Json } from './canonical.ts'
import { type EventDraft, freeze, type HashedEvent, type Place, type Stamp } from './event.ts'
import type { Primitives } from './primitives.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TAG_LENGTH = 4

export type NumberParts = { branch: string; letter: string; year: number; serial: number }

/**
 * 4–7 characters that are part of each number, so of the same alphabet: to the check character an O would be a 0, and the
 * two are exactly what people mistake.
 */
export const branchCode = /^[0-9A-HJKMNP-TV-Z]{4,7}$/

/** Branch code, a counter letter, two digits of the year, serial, tag with check character. */
export const numberPattern = /^[0-9A-HJKMNP-TV-Z]{4,7}-[A-HJKMNP-TV-Z]\d{2}-\d{5,}-[0-9A-HJKMNP-TV-Z]{5}$/

/**
 * Check character over all letters and digits before it: the hybrid system of ISO/IEC 7064 with modulus 33,32 over the
 * alphabet above. Every single wrong character is noticed.
 */
export function checkCharacter(text: string): string {
  const size = ALPHABET.length
  let carry = size
  for (const character of text.replaceAll('-', '')) {
    const value = Math.max(0, ALPHABET.indexOf(character))
    carry = (((carry + value) % size || size) * 2) % (size + 1)
  }
  return ALPHABET[(size + 1 - carry) % size] as string
}

const stem = ({ branch, letter, year, serial }: NumberParts) =>
  `${branch}-${letter}${String(year % 100).padStart(2, '0')}-${String(serial).padStart(5, '0')}`

/** First characters of a hash (hexadecimal) in base 32, five bits each. */
export function tagOf(hash: string): string {
  let bits = Number.parseInt(hash.slice(0, 8), 16)
  let tag = ''
  for (let i = 0; i < TAG_LENGTH; i++) {
    tag += ALPHABET[Math.floor(bits / 2 ** 27) % 32]
    bits = (bits * 32) % 2 ** 32
  }
  return tag
}

export function writeNumber(parts: NumberParts, hash: string): string {
  const body = `${stem(parts)}-${tagOf(hash)}`
  return body + checkCharacter(body)
}

/** Whether a number names the branch, counter and serial it is said to be of, and its check character fits. */
export function numberFits(said: { number: string; branch: string; window: string; serial: number }): boolean {
  const [branch, place, serial] = said.number.split('-')
  return (
    readNumber(said.number) === said.number &&
    branch === said.branch &&
    place?.slice(0, -2) === said.window &&
    Number(serial) === said.serial
  )
}

/** A number as typed or read aloud → its one written form, or null when the check character does not fit. */
export function readNumber(typed: string): string | null {
  const number = typed
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[\s\u00a0]+/g, '')
    .replaceAll(/[–—−]/g, '-')
  if (!numberPattern.test(number)) return null
  return checkCharacter(number.slice(0, -1)) === number.at(-1) ? number : null
}

/** Letters that look alike on a slip: Cyrillic for Latin, and those the alphabet leaves out (Crockford). */
const ALIKE: Record<string, string> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' },
  ...{ О: '0', O: '0', I: '1', L: '1' },
}

/**
 * A number as a hand copies it from a slip: also without dashes or with spaces in their place, in Cyrillic letters. Where
 * it can be divided in two ways, or its check character does not fit, null.
 */
export function readCopiedNumber(typed: string): string | null {
  const strict = readNumber(typed)
  if (strict) return strict
  const plain = [
    ...typed
      .normalize('NFC')
      .toUpperCase()
      .replaceAll(/[\s\u00a0–—−-]+/g, ''),
  ]
    .map((letter) => ALIKE[letter] ?? letter)
    .join('')
  const fitting = [4, 5, 6, 7].flatMap((end) => {
    const parts = [plain.slice(0, end), plain.slice(end, end + 3), plain.slice(end + 3, -5), plain.slice(-5)]
    return readNumber(parts.join('-')) ?? []
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** Whether somebody meant a number at all: as long as one, and with the five digits of a serial. */
export const resemblesNumber = (typed: string): boolean =>
  (typed.match(/[\p{L}\d]/gu) ?? []).length >= 12 && /\d{5}/.test(typed)

/**
 * Freezes a registration: first without its number, whose hash gives the tag, then with the number filled in.
 * Whoever holds the event can check the tag by taking the number out again (`tagFits`).
 */
export function freezeNumbered(
  primitives: Primitives,
  draft: Omit<EventDraft, 'payload'> & { payload: { [key: string]: Json } },
  parts: NumberParts,
  place: Place,
  stamp: Stamp,
): HashedEvent {
  const bare = freeze(primitives, draft, place, stamp)
  const number = writeNumber(parts, bare.hash)
  return freeze(primitives, { ...draft, payload: { ...draft.payload, number } }, place, stamp)
}

/** Whether the number printed from this event was made from this event. */
export function tagFits(primitives: Primitives, event: HashedEvent, payload: { [key: string]: Json }): boolean {
  const { number, ...rest } = payload
  if (typeof number !== 'string') return false
  const { line, seq, prev, id, at, clock, type, by } = event.fields
  const bare = freeze(
    primitives,
    { type, by, case: event.fields.case, payload: rest },
    { line, seq, prev },
    { id, at, clock },
  )
  return number.slice(-TAG_LENGTH - 1, -1) === tagOf(bare.hash) && canonical(payload) === event.payload
}
