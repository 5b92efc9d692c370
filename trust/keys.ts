/**
 * Ed25519 key pairs (RFC 8032) of devices and headquarters. The private key leaves this room only as an encrypted or
 * owner-only file; everything else passes `Sign` around.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Sign } from '../domain/journal/primitives.ts'
import { writeDurably } from './durable.ts'

export type KeyPair = {
  /** 32 raw bytes, base64url. */
  publicKey: string
  sign: Sign
}

function pairFrom(pem: string): KeyPair {
  const key = createPrivateKey(pem)
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: der.subarray(-32).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
  }
}

/** A new key pair as PEM (PKCS #8), for whoever stores it. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

export const keyPair = pairFrom

/** The key pair kept in `file` (mode 0600), made on first use. Throws when the file is damaged. */
export function keyPairAt(file: string): KeyPair {
  if (!existsSync(file)) writeDurably(file, newPrivateKey(), 0o600)
  return pairFrom(readFileSync(file, 'utf8'))
}
