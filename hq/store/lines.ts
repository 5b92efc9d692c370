/** The journals of all branches and their events: only ever added to. */

import { type CalendarChanged, calendarChanged } from '../../domain/calendar/change.ts'
import { type OfficerNamed, officerNamed } from '../../domain/cases/refusedEvents.ts'
import type { Held } from '../../domain/journal/admit.ts'
import type { Certificate } from '../../domain/journal/certificate.ts'
import { ERASED, type HashedEvent } from '../../domain/journal/event.ts'
import type { EventFlag } from '../../domain/journal/flags.ts'
import { readJson } from '../../domain/journal/json.ts'
import type { Heads } from '../../domain/wire/exchange.ts'
import { RULES_VERSION } from '../judge.ts'
import type { Sql } from './database.ts'

/**
 * Locks the line's row (made on first sight) until the end of the transaction, and reads what `admit` needs to know:
 * the head, and every event at places `from - 1` to `to`. No other run of this line is judged meanwhile.
 */
export async function holdLine(sql: Sql, branch: string, line: string, from: number, to: number): Promise<Held> {
  // Three statements sent at once and not one: a statement sees what was committed before it began, and whoever waited for
  // the lock must see what the one before him stored.
  const [, [row], near] = await Promise.all([
    sql.query('INSERT INTO line (id, branch) VALUES ($1, $2) ON CONFLICT (branch, id) DO NOTHING', [line, branch]),
    sql.query<{ device: string | null; head_seq: number | null; head_hash: string | null }>(
      'SELECT device, head_seq, head_hash FROM line WHERE id = $1 AND branch = $2 FOR UPDATE',
      [line, branch],
    ),
    sql.query<{ seq: number; hash: string; prev: string | null; lacks: boolean }>(
      'SELECT seq, hash, prev, payload = $5 AS lacks FROM event WHERE branch = $1 AND line = $2 AND seq BETWEEN $3 AND $4',
      [branch, line, from - 1, to, ERASED],
    ),
  ])
  if (!row) throw new Error('the line was just written')
  const head = row.head_seq === null ? null : { seq: row.head_seq, hash: row.head_hash as string }
  return { head, device: row.device, near }
}

/** Who wrote the line. `office`: headquarters itself; `fork`: two of its events stand on one place. */
export type Author = { certificate: Certificate; office: boolean; fork: boolean }

/**
 * Stores admitted events in one statement and moves the head where they reach further. `lacking`: hashes of events whose
 * payload came erased from one computer; now that it comes whole from another it is put in its place.
 */
export async function addEvents(
  sql: Sql,
  { certificate, office, fork }: Author,
  events: readonly { event: HashedEvent; refusal: string | null; flag: EventFlag | null }[],
  lacking: ReadonlySet<string>,
): Promise<void> {
  const last = events.at(-1)?.event
  if (!last) return
  const { branch, device } = certificate.body
  const rows = events.map(({ event: { header, payload, signature, hash, fields }, refusal, flag }) => ({
    ...fields,
    case_id: fields.case,
    by_person: fields.by,
    hash,
    header,
    payload,
    signature,
    refusal,
    flag,
    rules: RULES_VERSION,
  }))
  const filled = rows.filter(({ hash }) => lacking.has(hash))
  await Promise.all([
    // A plain insert: what is held already and comes again anyway is a defect, and must not pass in silence.
    insertEvents(
      sql,
      branch,
      rows.filter(({ hash }) => !lacking.has(hash)),
    ),
    filled.length > 0 && fillEvents(sql, branch, filled),
    sql.query(
      `UPDATE line SET device = $2, certificate = $6, office = $7, forked = forked OR $8,
         head_hash = CASE WHEN coalesce(head_seq, 0) < $3 THEN $4 ELSE head_hash END,
         head_seq = greatest(coalesce(head_seq, 0), $3)
       WHERE branch = $5 AND id = $1`,
      [
        ...[last.fields.line, device, last.fields.seq, last.hash, branch],
        ...[JSON.stringify(certificate), office, fork],
      ],
    ),
  ])
}

const fillEvents = (sql: Sql, branch: string, rows: readonly object[]) =>
  sql.query(
    `UPDATE event SET payload = e.payload, refusal = e.refusal, rules = e.rules
     FROM jsonb_to_recordset($2::jsonb) AS e (line text, seq integer, hash text, payload text, refusal text, rules integer)
     WHERE event.branch = $1 AND event.line = e.line AND event.seq = e.seq AND event.hash = e.hash AND event.payload = ''`,
    [branch, JSON.stringify(rows)],
  )

const insertEvents = (sql: Sql, branch: string, rows: readonly object[]) =>
  sql.query(
    `INSERT INTO event (branch, line, seq, hash, prev, id, case_id, type, at, clock, by_person, header, payload, signature, refusal, flag, rules)
     SELECT $1, line, seq, hash, prev, id, case_id, type, at, clock, by_person, header, payload, signature, refusal, flag, rules
     FROM jsonb_to_recordset($2::jsonb) AS e (line text, seq integer, hash text, prev text, id uuid, case_id uuid, type text,
       at timestamptz, clock text, by_person text, header text, payload text, signature text, refusal text, flag text, rules integer)`,
    [branch, JSON.stringify(rows)],
  )

