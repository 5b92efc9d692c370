/**
 * Postcodes by country. Kazakhstan has two that are both good: six digits, and since 2015 a letter with six characters
 * (the exact pattern of its last four is not confirmed, so it is taken loosely). Poland's hyphen is part of the format.
 */
import { error, type Finding, type Reading, reading, tidy } from './reading.ts'

export type PostCountry = 'KZ' | 'RU' | 'PL'

const PATTERNS: Record<PostCountry, RegExp> = {
  KZ: /^(\d{6}|[A-Z]\d{2}[A-Z0-9]{4})$/,
  RU: /^\d{6}$/,
  PL: /^\d{5}$/,
}

/** `00 001` with PL → `00-001`; `a10k3x9` with KZ → `A10K3X9`. */
export function readPostcode(text: string, country: PostCountry): Reading {
  const bare = tidy(text)
  const fault = faultOf(bare, country)
  if (fault) return reading(bare, [fault])
  return reading(country === 'PL' ? `${bare.slice(0, 2)}-${bare.slice(2)}` : bare)
}

function faultOf(bare: string, country: PostCountry): Finding | null {
  if (bare === '') return error('postcode.empty')
  if (!PATTERNS[country].test(bare)) return error(`postcode.format${country}`)
  return /^0+$/.test(bare) ? error('postcode.zeros') : null
}
