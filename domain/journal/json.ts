/**
 * Bytes from elsewhere may hold anything, signed ones too: a payload that is no JSON is known by nobody's having meant
 * something by it, never by an exception, which would keep everything behind it waiting for ever.
 */

/** What a text says as JSON (RFC 8259); undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
