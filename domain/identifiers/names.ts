/**
 * A person's name as the document has it: letters of any script. Nothing is transliterated and no capital is changed
 * (`аль-Фараби`, `оглы`); only spaces are trimmed and collapsed. A patronymic is never required: that rule is the form's.
 */
import { characterAt, error, type Finding, type Reading, reading, warning } from './reading.ts'

/** Letters with marks, three apostrophes, dot in initials, hyphen, space. `\w` and `[а-я]` would reject Қасым, Әлия. */
const ALLOWED = /^[\p{L}\p{M}'’ʼ.\- ]$/u
const MAX = 100
/** Answers people write where a part of the name is missing. Folded to lower case; an empty field says it better. */
const PLACEHOLDERS = new Set(['нет', 'жоқ', 'жок', 'no', 'none', 'null', 'нету', 'brak'])
/** Cyrillic letters of other languages: what Kazakh letters of an old code page (KZ-1048) turn into, `Ќасым Јлия`. */
const FOREIGN_CYRILLIC = /[ЂЃЉЊЋЌЏЅЈђѓљњћќџѕј]/

/** `  қасымова   айгүл ` → value `қасымова айгүл`. */
export function readName(text: string): Reading {
  const value = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
    .replace(/[\u2010\u2011]/g, '-')
  return reading(value, faultsOf(value))
}

function faultsOf(value: string): Finding[] {
  if (value === '') return [error('name.empty')]
  if (value.length > MAX) return [error('name.length', { facts: { expected: MAX, found: value.length } })]
  let at = 0
  for (const character of value) {
    if (/\p{Nd}/u.test(character)) return [error('name.digit', { at, facts: { found: character } })]
    if (!ALLOWED.test(character)) return [error('name.character', { at, facts: { found: characterAt(value, at) } })]
    at += character.length
  }
  if (!/^\p{L}/u.test(value)) return [error('name.start', { at: 0 })]
  const findings: Finding[] = []
  if (PLACEHOLDERS.has(value.toLowerCase())) findings.push(warning('name.placeholder'))
  const stranger = strangerAt(value)
  if (stranger) findings.push(stranger)
  const garbled = value.search(FOREIGN_CYRILLIC)
  if (garbled >= 0) {
    findings.push(warning('name.foreignCyrillic', { at: garbled, facts: { found: value.charAt(garbled) } }))
  }
  return findings
}

/** The first letter of the script that is fewer in the name: a Latin `i` among Cyrillic reads the same and is not found again. */
function strangerAt(value: string): Finding | null {
  const latin = [...value.matchAll(/\p{Script=Latin}/gu)]
  const cyrillic = [...value.matchAll(/\p{Script=Cyrillic}/gu)]
  if (latin.length === 0 || cyrillic.length === 0) return null
  const latinIsFewer = latin.length <= cyrillic.length
  const first = (latinIsFewer ? latin : cyrillic)[0]
  if (!first) return null
  return warning(latinIsFewer ? 'name.latinAmongCyrillic' : 'name.cyrillicAmongLatin', {
    at: first.index,
    facts: { found: first[0] },
  })
}
