/**
 * What the QR code of a receipt carries: which event, on which line, sealed by whom. No personal data. Whoever scans it can
 * say whether that event is held, and with the device's key whether the receipt is genuine: also where the case is lost.
 */
import { isSealedHash } from '../journal/event.ts'
import { readNumber } from '../journal/number.ts'
import type { Primitives } from '../journal/primitives.ts'

export type ReceiptCode = { number: string; line: string; seq: number; hash: string; signature: string }

const pattern = /^okno:1:([^:]{12,32}):([0-9a-f]{32}):([1-9]\d{0,8}):([0-9a-f]{64}):([A-Za-z0-9_-]{86})$/

export const writeReceiptCode = ({ number, line, seq, hash, signature }: ReceiptCode): string =>
  ['okno', 1, number, line, seq, hash, signature].join(':')

/** Null for whatever is not the code of a receipt. */
export function readReceiptCode(scanned: string): ReceiptCode | null {
  const parts = pattern.exec(scanned.trim())
  const number = parts?.[1] && readNumber(parts[1])
  if (!number || !parts?.[2] || !parts[3] || !parts[4] || !parts[5]) return null
  return { number, line: parts[2], seq: Number(parts[3]), hash: parts[4], signature: parts[5] }
}

/** Whether the device with this key sealed the event that the code names. */
export const isReceiptOf = (primitives: Primitives, { hash, signature }: ReceiptCode, publicKey: string): boolean =>
  isSealedHash(primitives, { hash, signature }, publicKey)
