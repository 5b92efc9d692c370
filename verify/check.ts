/**
 * Checks one export from its bytes alone. Every row is read once, in order; of events only their places stay in memory.
 * Nothing is repaired and nothing is passed over: what cannot be read is a fault of its own.
 */
import { createHash } from 'node:crypto'
import { canonical, eventHash, isObject, isSigned, type Json, type JsonObject, payloadHash } from './bytes.ts'
import type { Event } from './chain.ts'
import { atTheEnd } from './ending.ts'
import type { Fault } from './faults.ts'
import { numberFault } from './number.ts'
import type { Reading, Report, Wishes } from './reading.ts'
import { receiptFaults } from './receipt.ts'
import type { RawRow } from './rows.ts'
import { type EventRow, headerOf, isKind, type Row, rowOf } from './shapes.ts'

const FORMAT = 'okno-journal-export'
const VERSION = 1

const ORDER: Record<Row['kind'], number> = { export: 0, event: 1, acknowledgement: 2, refusal: 3, end: 4 }

export async function check(rows: AsyncIterable<RawRow>, wishes: Wishes = {}): Promise<Report> {
  const faults: Fault[] = []
  const reading: Reading = {
    head: null,
    end: null,
    before: null,
    rows: 0,
    counts: { acknowledgements: 0, refusals: 0, erased: 0 },
    byLine: new Map(),
    places: new Map(),
    openings: new Map(),
    numbers: new Map(),
    ids: new Map(),
    erasures: new Map(),
    erasedNumbers: new Map(),
    withheld: [],
    faults,
    notes: [],
    say: (fault, { row = null, line = null, seq = null } = {}, detail = '') =>
      faults.push({ fault, row, line, seq, detail }),
  }
  const sum = createHash('sha256')
  let section = -1
  for await (const { bytes, ended } of rows) {
    reading.rows += 1
    const { rows: row } = reading
    if (reading.end) {
      reading.say('afterEnd', { row })
      break
    }
    if (!ended) reading.say('truncated', { row }, 'the last row has no line feed')
    const found = readRow(reading, row, bytes)
    if (found?.kind === 'end') reading.before = sum.copy().digest('hex')
    sum.update(bytes).update('\n')
    if (row === 1 && found?.kind !== 'export') reading.say('noHead', { row })
    if (!found) continue
    if (ORDER[found.kind] < section || (found.kind === 'export' && row > 1))
      reading.say('misplaced', { row }, found.kind)
    else section = ORDER[found.kind]
    take(reading, found, row, wishes)
  }
  if (!reading.end && reading.rows > 0)
    reading.say('truncated', { row: reading.rows }, `after row ${reading.rows} nothing follows`)
  if (reading.rows === 0) reading.say('noHead', {}, 'the file is empty')
  const { lines, events } = atTheEnd(reading, wishes)
  if (wishes.receipt !== undefined) receiptFaults(reading, wishes.receipt)
  faults.sort((a, b) => (a.row ?? Number.MAX_SAFE_INTEGER) - (b.row ?? Number.MAX_SAFE_INTEGER))
  return { ok: faults.length === 0, lines, events, faults, notes: reading.notes, head: reading.head }
}

function readRow({ say }: Reading, row: number, bytes: Buffer): Row | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    say('notUtf8', { row })
    return null
  }
  const value = json(text)
  if (value === undefined) {
    say('notJson', { row })
    return null
  }
  if (canonical(value) !== text) say('notCanonical', { row })
  if (!isObject(value) || !isKind(value.kind)) {
    say('unknownKind', { row })
    return null
  }
  const found = rowOf(value)
  if (!found) say('malformed', { row }, String(value.kind))
  return found
}

function take(reading: Reading, found: Row, row: number, { hqKey }: Wishes): void {
  const { say, counts } = reading
  switch (found.kind) {
    case 'export':
      if (found.format !== FORMAT || found.version !== VERSION)
        say('unknownVersion', { row }, `${found.format} ${found.version}`)
      reading.head ??= found
      return
    case 'event':
      takeEvent(reading, found, row)
      return
    case 'acknowledgement': {
      counts.acknowledgements += 1
      const { line, seq, hash } = found.body
      const key = hqKey ?? reading.head?.hqKey
      if (key && !isSigned(key, `okno-acknowledgement-1\n${canonical(found.body)}`, found.signature))
        say('acknowledgement', { row, line, seq })
      if (!reading.places.has(hash)) say('acknowledgedLost', { row, line, seq }, hash)
      return
    }
    case 'refusal':
      counts.refusals += 1
      if (!reading.places.has(found.hash)) say('refusal', { row, line: found.line, seq: found.seq }, found.hash)
      return
    case 'end':
      reading.end = found
      return
    default:
      found satisfies never
  }
}

function takeEvent(reading: Reading, found: EventRow, row: number): void {
  const { say } = reading
  const raw = json(found.header)
  const header = raw === undefined ? null : headerOf(raw)
  if (!header || !isObject(raw)) {
    say('headerBytes', { row }, 'the header cannot be read')
    return
  }
  const { line, seq, prev, type, id } = header
  const real = eventHash(found.header)
  const broken = real !== found.hash || canonical(raw) !== found.header
  const event: Event = { row, line, seq, said: found.hash, real, prev, signature: found.signature, type, broken }
  if (broken) say('headerBytes', event)

  const known = reading.places.get(found.hash)
  if (known && !known.broken && !broken) {
    say('duplicate', event, `first in row ${known.row}`)
    return
  }
  for (const hash of [found.hash, real]) if (!reading.places.has(hash)) reading.places.set(hash, event)
  const events = reading.byLine.get(line) ?? []
  reading.byLine.set(line, events)
  events.push(event)
  // What is broken may have had its id changed.
  if (!broken) reading.ids.set(id, [...(reading.ids.get(id) ?? []), event])

  if (found.payload === null) {
    reading.counts.erased += 1
    reading.withheld.push({ event, case: header.case })
  } else if (payloadHash(found.payload) !== header.payload) {
    if (!broken) say('payloadBytes', event)
  } else if (!broken) takePayload(reading, event, raw, found.payload)
}

function takePayload(reading: Reading, event: Event, header: JsonObject, text: string): void {
  const payload = json(text)
  const { type, seq, line } = event
  if (type === 'lineOpened' && seq === 1 && isObject(payload)) {
    const { device, publicKey } = payload
    if (typeof device === 'string' && typeof publicKey === 'string' && !reading.openings.has(line))
      reading.openings.set(line, { device, publicKey })
  }
  if (type === 'personErased' && typeof header.case === 'string') {
    const { rest = {}, events, records } = isObject(payload) ? payload : {}
    const erasure = reading.erasures.get(header.case) ?? { named: new Set<string>(), counted: 0 }
    reading.erasures.set(header.case, erasure)
    if (Array.isArray(events)) for (const hash of events) erasure.named.add(String(hash))
    else erasure.counted += typeof records === 'number' ? records : 0
    if (isObject(rest) && typeof rest.number === 'string') reading.erasedNumbers.set(rest.number, header.case)
  }
  if (type !== 'caseRegistered') return
  if (!isObject(payload)) {
    reading.say('number', event, 'no payload')
    return
  }
  const fault = numberFault(header, payload)
  const number = typeof payload.number === 'string' ? payload.number : ''
  if (fault) reading.say(fault === 'tag' ? 'numberTag' : 'number', event, number)
  reading.numbers.set(number, [...(reading.numbers.get(number) ?? []), event])
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
