/**
 * Russian domestic postal identifier, 14 digits: index of an office (6), running month number (2), serial (5), check
 * digit. The month number is a cyclic counter and the index need not be the addressee's: neither is decoded.
 */
import { digitFault, error, group, type Reading, reading, tidy } from './reading.ts'

/** Digits in odd places × 3 + digits in even places; what is missing to the next ten. Ten becomes 0. */
export function rupost14CheckDigit(body: string): number {
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** `603000 95 12345 8` → value `60300095123458`, shown `603000 95 12345 8`. */
export function readRupost14(text: string): Reading {
  const value = tidy(text)
  const fault = digitFault('rupost14', value, [14])
  if (fault) return reading(value, [fault])
  const fits = rupost14CheckDigit(value.slice(0, 13)) === Number(value[13])
  return reading(value, fits ? [] : [error('rupost14.checkDigit', { at: 13 })], group(value, 6, 2, 5, 1))
}