/** Heads of every line of a branch. */
export async function headsOf(sql: Sql, branch: string): Promise<Heads> {
  const rows = await sql.query<{ id: string; seq: number; hash: string }>(
    'SELECT id, head_seq AS seq, head_hash AS hash FROM line WHERE branch = $1 AND head_seq IS NOT NULL',
    [branch],
  )
  return Object.fromEntries(rows.map(({ id, seq, hash }) => [id, { seq, hash }]))
}

/**
 * Of each line of a branch that has a payload which is not here, the first such place. A payload may come erased by law and is
 * wanted all the same: until it has come nothing behind it is called safe.
 */
export async function lackingOf(sql: Sql, branch: string): Promise<Map<string, number>> {
  const rows = await sql.query<{ line: string; seq: number }>(
    `SELECT line, min(seq) AS seq FROM event WHERE branch = $1 AND payload = '' GROUP BY line`,
    [branch],
  )
  return new Map(rows.map(({ line, seq }) => [line, seq]))
}

/** Whether one is not here of this line at or before this place. */
export async function lacksPayload(sql: Sql, branch: string, line: string, seq: number): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM event WHERE branch = $1 AND line = $2 AND seq <= $3 AND payload = '' LIMIT 1`,
    [branch, line, seq],
  )
  return rows.length > 0
}

export type StoredEvent = {
  line: string
  seq: number
  hash: string
  case_id: string | null
  type: string
  clock: string
  header: string
  payload: string
  signature: string | null
  refusal: string | null
  /** Whether it stands on a line of headquarters. */
  office: boolean
  flag: EventFlag | null
}

/** All events of these cases that their own branch and headquarters wrote, unordered; the fold orders them. */
export const eventsOfCases = (sql: Sql, branch: string, cases: readonly string[]): Promise<StoredEvent[]> =>
  sql.query<StoredEvent>(
    `SELECT event.line, seq, hash, case_id, type, clock, header, payload, signature, refusal, flag, line.office
     FROM event JOIN line ON line.branch = event.branch AND line.id = event.line
     WHERE event.branch = $1 AND case_id = ANY($2::uuid[])`,
    [branch, cases],
  )

/** Which of these cases another branch has registered before. */
export async function casesElsewhere(sql: Sql, branch: string, cases: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    'SELECT DISTINCT id FROM case_record WHERE id = ANY($2::uuid[]) AND branch <> $1',
    [branch, cases],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Every place of a branch's lines, for comparing ledgers. */
export const placesOf = (sql: Sql, branch: string) =>
  sql.query<{ line: string; seq: number; hash: string; refusal: string | null }>(
    'SELECT line, seq, hash, refusal FROM event WHERE branch = $1 ORDER BY line, seq, hash',
    [branch],
  )

/** Events of a line at places `from` to `to` that a rule refused, with the reason. */
export const refusalsOf = (sql: Sql, branch: string, line: string, from: number, to: number) =>
  sql.query<{ seq: number; hash: string; reason: string }>(
    `SELECT seq, hash, refusal AS reason FROM event
     WHERE branch = $1 AND line = $2 AND seq BETWEEN $3 AND $4 AND refusal IS NOT NULL ORDER BY seq`,
    [branch, line, from, to],
  )

/** The latest clock below `bound` that is held of a branch. */
export async function latestClock(sql: Sql, branch: string, bound: string): Promise<string | null> {
  const [row] = await sql.query<{ clock: string | null }>(
    'SELECT max(clock) AS clock FROM event WHERE branch = $1 AND clock < $2',
    [branch, bound],
  )
  return row?.clock ?? null
}

/** Changes of the calendar at a branch, oldest first, in fold order. What this program cannot read is left aside. */
export async function calendarChangesOf(sql: Sql, branch: string): Promise<CalendarChanged[]> {
  const rows = await sql.query<{ payload: string }>(
    `SELECT payload FROM event WHERE branch = $1 AND type = 'calendarChanged' AND refusal IS NULL
     ORDER BY clock, line, seq, hash`,
    [branch],
  )
  return rows.flatMap(({ payload }) => calendarChanged.safeParse(readJson(payload)).data ?? [])
}

/** How a branch has been told of an officer; null where it has not been. */
export async function officerAsNamed(sql: Sql, branch: string, officer: string): Promise<OfficerNamed | null> {
  const [row] = await sql.query<{ payload: string }>(
    `SELECT payload FROM event JOIN line ON line.branch = event.branch AND line.id = event.line AND line.office
     WHERE event.branch = $1 AND type = 'officerNamed' AND by_person = $2 ORDER BY clock DESC LIMIT 1`,
    [branch, officer],
  )
  return row ? officerNamed.parse(JSON.parse(row.payload)) : null
}
