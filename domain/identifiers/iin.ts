/**
 * Kazakhstan's individual identification number: 12 digits. Only the check digit decides. Since Government Resolution
 * No. 853 of 26.08.2013 the digits need not agree with date of birth or sex, so those are warnings, and nothing is
 * filled in from them without asking. Layout before 2013: YYMMDD, century and sex, serial.
 */
import { isRealDay } from '../calendar/days.ts'
import { digitFault, error, type Finding, group, type Reading, reading, tidy, warning, weighed } from './reading.ts'

const FIRST = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const SECOND = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

/** Check digit of the first eleven digits of an IIN or BIN; null when both passes give 10: such a number is not issued. */
export function kzCheckDigit(body: string): number | null {
  const first = weighed(body, FIRST) % 11
  if (first < 10) return first
  const second = weighed(body, SECOND) % 11
  return second < 10 ? second : null
}

/** Errors common to IIN and BIN. */
export function kzFault(kind: 'iin' | 'bin', value: string): Finding | null {
  const fault = digitFault(kind, value, [12])
  if (fault) return fault
  const expected = kzCheckDigit(value)
  if (expected === null) return error(`${kind}.notIssued`)
  return expected === Number(value[11]) ? null : error(`${kind}.checkDigit`, { at: 11 })
}

/** `900315-300123` → value `900315300123`, shown `900315 300123`. */
export function readIin(text: string): Reading {
  const value = tidy(text)
  const fault = kzFault('iin', value)
  if (fault) return reading(value, [fault])
  const findings: Finding[] = []
  const fifth = Number(value[4])
  if (fifth >= 4 && fifth <= 6) findings.push(warning('iin.looksLikeBin', { at: 4 }))
  else {
    if (!/[1-6]/.test(value[6] ?? '')) findings.push(warning('iin.centurySex', { at: 6 }))
    if (!dateFits(value)) findings.push(warning('iin.date', { at: 0 }))
  }
  return reading(value, findings, group(value, 6, 6))
}

/** What an IIN of the old layout suggests; to be offered, never filled in unasked. Null where the layout does not hold. */
export function suggestedByIin(value: string): { birthDate: string; sex: 'male' | 'female' } | null {
  if (readIin(value).level !== 'ok') return null
  const mark = Number(value[6])
  const year = 1800 + Math.floor((mark - 1) / 2) * 100 + Number(value.slice(0, 2))
  return {
    birthDate: `${year}-${value.slice(2, 4)}-${value.slice(4, 6)}`,
    sex: mark % 2 === 1 ? 'male' : 'female',
  }
}

/** With an unknown century any century will do: 29 February 00 was real in 2000. */
function dateFits(value: string): boolean {
  const mark = Number(value[6])
  const centuries = mark >= 1 && mark <= 6 ? [1800 + Math.floor((mark - 1) / 2) * 100] : [1800, 1900, 2000]
  const [yy, mm, dd] = [value.slice(0, 2), value.slice(2, 4), value.slice(4, 6)].map(Number) as [number, number, number]
  return centuries.some((century) => isRealDay(century + yy, mm, dd))
}
