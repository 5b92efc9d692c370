/**
 * UPU S10 item identifier: two letters, eight digits, check digit, country of the issuing post. Numbers may be used
 * again after twelve months, so a number alone names no item for ever: number and date of posting do.
 * Nothing is built on the second letter; old lists differ.
 */
import { countries } from './countries.ts'
import { characterAt, error, type Finding, group, type Reading, reading, tidy, weighed } from './reading.ts'

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** Check digit of an eight-digit serial (UPU S10): 11 − (weighted sum mod 11), 10 → 0, 11 → 5. */
export function s10CheckDigit(serial: string): number {
  const rest = 11 - (weighed(serial, WEIGHTS) % 11)
  return rest === 10 ? 0 : rest === 11 ? 5 : rest
}

/** `rr 473124829 kz` → value `RR473124829KZ`, shown `RR 4731 2482 9 KZ`. */
export function readS10(text: string): Reading {
  const value = tidy(text)
  const fault = shapeFault(value)
  if (fault) return reading(value, [fault])
  const findings: Finding[] = []
  if (value.startsWith('J')) findings.push(error('s10.reserved', { at: 0, facts: { found: value.slice(0, 2) } }))
  if (!countries.has(value.slice(11))) {
    findings.push(error('s10.country', { at: 11, facts: { found: value.slice(11) } }))
  }
  if (s10CheckDigit(value.slice(2, 10)) !== Number(value[10])) findings.push(error('s10.checkDigit', { at: 10 }))
  return reading(value, findings, group(value, 2, 4, 4, 1, 2))
}

/** Country of the post that gave an S10 number, by its last two letters; null for any other text, or letters of no country. */
export function issuedIn(track: unknown): string | null {
  if (typeof track !== 'string' || shapeFault(track)) return null
  const letters = track.slice(11)
  return countries.has(letters) ? letters : null
}

function shapeFault(value: string): Finding | null {
  if (value === '') return error('s10.empty')
  if (value.length !== 13) return error('s10.length', { facts: { expected: 13, found: value.length } })
  for (let at = 0; at < 13; at++) {
    const letter = at < 2 || at > 10
    if (!(letter ? /[A-Z]/ : /[0-9]/).test(value[at] ?? '')) {
      return error(letter ? 's10.notLetter' : 's10.notDigit', { at, facts: { found: characterAt(value, at) } })
    }
  }
  return null
}
