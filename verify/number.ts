/** The case number, checked from its description: `branch-letter year-serial-tag check`, alphabet of Crockford's base 32. */
import { canonical, eventHash, type JsonObject, payloadHash } from './bytes.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** ISO/IEC 7064, hybrid, modulus 33,32, over all but the dashes. */
function check(text: string): string {
  let sum = ALPHABET.length
  for (const letter of text.replaceAll('-', '')) {
    sum = (sum + ALPHABET.indexOf(letter)) % 32 || 32
    sum = (sum * 2) % 33
  }
  return ALPHABET.charAt((33 - sum) % 32)
}

/** The first twenty bits of a hash, five to a character. */
function tag(hash: string): string {
  const bits = Number.parseInt(hash.slice(0, 5), 16)
  return [15, 10, 5, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 31)).join('')
}

export type NumberFault = 'shape' | 'check' | 'parts' | 'tag'

/** What is wrong with the number of a registration, or null. `header` and `payload` as they were frozen. */
export function numberFault(header: JsonObject, payload: JsonObject): NumberFault | null {
  const { number, ...rest } = payload
  if (typeof number !== 'string') return 'shape'
  const parts = /^([0-9A-Z]{4,7})-([A-Z])(\d{2})-(\d{5,})-([0-9A-Z]{4})([0-9A-Z])$/.exec(number)
  if (!parts) return 'shape'
  const [, branch, window, year, serial, tagged, last] = parts
  if (check(number.slice(0, -1)) !== last) return 'check'
  const day = typeof rest.acceptedOn === 'string' ? rest.acceptedOn : ''
  const said =
    branch === rest.branch && window === rest.window && year === day.slice(2, 4) && Number(serial) === rest.serial
  if (!said) return 'parts'
  // The tag is of the event as it was before its number was filled in.
  const bare = canonical({ ...header, payload: payloadHash(canonical(rest)) })
  return tag(eventHash(bare)) === tagged ? null : 'tag'
}
