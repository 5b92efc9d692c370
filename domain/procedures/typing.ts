/**
 * What a hurried hand may have meant: letters swapped or missed, the wrong keyboard layout in either direction, Russian
 * or Kazakh written in Latin letters. Guesses only; whoever asks compares them with the words that exist.
 */
import { digitsToKk, ruToUs, through, usToRu } from '../identifiers/layouts.ts'
import { wordsOf } from './words.ts'

/** One way to read a piece of typed text, and how much to believe it (0–1). */
export type ReadingOfText = { words: string[]; belief: number }

const LATIN = /[a-z]/i
const CYRILLIC = /\p{Script=Cyrillic}/u

/** All ways to read a piece of text without spaces, as typed first. */
export function readings(piece: string): ReadingOfText[] {
  const found: ReadingOfText[] = [{ words: wordsOf(piece), belief: 1 }]
  const add = (text: string, belief: number) => {
    const words = wordsOf(text)
    if (words.length > 0 && !found.some((one) => one.words.join(' ') === words.join(' '))) found.push({ words, belief })
  }
  const hasDigit = /[2-90]/.test(piece)
  if (CYRILLIC.test(piece)) {
    if (hasDigit) add(through(digitsToKk, piece), 0.95)
    // A letter on a key that has a sign in the Latin layout was meant as a letter: no Latin word is typed with it.
    const latin = through(ruToUs, piece)
    if (lettersIn(latin) === lettersIn(piece)) add(latin, 0.9)
  } else if (LATIN.test(piece) || /[[\];',.]/.test(piece)) {
    add(through(usToRu, piece), 0.93)
    // On the Kazakh layout the digit row and two more keys are letters; the rest is as in Russian.
    add(through(usToRu, through(digitsToKk, piece)), 0.92)
    for (const text of inCyrillic(piece)) add(text, 0.94)
  }
  return found
}

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

const PAIRS: [string, string][] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['gh', 'г'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['yo', 'е'],
  ['iy', 'ий'],
  ['yy', 'ый'],
]

const FIRST = new Map(
  Object.entries({
    ...{
      a: 'а',
      b: 'б',
      c: 'ц',
      d: 'д',
      e: 'е',
      f: 'ф',
      g: 'г',
      h: 'х',
      i: 'и',
      j: 'ж',
      k: 'к',
      l: 'л',
      m: 'м',
      n: 'н',
    },
    ...{
      o: 'о',
      p: 'п',
      q: 'к',
      r: 'р',
      s: 'с',
      t: 'т',
      u: 'у',
      v: 'в',
      w: 'в',
      x: 'кс',
      y: 'ы',
      z: 'з',
    },
    ...{
      ä: 'а',
      ö: 'о',
      ü: 'у',
      ū: 'у',
      ğ: 'г',
      ñ: 'н',
      ş: 'ш',
      ı: 'ы',
      á: 'а',
      ó: 'о',
      ú: 'у',
      ý: 'у',
    },
  }),
)
/** The second guess where letters are used differently. */
const SECOND = new Map([...FIRST, ...Object.entries({ c: 'с', j: 'й', w: 'ш', x: 'х', i: 'й', y: 'и' })])

/** Two guesses of what a Latin text says in Cyrillic: `ne prishla posylka`, `tirkeudi zhoyu`. */
function inCyrillic(text: string): string[] {
  let lower = text.normalize('NFC').toLowerCase()
  // `ye` is ые after a consonant (novye) and е elsewhere (yest); a `y` after a vowel is й (moy).
  lower = lower.replace(/(?<=[bcdfghjklmnpqrstvwxz])ye/g, 'ые').replace(/ye/g, 'е')
  for (const [latin, cyrillic] of PAIRS) lower = lower.replaceAll(latin, cyrillic)
  lower = lower.replace(/(?<=[aeiouаеиоу])y/g, 'й')
  const guesses = [through(FIRST, lower), through(SECOND, lower.replace(/(?<![aeiou])i/g, 'и'))]
  // `sch` is щ in one hand and сч in another: schet, schast'e.
  return text.toLowerCase().includes('sch') ? [...guesses, guesses[0]!.replaceAll('щ', 'сч')] : guesses
}

/** How many mistakes a word of this length may hold and still be recognised. */
export const mistakesAllowed = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0)

/** 32 bits of which letters occur: two words `n` mistakes apart differ in at most `2n` of them. */
export function letterMask(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask
}

export function bitsApart(a: number, b: number): number {
  let bits = a ^ b
  let count = 0
  while (bits !== 0) {
    bits &= bits - 1
    count++
  }
  return count
}

const LONGEST = 48
const rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)]

/** Damerau–Levenshtein (neighbours swapped count one), or `limit + 1` as soon as it is more than `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || Math.max(a.length, b.length) > LONGEST) return limit + 1
  let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    ;[before, last, row] = [last, row, before]
  }
  return Math.min(last[b.length]!, limit + 1)
}
