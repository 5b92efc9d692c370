/**
 * Files of cases between a branch and headquarters: up by tus 1.0.0 (creation, termination), down by ranges of HTTP. A file
 * is named by the SHA-256 of its content, and so is its address: nobody has to remember one. It is taken only where an
 * event that headquarters holds names it, and given only to the branch that it came from.
 */
import { z } from 'zod'

export const FILES_PATH = '/v1/files'
export const filePath = (sha256: string): string => `${FILES_PATH}/${sha256}`

export const fileHash = z.string().regex(/^[0-9a-f]{64}$/)

/** Metadata of an upload (`Upload-Metadata` of tus) has this one member. */
export const HASH_KEY = 'sha256'

/** `POST /v1/files/wanted`: which of these headquarters holds, and which it lacks and takes now. */
export const wantedRequest = z.strictObject({
  files: z.array(z.strictObject({ sha256: fileHash, bytes: z.int().positive() })).max(200),
})
/** Of what stands in neither list no event is held that names it, or none yet. */
export const wantedAnswer = z.strictObject({ held: z.array(fileHash), wanted: z.array(fileHash) })
export type WantedRequest = z.infer<typeof wantedRequest>
export type WantedAnswer = z.infer<typeof wantedAnswer>

/** What of a request about a file is signed beside method and path, in this order; a missing header is empty. */
const SIGNED = ['upload-offset', 'upload-length', 'upload-metadata', 'content-length', 'range'] as const

/**
 * The text a device signs for a request about a file. Not the bytes of the body: they come in pieces, and the whole must
 * have the hash that the signed path or metadata names.
 */
export const fileRequestText = (method: string, path: string, header: (name: string) => string | undefined): string =>
  [`okno-file-1`, `${method} ${path}`, ...SIGNED.map((name) => header(name) ?? '')].join('\n')

/** Where a range of a file begins, its last byte, and the length of the whole (RFC 9110 §14.4); null for anything else. */
export function readContentRange(value: string | null): { from: number; to: number; of: number } | null {
  const parts = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(value ?? '')
  return parts && { from: Number(parts[1]), to: Number(parts[2]), of: Number(parts[3]) }
}

/** The asked part of a file of so many bytes (RFC 9110 §14.2): one range only; null where none of it is there. */
export function rangeOf(value: string | undefined, bytes: number): { from: number; to: number } | null {
  if (value === undefined) return { from: 0, to: bytes - 1 }
  const parts = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(value)
  if (!parts) return null
  const from = Number(parts[1])
  const to = parts[2] === '' ? bytes - 1 : Math.min(Number(parts[2]), bytes - 1)
  return from <= to ? { from, to } : null
}
