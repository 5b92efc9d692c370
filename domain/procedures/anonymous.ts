/**
 * A customer's words without persons: numbers, addresses of e-mail and names are masked before anybody writes them
 * down. It errs towards masking: a word lost from a statistic hurts nobody, a name in it does. What is left is only a
 * wording, with no customer and no clerk beside it.
 */
import { kkToDigits, ruToUs, through } from '../identifiers/layouts.ts'
import { fold } from './fold.ts'

export const MASK = '…'

/** Endings, folded, that hardly any ordinary word has; and those that only count beside a name (`дронов`, `Асель Иванов`). */
const NAME_ENDING =
  /(ова|ева|ский|ская|цкий|цкая|ович|овна|евич|евна|улы|кызы|оглы|баев|баева|беков|бекова|енко|швили|дзе)$/
const LOOSE_ENDING = /(ов|ев|ин|ина|ян|чук|тай|бек|бай|хан|жан|гул)$/
const NAME_LENGTH = 6

/** Words by their folded form. */
export type Words = {
  /** The trade's or everyday language's: it names nobody. */
  isWord: (folded: string) => boolean
  isGivenName: (folded: string) => boolean
}

/** `Касымова Айгүл, 87011234567, не пришёл перевод` → `… не пришёл перевод`. Idempotent. */
export function withoutPersons(text: string, known: Words): string {
  const words = text.normalize('NFC').split(/\s+/u).filter(Boolean)
  const names = words.map((word) => isMasked(word) || namesSomebody(word, known))
  const masked = words.map((word, i) => {
    if (names[i] || isNumber(word)) return MASK
    const beside = names[i - 1] || names[i + 1]
    return beside && partsOf(word).some((part) => LOOSE_ENDING.test(part) && !known.isWord(part)) ? MASK : word
  })
  return masked.filter((word, i) => word !== MASK || masked[i - 1] !== MASK).join(' ')
}

const isMasked = (typed: string) => typed === MASK
const partsOf = (typed: string) => fold(typed).split(' ').filter(Boolean)
const isNumber = (typed: string) => /[\p{N}@]/u.test(typed) || isNumberInLetters(typed)

function namesSomebody(typed: string, { isWord, isGivenName }: Words): boolean {
  const capital = /^[^\p{L}]*\p{Lu}/u.test(typed)
  return partsOf(typed).some((part) => {
    if (isGivenName(part)) return true
    if (isWord(part)) return false
    return capital || (part.length >= NAME_LENGTH && NAME_ENDING.test(part))
  })
}

/** A number scanned or typed in the letters of the Kazakh layout: `ұққі"ғіққ"әі`, `КК"әіңғ,.үғЛЯ`. */
function isNumberInLetters(typed: string): boolean {
  const digits = through(ruToUs, through(kkToDigits, typed)).match(/\d/g)?.length ?? 0
  return digits >= 5 || (digits >= 3 && digits === [...typed].length)
}
