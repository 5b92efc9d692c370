/**
 * What every identifier's reader answers with. A reading never throws, whatever was typed, and holds no words: findings
 * are codes, their texts are in the locale files under `finding`. An error means "cannot be this identifier"; a warning
 * asks to look again and never blocks. The value is text always: a number would lose leading zeros.
 */

export type Level = 'ok' | 'warning' | 'error'

export type Finding = {
  /** `<identifier>.<rule>`, the key of its text. */
  code: string
  level: 'warning' | 'error'
  /** What the text needs to be said: expected length, the letter that was found. */
  facts?: Record<string, string | number>
  /** Index of the character the finding is about, in `value`. */
  at?: number
}

export type Reading = {
  level: Level
  /** Canonical, as stored: no spaces, upper-case Latin. For an unreadable text: the tidied text itself. */
  value: string
  /** The same in groups, for people to read aloud. Never stored. */
  shown: string
  findings: Finding[]
}

/** White space, invisible format characters and every dash: noise in formats that have none of them. */
const NOISE = /[\p{White_Space}\p{Cf}\p{Pd}\u2212\ufeff]+/gu

/** NFC, no spaces (NBSP too), no hyphens, upper case. Default casing: `toLocaleUpperCase('tr')` breaks i. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(NOISE, '').toUpperCase()
}

export const warning = (code: string, more: Pick<Finding, 'facts' | 'at'> = {}): Finding => ({
  code,
  level: 'warning',
  ...more,
})

export const error = (code: string, more: Pick<Finding, 'facts' | 'at'> = {}): Finding => ({
  code,
  level: 'error',
  ...more,
})

/** A reading as grave as its gravest finding. */
export function reading(value: string, findings: Finding[] = [], shown: string = value): Reading {
  const level = findings.some((f) => f.level === 'error') ? 'error' : findings.length > 0 ? 'warning' : 'ok'
  return { level, value, shown: level === 'error' ? value : shown, findings }
}

/** `group('RR123456785KZ', 2, 4, 4, 1, 2)` → `RR 1234 5678 5 KZ`. What is left over makes the last group. */
export function group(value: string, ...sizes: number[]): string {
  const parts: string[] = []
  let from = 0
  for (const size of sizes) {
    parts.push(value.slice(from, from + size))
    from += size
  }
  parts.push(value.slice(from))
  return parts.filter((part) => part !== '').join(' ')
}

/** Sum of digit × weight, left to right, over as many digits as there are weights. */
export function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)
}

/**
 * The three things wrong with a digit string before any arithmetic, at most one of them: empty, a character that is no
 * digit, a wrong count, only zeros (zeros pass the check-digit arithmetic of most formats).
 */
export function digitFault(kind: string, value: string, lengths: readonly number[]): Finding | null {
  if (value === '') return error(`${kind}.empty`)
  const at = value.search(/[^0-9]/)
  if (at >= 0) return error(`${kind}.notDigit`, { at, facts: { found: characterAt(value, at) } })
  if (!lengths.includes(value.length)) {
    return error(`${kind}.length`, { facts: { expected: lengths.join(' / '), found: value.length } })
  }
  return /^0+$/.test(value) ? error(`${kind}.zeros`) : null
}

/** The whole character at an index, also where it takes two units. */
export function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0xfffd)
}
