/**
 * What somebody means who looks for a case: words of a name or a number, a day, or a person by IIN or telephone. Words are
 * read in the wrong keyboard layout and in Latin letters as well. An IIN or a telephone is never a word: looking people up
 * by them is looking at a person, which needs a case or a reason.
 */
import type { IdentifierContext, IdentifierKind } from '../identifiers/identifier.ts'
import { readTyped } from '../identifiers/identifier.ts'
import { kkToDigits, ruToUs, through } from '../identifiers/layouts.ts'
import { fold } from '../procedures/fold.ts'
import { readings } from '../procedures/typing.ts'

/** One word of the query: several ways to read it, each of one or more parts that must all occur. */
export type Term = string[][]

/** A day of any year (`year` null) or of one. */
export type FoundDay = { month: string; day: string; year: string | null }

/** A person's own number; a number of twelve digits may be an IIN or a BIN. */
export type PersonNumber = { kinds: ('iin' | 'bin' | 'phone')[]; value: string }

/** `words`: what was typed without the day. */
export type Find = { terms: Term[]; words: string; day: FoundDay | null; person: PersonNumber | null }

export function readFind(text: string, context: IdentifierContext): Find {
  const person = personIn(text, context)
  if (person) return { terms: [], words: '', day: null, person }
  let day: FoundDay | null = null
  const terms: Term[] = []
  const pieces: string[] = []
  for (const piece of text.normalize('NFC').split(/\s+/u)) {
    const found: FoundDay | null = day ? null : dayIn(piece)
    if (found) day = found
    // Only signs, the hard and the soft one among them: nobody looks for them, and a layout would make letters of them.
    else if (/[\p{L}\p{N}]/u.test(piece) && fold(piece) !== '') {
      terms.push(termOf(piece))
      pieces.push(piece)
    }
  }
  return { terms, words: pieces.join(' '), day, person: null }
}

function personIn(text: string, context: IdentifierContext): PersonNumber | null {
  const read = (kind: IdentifierKind) => readTyped(kind, text, context).reading
  const digits = text.replace(/[\s\u00a0-]/g, '')
  if (/^\d{12}$/.test(digits)) return { kinds: ['iin', 'bin'], value: digits }
  for (const kind of ['iin', 'bin'] as const) {
    const { level, value } = read(kind)
    if (level === 'ok') return { kinds: ['iin', 'bin'], value }
  }
  const phone = read('phone')
  return phone.level === 'error' ? null : { kinds: ['phone'], value: phone.value }
}

/** `21.11`, `21.11.26`, `21.11.2026` (also with `/` or `,`, which stand where the dot is looked for) and `2026-11-21`. */
function dayIn(piece: string): FoundDay | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(piece)
  const said = /^(\d{1,2})[./,](\d{1,2})(?:[./,](\d{2}|\d{4}))?[./,]?$/.exec(piece)
  const [day, month, year] = iso ? [iso[3], iso[2], iso[1]] : [said?.[1], said?.[2], said?.[3] ?? null]
  if (day === undefined || month === undefined || year === undefined) return null
  if (Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12) return null
  const full = year?.length === 2 ? `20${year}` : year
  return { day: day.padStart(2, '0'), month: month.padStart(2, '0'), year: full }
}

/** As typed first. A number from a scanner under the Kazakh layout arrives as letters of its digit row; what has no digit is none. */
function termOf(piece: string): Term {
  const scanned = fold(through(ruToUs, through(kkToDigits, piece)))
  const numbers = /\d/.test(scanned) ? [scanned] : []
  const ways = [fold(piece), ...readings(piece).map(({ words }) => words.join(' ')), ...numbers].filter(Boolean)
  return [...new Set(ways)].map((way) => way.split(' '))
}
