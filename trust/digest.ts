/** SHA-256 (FIPS 180-4) of bytes that come piece by piece. */
import { createHash } from 'node:crypto'

export type Digest = {
  add(chunk: Uint8Array): void
  /** 64 hexadecimal digits of all that was added. Ends the digest. */
  hex(): string
}

export function digest(): Digest {
  const hash = createHash('sha256')
  return { add: (chunk) => void hash.update(chunk), hex: () => hash.digest('hex') }
}
