/** The real functions behind `domain/journal/primitives.ts`, from Node's own OpenSSL. */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Primitives } from '../domain/journal/primitives.ts'

// DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410): the 32 raw bytes follow.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** An Ed25519 public key from its 32 raw bytes (base64url); throws when they are not 32. */
export function publicKeyFrom(raw: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(raw, 'base64url')]), format: 'der', type: 'spki' })
}

// A receiver checks thousands of signatures of few devices: parsing the key costs as much as the check itself.
const keys = new Map<string, KeyObject>()
const KEYS_KEPT = 1000

/** The same, kept for the next time. */
export function keyOf(raw: string): KeyObject {
  const known = keys.get(raw)
  if (known) return known
  const key = publicKeyFrom(raw)
  if (keys.size >= KEYS_KEPT) keys.clear()
  keys.set(raw, key)
  return key
}

export const primitives: Primitives = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  verify(publicKey, text, signature) {
    try {
      return verify(null, Buffer.from(text, 'utf8'), keyOf(publicKey), Buffer.from(signature, 'base64url'))
    } catch {
      return false
    }
  },
}
