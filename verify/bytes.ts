/**
 * The bytes that are hashed and signed, made here a second time from the published description alone: RFC 8785 for JSON,
 * SHA-256, Ed25519 with raw keys. Shares no line of code with the program whose records are checked.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The one form of a JSON value: members by their UTF-16 code units, no white space. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, member]) => [key, canonical(member)] as const)
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const eventHash = (header: string): string => sha256(`okno-event-1\n${header}`)
export const payloadHash = (payload: string): string => sha256(`okno-payload-1\n${payload}`)

// An Ed25519 SubjectPublicKeyInfo (RFC 8410) is this prefix and the 32 raw bytes.
const SPKI_PREFIX = '302a300506032b6570032100'
const keys = new Map<string, KeyObject | null>()

function keyOf(raw: string): KeyObject | null {
  const known = keys.get(raw)
  if (known !== undefined) return known
  const bytes = exactBytes(raw)
  let key: KeyObject | null = null
  if (bytes?.length === 32)
    try {
      const der = Buffer.concat([Buffer.from(SPKI_PREFIX, 'hex'), bytes])
      key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    } catch {
      key = null
    }
  keys.set(raw, key)
  return key
}

/** base64url that is written in its one form: a text whose spare bits differ is another text. */
function exactBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}

/** Whether this signature of the text is that key's; false for anything malformed. */
export function isSigned(key: string, text: string, signature: string): boolean {
  const signer = keyOf(key)
  const bytes = exactBytes(signature)
  if (!signer || bytes?.length !== 64) return false
  return verify(null, Buffer.from(text, 'utf8'), signer, bytes)
}

export const sealed = (key: string, hash: string, signature: string): boolean =>
  isSigned(key, `okno-seal-1\n${hash}`, signature)
