/** Keys that come from a name, so that the bytes of a run repeat. They protect nothing. */
import { type KeyPair, keyPair } from '../../../trust/keys.ts'
import { digest } from './chance.ts'

// DER prefix of an Ed25519 private key in PKCS #8 (RFC 8410): the 32 raw bytes follow.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The private key of a name, as the file that a device keeps (PEM, PKCS #8). */
export function seededPem(name: string): string {
  const der = Buffer.concat([PKCS8, Buffer.from(digest(`key ${name}`), 'hex')])
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`
}

const known = new Map<string, KeyPair>()

export function seededKey(name: string): KeyPair {
  const pair = known.get(name) ?? keyPair(seededPem(name))
  known.set(name, pair)
  return pair
}
