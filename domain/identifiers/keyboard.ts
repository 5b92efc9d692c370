/**
 * Numbers that arrived in the letters of the wrong keyboard layout, from a scanner or from fingers. What was typed is
 * kept whenever it is good as it stands; a decoding is never silent: `readAs` must be shown. Where two different
 * decodings are good, none is taken and the person is asked.
 */
import { kkToDigits, lookAlikes, ruToUs, through } from './layouts.ts'
import { type Reading, tidy } from './reading.ts'

export type Typed = {
  /** The text to go on with: as typed, or decoded. */
  value: string
  /** Present when `value` is a decoding: show "read as …". */
  readAs?: string
  /** Two or more good decodings: ask which. `value` is then as typed. */
  choices?: string[]
}

/**
 * Tries, in this order: as typed, look-alike Cyrillic → Latin, Russian layout, Kazakh layout.
 * `read` is the identifier's reader; only a reading without findings makes a decoding good (format, check digit, country).
 * `byKeys`: what the very keys say, where a scanner was heard; it needs no guess, so it decides between two decodings.
 */
export function decodeTyped(text: string, read: (text: string) => Reading, byKeys?: string): Typed {
  if (read(text).level === 'ok') return { value: text }
  const typed = tidy(text)
  if (byKeys !== undefined && tidy(byKeys) !== typed) {
    const scanned = read(byKeys)
    if (scanned.level === 'ok') return { value: scanned.value, readAs: scanned.value }
  }
  const good = new Set<string>()
  for (const candidate of [
    through(lookAlikes, typed),
    through(ruToUs, typed),
    through(ruToUs, through(kkToDigits, typed)),
  ]) {
    const reading = read(candidate)
    if (candidate !== typed && reading.level === 'ok') good.add(reading.value)
  }
  const [only, ...others] = good
  if (only === undefined) return { value: text }
  return others.length > 0 ? { value: text, choices: [only, ...others] } : { value: only, readAs: only }
}
