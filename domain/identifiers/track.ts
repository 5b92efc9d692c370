/**
 * The number of a postal item as a customer brings it: S10, Russian 14 digits, or another carrier's own number.
 * A wrong check digit is a warning here and nothing else: a misprinted number must never block a trace. A word without
 * a digit is nobody's number.
 */
import { error, type Finding, group, type Reading, reading, tidy, warning } from './reading.ts'
import { readRupost14 } from './rupost14.ts'
import { readS10 } from './s10.ts'

/** Looks like S10 written wrongly, not like another carrier's number: those do not end in two letters. */
const LIKE_S10 = /^[A-Z]{1,2}[A-Z0-9]{5,13}[A-Z]{2}$/

export function readTrack(text: string): Reading {
  const value = tidy(text)
  if (value === '') return reading(value, [error('track.empty')])
  const at = value.search(/[^A-Z0-9]/)
  if (at >= 0) return reading(value, [error('track.characters', { at })])
  if (LIKE_S10.test(value)) return mild(readS10(value), group(value, 2, 4, 4, 1, 2))
  if (/^\d{14}$/.test(value)) return mild(readRupost14(value), group(value, 6, 2, 5, 1))
  if (value.length < 5 || value.length > 40) {
    return reading(value, [error('track.length', { facts: { found: value.length } })])
  }
  // Every carrier counts its items: a word is no number of any of them.
  if (!/\d/.test(value)) return reading(value, [error('track.noDigit')])
  return reading(value, [warning('track.otherFormat')])
}

function mild(strict: Reading, shown: string): Reading {
  const soften = (f: Finding): Finding => (f.code.endsWith('.checkDigit') ? { ...f, level: 'warning' } : f)
  return reading(strict.value, strict.findings.map(soften), shown)
}
