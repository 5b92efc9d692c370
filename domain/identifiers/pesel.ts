/**
 * Poland's personal number: 11 digits, date of birth first with the century added to the month. The date must exist;
 * whether it lies in the future is the form's rule, there is no clock here.
 */
import { isRealDay } from '../calendar/days.ts'
import { digitFault, error, type Finding, group, type Reading, reading, tidy, weighed } from './reading.ts'

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
/** By tens of the month, two a century: 0 → 19xx, 2 → 20xx, 4 → 21xx, 6 → 22xx, 8 → 18xx. */
const CENTURIES = [1900, 2000, 2100, 2200, 1800]

/** `44051401359` → shown `440514 01359`. */
export function readPesel(text: string): Reading {
  const value = tidy(text)
  const fault = digitFault('pesel', value, [11])
  if (fault) return reading(value, [fault])
  const findings: Finding[] = []
  if ((10 - (weighed(value, WEIGHTS) % 10)) % 10 !== Number(value[10])) {
    findings.push(error('pesel.checkDigit', { at: 10 }))
  }
  const coded = Number(value.slice(2, 4))
  const year = (CENTURIES[Math.floor(coded / 20)] ?? 0) + Number(value.slice(0, 2))
  if (!isRealDay(year, coded % 20, Number(value.slice(4, 6)))) findings.push(error('pesel.date', { at: 0 }))
  return reading(value, findings, group(value, 6, 5))
}
