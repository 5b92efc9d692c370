/**
 * PINs are kept as scrypt hashes (RFC 7914) with a salt of each person's own. The cost stands in the hash, so it can be
 * raised later without locking anybody out. A short PIN stays guessable from a stolen file: that is the disk's matter.
 */
import { scrypt, timingSafeEqual } from 'node:crypto'

export type Cost = { N: number; r: number; p: number }
/** About 60 ms on a counter computer; 32 MB. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 1 }
const KEY_BYTES = 32

/** `scrypt$<N>$<r>$<p>$<salt>$<key>`, the last two base64url. `salt`: 16 random bytes. */
export async function hashPin(pin: string, salt: Uint8Array, cost = COST): Promise<string> {
  const key = await derive(pin, salt, cost, KEY_BYTES)
  return ['scrypt', cost.N, cost.r, cost.p, Buffer.from(salt).toString('base64url'), key.toString('base64url')].join(
    '$',
  )
}

/** Whether the PIN made this hash; takes the same time for a wrong one. False for a hash that cannot be read. */
export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [name, N, r, p, salt, key] = hash.split('$')
  if (name !== 'scrypt' || !salt || !key) return false
  const kept = Buffer.from(key, 'base64url')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const typed = await derive(pin, Buffer.from(salt, 'base64url'), cost, kept.length)
  return timingSafeEqual(typed, kept)
}

function derive(pin: string, salt: Uint8Array, { N, r, p }: Cost, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(pin.normalize('NFC'), salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
