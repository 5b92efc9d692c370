/**
 * Russia's insurance number of a personal account: nine digits and a two-digit control number. Numbers up to
 * 001-001-998 were issued without the control rule: accepted with a note.
 */
import { digitFault, error, type Reading, reading, tidy, warning, weighed } from './reading.ts'

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, 1]
const LAST_UNCHECKED = '001001998'

/** Control number of nine digits: (weighted sum mod 101) mod 100, as two digits. */
export function snilsControl(body: string): string {
  return String((weighed(body, WEIGHTS) % 101) % 100).padStart(2, '0')
}

/** `112-233-445 95` → value `11223344595`, shown `112-233-445 95`. */
export function readSnils(text: string): Reading {
  const value = tidy(text)
  const fault = digitFault('snils', value, [11])
  if (fault) return reading(value, [fault])
  const shown = `${value.slice(0, 3)}-${value.slice(3, 6)}-${value.slice(6, 9)} ${value.slice(9)}`
  if (value.slice(0, 9) <= LAST_UNCHECKED) return reading(value, [warning('snils.unchecked')], shown)
  const fits = snilsControl(value) === value.slice(9)
  return reading(value, fits ? [] : [error('snils.checkDigit', { at: 9 })], shown)
}
