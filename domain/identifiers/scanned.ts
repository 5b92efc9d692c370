/**
 * What a text in a search box is, when it is a number: a case's from its slip, or an item's, in any layout. Only looks it
 * up: nothing is opened by it.
 */
import { readNumber } from '../journal/number.ts'
import { kkToDigits, ruToUs, through } from './layouts.ts'

/** The number of a case as its slip has it, from any layout; null where the check character does not fit. */
export function caseNumberIn(text: string): string | null {
  const typed = text.trim().toUpperCase()
  for (const candidate of [typed, through(ruToUs, typed), through(ruToUs, through(kkToDigits, typed))]) {
    const number = readNumber(candidate.toUpperCase())
    if (number) return number
  }
  return null
}
