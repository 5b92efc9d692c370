/**
 * The JSON Canonicalization Scheme (RFC 8785): one value, one text, whoever writes it. Hashes and signatures stand on
 * this text, so it refuses what has no single form (undefined, NaN, functions, lone surrogates) instead of guessing.
 */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The canonical text of a JSON value: keys in UTF-16 order, no white space, numbers as ECMAScript writes them. */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a text with a lone surrogate has no UTF-8 form')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no JSON form`)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${canonical(key)}:${canonical(value[key] as Json)}`)
  return `{${members.join(',')}}`
}
