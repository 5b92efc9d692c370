/** Russia's taxpayer number: 10 digits of an organisation, 12 of a person or sole trader. Check digits decide. */
import { digitFault, error, group, type Reading, reading, tidy, weighed } from './reading.ts'

const TENTH = [2, 4, 10, 3, 5, 9, 4, 6, 8]
const ELEVENTH = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
const TWELFTH = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

const fits = (value: string, weights: readonly number[]) =>
  (weighed(value, weights) % 11) % 10 === Number(value[weights.length])

/** `7700 000 009` → value `7700000009`, shown `77 00 00000 9`; a person's `500100732259` → `50 01 007322 59`. */
export function readInn(text: string): Reading {
  const value = tidy(text)
  const fault = digitFault('inn', value, [10, 12])
  if (fault) return reading(value, [fault])
  const organisation = value.length === 10
  const right = organisation ? fits(value, TENTH) : fits(value, ELEVENTH) && fits(value, TWELFTH)
  const shown = organisation ? group(value, 2, 2, 5, 1) : group(value, 2, 2, 6, 2)
  return reading(value, right ? [] : [error('inn.checkDigit', { at: organisation ? 9 : 10 })], shown)
}
