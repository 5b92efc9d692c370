/**
 * `0712-A26-B0017-7K4MX`: a number printed on paper beforehand, for the day when even the computer is down. It looks like
 * the branch's other numbers and can never be one of them: where they have a serial of digits it has the letter B (block)
 * and digits. The tag comes from the line that reserved it, so a cloned disk prints other numbers.
 */
import { checkCharacter, tagOf } from '../journal/number.ts'
import type { Primitives } from '../journal/primitives.ts'
import { tidied } from './number.ts'

const pattern = /^[0-9A-HJKMNP-TV-Z]{4,7}-[A-HJKMNP-TV-Z]\d{2}-B\d{4,}-[0-9A-HJKMNP-TV-Z]{5}$/

/** So many fit on some sheets; more at once are more than a day needs. */
export const MOST_AT_ONCE = 100

export type PaperNumberPlace = { branch: string; letter: string; year: number; line: string }

/** One number of the block; `serial` counts the paper numbers of a line in a year, from 1. */
export function writePaperNumber(
  { sha256 }: Pick<Primitives, 'sha256'>,
  { branch, letter, year, line }: PaperNumberPlace,
  serial: number,
): string {
  const stem = `${branch}-${letter}${String(year % 100).padStart(2, '0')}-B${String(serial).padStart(4, '0')}`
  const body = `${stem}-${tagOf(sha256(`okno-paper-number-1\n${line}\n${stem}`))}`
  return body + checkCharacter(body)
}

/** As typed or scanned → its one written form, or null where the check character does not fit or it is another number. */
export function readPaperNumber(typed: string): string | null {
  const number = tidied(typed)
  return pattern.test(number) && checkCharacter(number.slice(0, -1)) === number.at(-1) ? number : null
}
