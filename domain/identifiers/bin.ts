/**
 * Kazakhstan's business identification number: 12 digits, same check digit as the IIN. Layout (YYMM of registration,
 * kind of body, kind of unit, serial) is warned about, never refused. A sole trader has an IIN.
 */
import { kzFault } from './iin.ts'
import { type Finding, group, type Reading, reading, tidy, warning } from './reading.ts'

/** `150340000179` → shown `150340 000179`. */
export function readBin(text: string): Reading {
  const value = tidy(text)
  const fault = kzFault('bin', value)
  if (fault) return reading(value, [fault])
  const findings: Finding[] = []
  const kind = Number(value[4])
  if (kind <= 3) findings.push(warning('bin.looksLikeIin', { at: 4 }))
  else if (kind > 6 || Number(value[5]) > 3) findings.push(warning('bin.kind', { at: kind > 6 ? 4 : 5 }))
  const month = Number(value.slice(2, 4))
  if (kind > 3 && (month < 1 || month > 12)) findings.push(warning('bin.month', { at: 2 }))
  return reading(value, findings, group(value, 6, 6))
}
