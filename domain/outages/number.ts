/**
 * `S-0712-A26-003-7K4MX`: the number of an outage, given out by one computer without asking anybody. Beside branch,
 * counter, year and serial it carries a tag from the command that opened it, so that two counters, or two copies of one
 * disk, never open two outages under one number. Letters and check character are those of case numbers.
 */
import { checkCharacter, tagOf } from '../journal/number.ts'
import type { Primitives } from '../journal/primitives.ts'

const pattern = /^S-[0-9A-HJKMNP-TV-Z]{4,7}-[A-HJKMNP-TV-Z]\d{2}-\d{3,}-[0-9A-HJKMNP-TV-Z]{5}$/

export type OutageNumberParts = {
  branch: string
  letter: string
  year: number
  /** Counts the outages that this computer opened in the year. */
  serial: number
  /** Id of the command that opens it. */
  command: string
}

export function writeOutageNumber({ sha256 }: Pick<Primitives, 'sha256'>, parts: OutageNumberParts): string {
  const { branch, letter, year, serial, command } = parts
  const place = `${branch}-${letter}${String(year % 100).padStart(2, '0')}`
  const body = `S-${place}-${String(serial).padStart(3, '0')}-${tagOf(sha256(`okno-outage-1\n${command}`))}`
  return body + checkCharacter(body)
}

/** As typed or read aloud → its one written form, or null where it is no outage's number. */
export function readOutageNumber(typed: string): string | null {
  const number = tidied(typed)
  return pattern.test(number) && checkCharacter(number.slice(0, -1)) === number.at(-1) ? number : null
}

/** Upper case, without spaces, every dash a hyphen. */
export const tidied = (typed: string): string =>
  typed
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[\s\u00a0]+/g, '')
    .replaceAll(/[–—−]/g, '-')
