/**
 * The one-time code that an administrator at headquarters reads to the branch: ten characters nobody can guess, and ten
 * that name headquarters' key. So the device knows whom it talks to before it trusts anything, without a second channel.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const encode = (hex: string, characters: number): string => {
  const bits = [...hex].flatMap((digit) => [...Number.parseInt(digit, 16).toString(2).padStart(4, '0')])
  return Array.from(
    { length: characters },
    (_, i) => ALPHABET[Number.parseInt(bits.slice(i * 5, i * 5 + 5).join(''), 2)],
  ).join('')
}

/** Ten characters (50 bits) of the SHA-256 of headquarters' public key. */
export const keyFingerprint = (sha256: (text: string) => string, hqKey: string): string =>
  encode(sha256(`okno-hq-key-1\n${hqKey}`), 10)

/** `7K4MX-0QH2W-9FJ3T-C5BNA`. `secretHex`: at least 50 random bits, hexadecimal. */
export function writeCode(secretHex: string, fingerprint: string): string {
  return (encode(secretHex, 10) + fingerprint).match(/.{5}/g)?.join('-') as string
}

/** Secret and fingerprint of a typed code, forgiving spaces, case and look-alike letters; null when it cannot be one. */
export function readCode(typed: string): { secret: string; fingerprint: string } | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (code.length !== 20 || [...code].some((character) => !ALPHABET.includes(character))) return null
  return { secret: code.slice(0, 10), fingerprint: code.slice(10) }
}
