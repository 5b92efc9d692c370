/**
 * Whether a run of events may enter a store. It decides from bytes alone (schema, certificate, signature, chain), never
 * from what the events mean, so every node that holds the same bytes decides alike; and it takes a run whole or not at
 * all. A second child of one parent is stored and named a fork: nothing that a device signed is ever dropped.
 * Whoever calls it holds the lock of the line from reading what is held until storing what it says.
 */

import { type Certificate, isCertified } from './certificate.ts'
import { ERASED, type HashedEvent, isSealed, open, type SealedEvent } from './event.ts'
import { readJson } from './json.ts'
import type { Primitives } from './primitives.ts'

export type Run = {
  line: string
  certificate: Certificate
  /** How many events the sender put in, and the hash of the last: a truncated run is refused whole. */
  count: number
  last: string
  events: readonly SealedEvent[]
}

/**
 * What the receiver holds of this line: its head by sequence, its device, and every event from `from - 1` to the end of the
 * run. `lacks`: its payload came erased and is wanted; absent where a payload that comes later is not taken any more.
 */
export type Held = {
  head: { seq: number; hash: string } | null
  device: string | null
  near: readonly { seq: number; hash: string; prev: string | null; lacks?: boolean }[]
}

export type RunRefusal = 'certificate' | 'device' | 'truncated' | 'bytes' | 'chain' | 'signature' | 'opening'

export type Verdict =
  /** `store` may be empty (all held already). `fork`: some event of the run has a sibling. `last` is acknowledged. */
  | { verdict: 'admitted'; store: HashedEvent[]; fork: boolean; last: { seq: number; hash: string } }
  /** The parent is not held: send from here. Null: from event 1. */
  | { verdict: 'expected'; head: { seq: number; hash: string } | null }
  | { verdict: 'refused'; reason: RunRefusal; seq: number | null }

const refused = (reason: RunRefusal, seq: number | null = null) => ({ verdict: 'refused' as const, reason, seq })

/** Event 1 of a line: which device opened it, and which line it takes over from (rule 2 of the protocol). */
export const LINE_OPENED = 'lineOpened'

/** Pure; see the head of this file. `hqKey`: headquarters' Ed25519 public key, base64url. */
export function admit(primitives: Primitives, hqKey: string, run: Run, held: Held): Verdict {
  const examined = examine(primitives, hqKey, run)
  return 'verdict' in examined ? examined : place(run, examined.events, held)
}

/**
 * What can be said of a run before anything is known of its line: the slow part, so it needs no lock. The events in order,
 * or the refusal.
 */
export function examine(
  primitives: Primitives,
  hqKey: string,
  run: Run,
): { events: HashedEvent[] } | Extract<Verdict, { verdict: 'refused' }> {
  if (!isCertified(primitives, run.certificate, hqKey)) return refused('certificate')
  const { device, publicKey } = run.certificate.body
  if (run.events.length === 0 || run.events.length !== run.count) return refused('truncated')
  const events: HashedEvent[] = []
  for (const [i, sealed] of run.events.entries()) {
    const event = open(primitives, sealed)
    const before = events.at(-1)
    if (event === null) return refused('bytes', (before?.fields.seq ?? 0) + 1)
    const { line, seq, prev } = event.fields
    if (line !== run.line) return refused('chain', seq)
    if (before && (seq !== before.fields.seq + 1 || prev !== before.hash)) return refused('chain', seq)
    if (i === 0 && (seq === 1) !== (prev === null)) return refused('chain', seq)
    if (event.signature !== null && !isSealed(primitives, event, publicKey)) return refused('signature', seq)
    events.push(event)
  }
  const first = events[0] as HashedEvent
  const last = events.at(-1) as HashedEvent
  if (last.hash !== run.last) return refused('truncated', last.fields.seq)
  // Through the chain the last signature vouches for every event before it; an unsigned tail vouches for nothing.
  if (last.signature === null) return refused('signature', last.fields.seq)
  if (first.fields.seq === 1 && !opens(first, device)) return refused('opening', 1)
  return { events }
}

/** Where the examined events of a run stand among what is held of their line. */
export function place(run: Run, events: readonly HashedEvent[], held: Held): Verdict {
  if (held.device !== null && held.device !== run.certificate.body.device) return refused('device')
  const first = events[0] as HashedEvent
  const last = events.at(-1) as HashedEvent
  const near = new Map(held.near.map(({ hash, seq }) => [hash, seq]))
  const { prev, seq } = first.fields
  if (prev !== null) {
    const parent = near.get(prev)
    if (parent === undefined) return { verdict: 'expected', head: held.head }
    if (parent !== seq - 1) return refused('chain', seq)
  }

  const lacking = new Set(held.near.flatMap(({ hash, lacks }) => (lacks ? [hash] : [])))
  const store = events.filter(({ hash, payload }) => !near.has(hash) || (payload !== ERASED && lacking.has(hash)))
  // Of all that was sent, also of what is held already: the answer that named the fork first may have been lost.
  const fork = events.some((event) =>
    held.near.some((other) => other.prev === event.fields.prev && other.hash !== event.hash),
  )
  return { verdict: 'admitted', store, fork, last: { seq: last.fields.seq, hash: last.hash } }
}

function opens(first: HashedEvent, device: string): boolean {
  if (first.fields.type !== LINE_OPENED) return false
  const payload = readJson(first.payload)
  return typeof payload === 'object' && payload !== null && 'device' in payload && payload.device === device
}
