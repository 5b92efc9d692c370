/**
 * PostgreSQL's jsonb holds neither U+0000 nor half of a surrogate pair, which JSON may name and a device may have signed. Such a
 * payload is kept as it came, as text; in what is made of it they are replaced, or one word would hold up a branch for ever.
 */

/** The JSON text of a value, with what jsonb refuses replaced by U+FFFD. */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value)
  return /\\u(0000|d[89a-f])/.test(text) ? JSON.stringify(JSON.parse(text, mended)) : text
}

const sound = (text: string) => text.toWellFormed().replaceAll('\u0000', '\ufffd')

function mended(_: string, value: unknown): unknown {
  if (typeof value === 'string') return sound(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [sound(key), one]))
}
