/** One door to all readers: by kind of identifier and country of the branch. Total: any text gives a reading. */
import { readBin } from './bin.ts'
import { readIban } from './iban.ts'
import { readIin } from './iin.ts'
import { readInn } from './inn.ts'
import { decodeTyped, type Typed } from './keyboard.ts'
import { readName } from './names.ts'
import { readPesel } from './pesel.ts'
import { readPhone } from './phone.ts'
import { type PostCountry, readPostcode } from './postcode.ts'
import type { Reading } from './reading.ts'
import { readSnils } from './snils.ts'
import { readTrack } from './track.ts'

export const identifierKinds = [
  'iin',
  'bin',
  'inn',
  'snils',
  'pesel',
  'track',
  'phone',
  'postcode',
  'iban',
  'name',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** `country` is the branch's: it decides phones without `+`, postcodes and bank accounts. */
export type IdentifierContext = { country: PostCountry }

export function readIdentifier(kind: IdentifierKind, text: string, { country }: IdentifierContext): Reading {
  switch (kind) {
    case 'iin':
      return readIin(text)
    case 'bin':
      return readBin(text)
    case 'inn':
      return readInn(text)
    case 'snils':
      return readSnils(text)
    case 'pesel':
      return readPesel(text)
    case 'track':
      return readTrack(text)
    case 'phone':
      return readPhone(text, country)
    case 'postcode':
      return readPostcode(text, country)
    case 'iban':
      return readIban(text, country)
    case 'name':
      return readName(text)
    default:
      return kind satisfies never
  }
}

/** As `readIdentifier`, after undoing a wrong keyboard layout. Names are never decoded: they may be any letters. `byKeys`: as `decodeTyped`. */
export function readTyped(
  kind: IdentifierKind,
  text: string,
  context: IdentifierContext,
  byKeys?: string,
): { reading: Reading } & Omit<Typed, 'value'> {
  if (kind === 'name') return { reading: readIdentifier(kind, text, context) }
  const { value, ...how } = decodeTyped(text, (candidate) => readIdentifier(kind, candidate, context), byKeys)
  return { reading: readIdentifier(kind, value, context), ...how }
}
