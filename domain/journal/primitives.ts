/**
 * The two mathematical functions that rules about trust need. They are handed in, because `domain` has no `node:`;
 * `trust/` gives the real ones. Both are pure: the same bytes give the same answer.
 */
export type Primitives = {
  /** SHA-256 (FIPS 180-4) of the UTF-8 text, as 64 lower-case hexadecimal digits. */
  sha256(text: string): string
  /** Ed25519 (RFC 8032): whether `signature` (base64url) over the UTF-8 text belongs to `publicKey` (base64url, 32 raw bytes). False for malformed input. */
  verify(publicKey: string, text: string, signature: string): boolean
}
/** Signs the UTF-8 text with one device's or headquarters' private key: Ed25519, base64url. */
export type Sign = (text: string) => string
