/**
 * Bank accounts: IBAN (ISO 13616, remainder 97 of which must be 1) with the length of its country. Russia has no IBAN:
 * a branch there also takes the 20 digits of an account; they carry no check without the bank's code.
 */
import type { PostCountry } from './postcode.ts'
import { characterAt, error, type Finding, group, type Reading, reading, tidy } from './reading.ts'

/** Characters in all, by country (IBAN registry). */
const LENGTHS: Record<string, number> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** Remainder of the IBAN as one long number, letters as 10–35, first four characters moved to the end. */
export function ibanRemainder(value: string): number {
  const moved = value.slice(4) + value.slice(0, 4)
  let rest = 0
  for (const character of moved) {
    const number = Number.parseInt(character, 36)
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97
  }
  return rest
}

/** `kz86 125k zt50 0410 0100` → value `KZ86125KZT5004100100`, shown in fours. */
export function readIban(text: string, country: PostCountry): Reading {
  const value = tidy(text)
  if (country === 'RU' && /^\d{20}$/.test(value) && !/^0+$/.test(value)) {
    return reading(value, [], group(value, 5, 3, 1, 4, 7))
  }
  const fault = faultOf(value)
  return reading(value, fault ? [fault] : [], (value.match(/.{1,4}/g) ?? []).join(' '))
}

function faultOf(value: string): Finding | null {
  if (value === '') return error('iban.empty')
  const at = value.search(/[^A-Z0-9]/)
  if (at >= 0) return error('iban.characters', { at, facts: { found: characterAt(value, at) } })
  const expected = LENGTHS[value.slice(0, 2)]
  if (expected === undefined || !/^..\d\d/.test(value)) return error('iban.country', { at: 0 })
  if (value.length !== expected) return error('iban.length', { facts: { expected, found: value.length } })
  return ibanRemainder(value) === 1 ? null : error('iban.checkDigit', { at: 2 })
}
