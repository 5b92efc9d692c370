/**
 * An event is a frozen pair of texts: a header that names its place in a line, and a payload that the header names by
 * hash. The chain runs over headers, so a payload may be erased by law and the chain still verifies.
 * Bytes are made once, when the event is sealed; nobody re-serialises them afterwards.
 */
import { z } from 'zod'
import { canonical, type Json } from './canonical.ts'
import { type Clock, clockPattern } from './clock.ts'
import type { Primitives, Sign } from './primitives.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What stands in the place of a payload that was erased by law, on disk and on the wire: the empty text, which is no
 * value's canonical form. A program that does not know it refuses such a run as bytes and takes every other.
 */
export const ERASED = ''
/** The one event of a case that is never erased: it says what was. */
export const PERSON_ERASED = 'personErased'

/** `by` of what no person did. It is never shown as a person. */
export const SYSTEM = 'system'

/** Whether every store can hold it: PostgreSQL takes no U+0000, and half of a surrogate pair has no UTF-8 form. */
const isText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

/** One id is one text: every store compares ids as texts or as numbers, and both must find the same. */
const id = z.uuid().lowercase()
/** Both are looked up at headquarters, and no index takes a text of any length. Programs write far less. */
const MAX_TYPE = 100
const MAX_BY = 200

/**
 * A moment (UTC) as `toISOString` writes it. There is no year 0: neither in the civil calendar nor in PostgreSQL, though ISO 8601
 * counts one.
 */
const moment = z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/)

export const header = z.strictObject({
  v: z.literal(1),
  /** Random 128-bit id of the journal, 32 hexadecimal digits. */
  line: z.string().regex(/^[0-9a-f]{32}$/),
  /** 1, 2, 3 … within the line. */
  seq: z.int32().positive(),
  /** Hash of the event before; null for event 1. */
  prev: hash.nullable(),
  /** UUIDv7 of the event. */
  id,
  /** UUIDv7 of the case, or null where the event is about the line itself. */
  case: id.nullable(),
  type: z
    .string()
    .max(MAX_TYPE)
    .regex(/^[a-z][A-Za-z]+$/),
  /** UTC, from the computer's wall clock; for people, never for order. */
  at: moment,
  clock: z.string().regex(clockPattern),
  /** Id of the signed-in person, or `system`. */
  by: z.string().min(1).max(MAX_BY).refine(isText),
  /** Hash of the payload text. */
  payload: hash,
})
export type Header = z.infer<typeof header>

/** An event on the wire and on disk. `signature` stands on the last event of each command and covers all before it. */
export const sealedEvent = z.strictObject({
  header: z.string(),
  payload: z.string(),
  signature: z.string().nullable(),
})
export type SealedEvent = z.infer<typeof sealedEvent>

/** What a rule decided, before it has a place in a line. */
export type EventDraft = { type: string; case: string | null; by: string; payload: Json }

/** The place after which the next event goes; null for an empty line. */
export type Head = { line: string; seq: number; hash: string }
export type Place = { line: string; seq: number; prev: string | null }
export type Stamp = { id: string; at: string; clock: Clock }

/** An event with its hash, ready to be stored. */
export type HashedEvent = SealedEvent & { hash: string; fields: Header }

export const payloadHash = (primitives: Primitives, payload: string): string =>
  primitives.sha256(`okno-payload-1\n${payload}`)
export const headerHash = (primitives: Primitives, text: string): string => primitives.sha256(`okno-event-1\n${text}`)
const sealText = (hashOfLast: string) => `okno-seal-1\n${hashOfLast}`

/** Freezes one event at its place. The payload must have a canonical form; a defect throws. */
export function freeze(primitives: Primitives, draft: EventDraft, place: Place, stamp: Stamp): HashedEvent {
  const payload = canonical(draft.payload)
  const fields: Header = {
    v: 1,
    ...place,
    ...stamp,
    case: draft.case,
    type: draft.type,
    by: draft.by,
    payload: payloadHash(primitives, payload),
  }
  const text = canonical(fields)
  return { header: text, payload, signature: null, hash: headerHash(primitives, text), fields }
}

/** Signs the last of a command's events; through the chain the signature covers every event before it. */
export function sealLast(events: readonly HashedEvent[], sign: Sign): HashedEvent[] {
  return events.map((event, i) =>
    i === events.length - 1 ? { ...event, signature: sign(sealText(event.hash)) } : event,
  )
}

export function isSealed(primitives: Primitives, event: HashedEvent, publicKey: string): boolean {
  return (
    event.signature !== null && isSealedHash(primitives, { hash: event.hash, signature: event.signature }, publicKey)
  )
}

/** The same where nothing of the event but its hash is at hand, as on a receipt. */
export const isSealedHash = (
  primitives: Primitives,
  { hash: sealed, signature }: { hash: string; signature: string },
  publicKey: string,
): boolean => primitives.verify(publicKey, sealText(sealed), signature)

/**
 * Reads the header and computes the hash; null when the bytes are not an event or the payload is not the one named, or no
 * store could hold them. Of an erased payload the hash is believed from the header, which the chain and the signature cover.
 */
export function open(primitives: Primitives, event: SealedEvent): HashedEvent | null {
  if (!isText(event.header) || !isText(event.payload) || !isText(event.signature ?? '')) return null
  let raw: unknown
  try {
    raw = JSON.parse(event.header)
  } catch {
    return null
  }
  const parsed = header.safeParse(raw)
  if (!parsed.success || canonical(parsed.data) !== event.header) return null
  const { data } = parsed
  if (event.payload === ERASED ? !mayBeErased(data) : payloadHash(primitives, event.payload) !== data.payload)
    return null
  return { ...event, hash: headerHash(primitives, event.header), fields: data }
}

/** Only what is about a case holds a person. */
const mayBeErased = ({ case: id, type }: Header): boolean => id !== null && type !== PERSON_ERASED
