/**
 * The journal's rows: stored once, read in the order of a line or of the fold, never changed (triggers refuse it).
 * Forks stand beside each other; whoever reads a forked line says which tip he means.
 */

import { z } from 'zod'
import type { CaseEvent } from '../../../domain/cases/evolve.ts'
import { ERASED, type HashedEvent, type SealedEvent } from '../../../domain/journal/event.ts'
import type { EventFlag } from '../../../domain/journal/flags.ts'
import { readJson } from '../../../domain/journal/json.ts'
import type { Heads } from '../../../domain/wire/exchange.ts'
import { type Db, sql } from './sql.ts'

/** Who gave us the event: this computer, headquarters, or the branch's hub. */
export type Origin = 'own' | 'hq' | 'hub'
export type Place = { seq: number; hash: string }

/** What event 1 tells of its line; an event of a later program may lack some of it. */
const opening = z.looseObject({ device: z.string(), letter: z.string().catch('') }).catch({ device: '', letter: '' })

/** Stores an event that is not held yet; false when it is. */
export function insertEvent(db: Db, event: HashedEvent, origin: Origin): boolean {
  const { line, seq, prev, id, type, at, clock, by } = event.fields
  const sibling = sql<Place>(db, 'SELECT seq, hash FROM journal WHERE line = ? AND seq = ? LIMIT 1').get(line, seq)
  const stored = sql(
    db,
    `INSERT INTO journal (line, seq, hash, prev, id, case_id, type, at, clock, by_person, header, payload, signature, origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(
    ...[line, seq, event.hash, prev, id, event.fields.case, type, at, clock, by],
    ...[event.header, event.payload, event.signature, origin],
  )
  if (stored.changes === 0) return false
  if (seq === 1) {
    const { device, letter } = opening.parse(readJson(event.payload))
    sql(db, 'INSERT INTO line (id, device, letter) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(line, device, letter)
  }
  if (sibling) sql(db, 'UPDATE line SET forked = 1 WHERE id = ?').run(line)
  return true
}

export type LineRow = { device: string; letter: string; forked: number }
export function lineRow(db: Db, line: string): LineRow | null {
  return sql<LineRow>(db, 'SELECT device, letter, forked FROM line WHERE id = ?').get(line) ?? null
}

/** The public key that a line of ours was opened with; null where its first event is not held or names none. */
export function openingKey(db: Db, line: string): string | null {
  const row = sql<{ payload: string }>(
    db,
    `SELECT payload FROM journal WHERE line = ? AND seq = 1 AND origin = 'own'`,
  ).get(line)
  return z.looseObject({ publicKey: z.string() }).safeParse(readJson(row?.payload ?? '')).data?.publicKey ?? null
}

/** The last event that this computer wrote on the line. */
export function ownHead(db: Db, line: string): Place | null {
  return (
    sql<Place>(db, `SELECT seq, hash FROM journal WHERE line = ? AND origin = 'own' ORDER BY seq DESC LIMIT 1`).get(
      line,
    ) ?? null
  )
}

/**
 * The latest clock this computer wrote, on whichever line: a new line does not set it back. The index is named because
 * SQLite would read and sort the whole journal for it.
 */
export function ownClock(db: Db): string | null {
  return (
    sql<{ clock: string }>(
      db,
      `SELECT clock FROM journal INDEXED BY journal_clock WHERE origin = 'own' ORDER BY clock DESC LIMIT 1`,
    ).get()?.clock ?? null
  )
}

/** The latest clock below `bound`, whoever wrote it. */
export function latestClock(db: Db, bound: string): string | null {
  return (
    sql<{ clock: string | null }>(db, 'SELECT max(clock) AS clock FROM journal WHERE clock < ?').get(bound)?.clock ??
    null
  )
}

export function holdsEvent(db: Db, line: string, { seq, hash }: Place): boolean {
  return sql(db, 'SELECT 1 FROM journal WHERE line = ? AND seq = ? AND hash = ?').get(line, seq, hash) !== undefined
}

/** Per line the event with the highest sequence; of a fork's two, the one with the lower hash. */
export function heads(db: Db): Heads {
  const rows = sql<Place & { line: string }>(
    db,
    `SELECT journal.line, journal.seq, journal.hash FROM line JOIN journal ON journal.rowid =
       (SELECT rowid FROM journal WHERE line = line.id ORDER BY seq DESC, hash LIMIT 1)`,
  ).all()
  return Object.fromEntries(rows.map(({ line, seq, hash }) => [line, { seq, hash }]))
}

/** The ends of a line's branches; more than one is a fork. Of a long line without one only its last event is looked at. */
export function tips(db: Db, line: string): Place[] {
  const straight = lineRow(db, line)?.forked === 0
  if (straight)
    return sql<Place>(db, 'SELECT seq, hash FROM journal WHERE line = ? ORDER BY seq DESC LIMIT 1').all(line)
  return sql<Place>(
    db,
    `SELECT seq, hash FROM journal AS tip WHERE line = ? AND NOT EXISTS
       (SELECT 1 FROM journal WHERE line = tip.line AND seq = tip.seq + 1 AND prev = tip.hash)
     ORDER BY seq DESC, hash`,
  ).all(line)
}

/** An event as it lies here, beside the place that it was stored at. */
export type PlacedRow = SealedEvent & Place & { origin: Origin }

/**
 * The events after `seq` on the chain that ends in `tip` (the line's head where none is named), oldest first, at most
 * `limit`, cut so that the last one is sealed and the run can be admitted. Empty: there is nothing more.
 */
export function runAfter(db: Db, line: string, seq: number, limit = 500, tip?: string): SealedEvent[] {
  const rows = rowsAfter(db, line, seq, limit, tip)
  const lastSealed = rows.findLastIndex((row) => row.signature !== null)
  return rows.slice(0, lastSealed + 1).map(({ header, payload, signature }) => ({ header, payload, signature }))
}

/** The same, not cut, and with the place of each as its columns tell it. */
export const rowsAfter = (db: Db, line: string, seq: number, limit: number, tip?: string): PlacedRow[] =>
  lineRow(db, line)?.forked ? chainRows(db, line, seq, limit, tip) : straightRows(db, line, seq, limit)

const straightRows = (db: Db, line: string, seq: number, limit: number) =>
  sql<PlacedRow>(
    db,
    `SELECT seq, hash, header, payload, signature, origin FROM journal WHERE line = ? AND seq > ? ORDER BY seq LIMIT ?`,
  ).all(line, seq, limit)

function chainRows(db: Db, line: string, seq: number, limit: number, tip?: string): PlacedRow[] {
  return sql<PlacedRow>(
    db,
    `WITH RECURSIVE chain (seq, hash, prev) AS (
       SELECT seq, hash, prev FROM journal WHERE line = @line AND hash = @tip
       UNION ALL
       SELECT journal.seq, journal.hash, journal.prev FROM chain JOIN journal
         ON journal.line = @line AND journal.seq = chain.seq - 1 AND journal.hash = chain.prev
       WHERE journal.seq > @seq
     )
     SELECT journal.seq, journal.hash, header, payload, signature, origin FROM chain JOIN journal
       ON journal.line = @line AND journal.seq = chain.seq AND journal.hash = chain.hash
     WHERE journal.seq > @seq ORDER BY journal.seq LIMIT @limit`,
  ).all({ line, seq, limit, tip: tip ?? tips(db, line)[0]?.hash ?? null })
}

const CHAIN = (name: string) => `${name} (seq, hash, prev) AS (
  SELECT seq, hash, prev FROM journal WHERE line = @line AND seq = @${name}Seq AND hash = @${name}Hash
  UNION ALL
  SELECT journal.seq, journal.hash, journal.prev FROM ${name} JOIN journal
    ON journal.line = @line AND journal.seq = ${name}.seq - 1 AND journal.hash = ${name}.prev
)`

/** The highest sequence that the chains to two held places have in common; 0 where they have none. */
export function meetingPoint(db: Db, line: string, one: Place, other: Place): number {
  if (lineRow(db, line)?.forked === 0) return Math.min(one.seq, other.seq)
  const row = sql<{ seq: number | null }>(
    db,
    `WITH RECURSIVE ${CHAIN('one')}, ${CHAIN('other')} SELECT max(one.seq) AS seq FROM one JOIN other USING (seq, hash)`,
  ).get({ line, oneSeq: one.seq, oneHash: one.hash, otherSeq: other.seq, otherHash: other.hash })
  return row?.seq ?? 0
}

/** The places at these sequences on the chain that ends in `tip`, which is held. */
export function placesOnChain(db: Db, line: string, seqs: readonly number[], tip: Place): Place[] {
  const chain =
    lineRow(db, line)?.forked === 0
      ? 'SELECT seq, hash FROM journal WHERE line = @line AND seq <= @tipSeq'
      : `WITH RECURSIVE ${CHAIN('tip')} SELECT seq, hash FROM tip WHERE true`
  return sql<Place>(db, `${chain} AND seq IN (SELECT value FROM json_each(@seqs)) ORDER BY seq DESC`).all({
    ...{ line, tipSeq: tip.seq, tipHash: tip.hash, seqs: JSON.stringify(seqs) },
  })
}

/** What `admit` must know before a run that begins at `from` is stored; read in the transaction that stores. */
export function near(db: Db, line: string, from: number): { seq: number; hash: string; prev: string | null }[] {
  return sql<{ seq: number; hash: string; prev: string | null }>(
    db,
    'SELECT seq, hash, prev FROM journal WHERE line = ? AND seq >= ? ORDER BY seq',
  ).all(line, from - 1)
}

/** An event of a case with what the projection and the case screen need. */
export type StoredEvent = CaseEvent &
  Place & { line: string; signature: string | null; origin: Origin; letter: string; erased: boolean }

type CaseEventRow = Omit<StoredEvent, 'fields' | 'payload' | 'erased' | 'office' | 'refused' | 'flag'> & {
  case_id: string
  type: string
  at: string
  clock: string
  by_person: string
  payload: string
  refusal: string | null
  flag: EventFlag | null
}

/**
 * The events of a case in fold order (`domain/journal/fold.ts`): all four are ASCII, so SQLite sorts them alike. Lines of
 * this computer and of the branch's others are no line of headquarters.
 */
export function eventsOfCase(db: Db, id: string): StoredEvent[] {
  return sql<CaseEventRow>(
    db,
    `SELECT journal.line, seq, hash, case_id, type, at, clock, by_person, payload, signature, origin, coalesce(letter, '') AS letter,
       (SELECT reason FROM refused_event WHERE refused_event.hash = journal.hash AND lifted = 0) AS refusal,
       (SELECT flag FROM event_flag WHERE event_flag.hash = journal.hash) AS flag
     FROM journal LEFT JOIN line ON line.id = journal.line WHERE case_id = ? ORDER BY clock, journal.line, seq, hash`,
  )
    .all(id)
    .map(({ case_id, type, at, clock, by_person, payload, refusal, flag, ...place }) => ({
      ...place,
      office: place.origin === 'hq',
      ...(refusal !== null && { refused: true }),
      ...(flag !== null && { flag }),
      fields: { case: case_id, type, at, clock, by: by_person },
      payload: readJson(payload),
      erased: payload === ERASED,
    }))
}

/** The frozen text of an event's payload. */
export const payloadText = (db: Db, { line, seq, hash }: Place & { line: string }): string | null =>
  sql<{ payload: string }>(db, 'SELECT payload FROM journal WHERE line = ? AND seq = ? AND hash = ?').get(
    line,
    seq,
    hash,
  )?.payload ?? null

/** The sealed event that ends the command of which `event` is a part: what a receipt's QR code names. */
export function sealAfter(db: Db, event: { line: string; seq: number; origin: Origin }): Place & { signature: string } {
  const row = sql<Place & { signature: string }>(
    db,
    `SELECT seq, hash, signature FROM journal
     WHERE line = ? AND seq >= ? AND origin = ? AND signature IS NOT NULL ORDER BY seq LIMIT 1`,
  ).get(event.line, event.seq, event.origin)
  if (!row) throw new Error(`event ${event.seq} of line ${event.line} is not sealed`)
  return row
}

export const casesInJournal = (db: Db): string[] =>
  sql<{ id: string }>(db, 'SELECT DISTINCT case_id AS id FROM journal WHERE case_id IS NOT NULL')
    .all()
    .map(({ id }) => id)

/** The cases with events of a line from `from` to `to`. */
export const casesBetween = (db: Db, line: string, from: number, to: number): string[] =>
  sql<{ id: string }>(
    db,
    'SELECT DISTINCT case_id AS id FROM journal WHERE line = ? AND seq BETWEEN ? AND ? AND case_id IS NOT NULL',
  )
    .all(line, from, to)
    .map(({ id }) => id)

/** The last serial that a line gave out in a year; 0 before the first. */
export function lastSerial(db: Db, line: string, year: number): number {
  return sql<{ last: number }>(db, 'SELECT last FROM serial WHERE line = ? AND year = ?').get(line, year)?.last ?? 0
}

export function saveSerial(db: Db, line: string, year: number, last: number): void {
  sql(db, 'INSERT INTO serial VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = excluded.last').run(line, year, last)
}
