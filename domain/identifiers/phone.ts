/**
 * Telephone numbers, stored as E.164. +7 is shared by Kazakhstan and Russia: the national part decides, and nothing is
 * said about the network, because ported numbers keep their code. Short service numbers are no customer's phone.
 */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { characterAt, error, type Reading, reading, tidy, warning } from './reading.ts'

/** Longest short number (hotlines, `112`, `1499`). */
const SHORT = 5

/** Kinds of line that no text message reaches. A kind that the numbering plan leaves open is given the benefit of the doubt. */
const DEAF = new Set(['FIXED_LINE', 'TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN'])

/** Whether a text message can come to this number in E.164. What cannot be read is not judged here. */
export function takesMessages(phone: string): boolean {
  const type = parsePhoneNumberFromString(phone)?.getType()
  return type === undefined || !DEAF.has(type)
}

/** `8 701 123 45 67` with the branch in KZ → value `+77011234567`, shown `+7 701 123 45 67`. */
export function readPhone(text: string, country: CountryCode): Reading {
  const typed = tidy(text)
  if (typed === '') return reading(typed, [error('phone.empty')])
  const at = typed.search(/[^0-9+().]/)
  if (at >= 0) return reading(typed, [error('phone.characters', { at, facts: { found: characterAt(typed, at) } })])
  const digits = typed.replace(/\D/g, '')
  if (digits.length <= SHORT) return reading(typed, [error('phone.short')])
  const phone = parsePhoneNumberFromString(typed, { defaultCountry: country, extract: false })
  if (!phone) return reading(typed, [error('phone.unreadable')])
  // The counter reads the last seven digits of a +7 number in threes and twos; the library writes them in threes and fours.
  const shown = phone.formatInternational().replace(/^(\+7 .*\d{3} \d{2})(\d{2})$/, '$1 $2')
  if (phone.isValid()) return reading(phone.number, [], shown)
  if (!phone.isPossible()) return reading(typed, [error('phone.length', { facts: { found: digits.length } })])
  if (!phone.country) return reading(phone.number, [warning('phone.noCountry')], shown)
  return reading(phone.number, [error('phone.unassigned')])
}
