/** An exported file in the hands of a forger: rows apart, events made again, the end counted and hashed as if nothing had happened. */
import { createHash } from 'node:crypto'
import { admit, type Run } from '../../domain/journal/admit.ts'
import { canonical, type Json } from '../../domain/journal/canonical.ts'
import type { Certificate } from '../../domain/journal/certificate.ts'
import { freeze, type HashedEvent, open, type SealedEvent } from '../../domain/journal/event.ts'
import type { Sign } from '../../domain/journal/primitives.ts'
import { primitives } from '../../trust/primitives.ts'
import { check } from '../../verify/check.ts'
import type { Report, Wishes } from '../../verify/reading.ts'
import { rowsOf } from '../../verify/rows.ts'

// biome-ignore lint/suspicious/noExplicitAny: a forger writes what he likes
export type FileRow = Record<string, any> & { kind: string }

export const rowsIn = (text: string): FileRow[] =>
  text
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row))
export const textOf = (rows: readonly FileRow[]): string => rows.map((row) => `${canonical(row as Json)}\n`).join('')

export const verified = (text: string | Uint8Array, wishes: Wishes = {}): Promise<Report> =>
  check(rowsOf([typeof text === 'string' ? Buffer.from(text) : text]), wishes)

/** The faults as `name row line:seq`, without those that only say that something is wrong with the whole. */
export const named = ({ faults }: Report): string[] =>
  faults.map(({ fault, row, seq }) => [fault, row, seq].filter((part) => part !== null).join(' '))

export const eventOf = ({ header, payload, signature }: FileRow): HashedEvent =>
  open(primitives, { header, payload, signature } as SealedEvent) as HashedEvent

/** The row of an event, frozen anew with other words at the same place. */
export function refrozen(row: FileRow, change: (payload: { [key: string]: Json }) => object, sign?: Sign): FileRow {
  const { fields, payload } = eventOf(row)
  const { line, seq, prev, id, at, clock, type, by } = fields
  const event = freeze(
    primitives,
    { type, by, case: fields.case, payload: change(JSON.parse(payload)) as Json },
    { line, seq, prev },
    { id, at, clock },
  )
  const { header, hash } = event
  return {
    ...row,
    header,
    hash,
    payload: event.payload,
    signature: sign ? sign(`okno-seal-1\n${hash}`) : row.signature,
  }
}

/** The end, with the hash of what stands before it now; signed where the forger has a key. */
export function reckoned(rows: readonly FileRow[], sign?: Sign): FileRow[] {
  const end = rows.at(-1) as FileRow
  const { signature, ...rest } = end
  const body = {
    ...rest,
    sha256: createHash('sha256')
      .update(textOf(rows.slice(0, -1)))
      .digest('hex'),
  }
  return [
    ...rows.slice(0, -1),
    { ...body, signature: sign ? sign(`okno-export-1\n${canonical(body as Json)}`) : signature } as FileRow,
  ]
}

/** What the program's own `admit` says of the events in a file, line by line, each end of a fork for itself. */
export function admitted(rows: readonly FileRow[], hqKey: string): string[] {
  const certificates = new Map<string, Certificate>(
    (rows[0]?.certificates ?? []).map((one: Certificate) => [one.body.device, one]),
  )
  const byLine = new Map<string, FileRow[]>()
  for (const row of rows) {
    if (row.kind !== 'event') continue
    const { line } = JSON.parse(row.header)
    byLine.set(line, [...(byLine.get(line) ?? []), row])
  }
  return [...byLine].flatMap(([line, events]) => {
    const device = JSON.parse(events[0]?.payload).device
    const held: { seq: number; hash: string; prev: string | null }[] = []
    return chainsOf(events).map((chain) => {
      const run: Run = {
        line,
        certificate: certificates.get(device) as Certificate,
        count: chain.length,
        last: chain.at(-1)?.hash,
        events: chain.map(({ header, payload, signature }) => ({ header, payload, signature })),
      }
      if (!run.certificate) return 'certificate'
      const verdict = admit(primitives, hqKey, run, { head: null, device: held.length > 0 ? device : null, near: held })
      if (verdict.verdict === 'admitted')
        for (const { fields, hash } of verdict.store) held.push({ seq: fields.seq, hash, prev: fields.prev })
      return verdict.verdict === 'refused' ? verdict.reason : verdict.verdict
    })
  })
}

/** From each end back to the beginning; rows that follow nothing are a chain of their own, so that nothing is left out. */
function chainsOf(events: readonly FileRow[]): FileRow[][] {
  const prevOf = (row: FileRow): string | null => JSON.parse(row.header).prev
  const followed = new Set(events.map(prevOf))
  return events
    .filter(({ hash }) => !followed.has(hash))
    .map((end) => {
      const chain = [end]
      for (;;) {
        const parent = events.find(({ hash }) => hash === prevOf(chain[0] as FileRow))
        if (!parent) return chain
        chain.unshift(parent)
      }
    })
}
