/**
 * What headquarters said of events: acknowledged (signed, naming the hash), refused by a rule, or posted without an
 * answer yet. Where an event is follows from these alone.
 */
import type { Acknowledgement, AcknowledgementBody } from '../../../domain/journal/acknowledgement.ts'
import type { Delivery } from '../delivery.ts'
import { lineRow, type Origin, type Place } from './journal.ts'
import { type Db, sql } from './sql.ts'

/** The caller has checked the signature and that the hash is held. Older marks of a line without a fork say nothing more. */
export function saveAcknowledgement(db: Db, { body, signature }: Acknowledgement): void {
  const { line, seq, hash, level } = body
  if (!lineRow(db, line)?.forked)
    sql(db, 'DELETE FROM acknowledgement WHERE line = ? AND level = ? AND seq < ?').run(line, level, seq)
  sql(db, 'INSERT INTO acknowledgement VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    line,
    seq,
    hash,
    level,
    signature,
  )
}

/** The highest event of the line that headquarters said it holds; with `tip`, of the chain that ends there. */
export function acknowledged(db: Db, line: string, tip?: Place): Place | null {
  const marks = sql<Place>(db, 'SELECT seq, hash FROM acknowledgement WHERE line = ? ORDER BY seq DESC').all(line)
  // How far a fork's one side has come says nothing of the other.
  if (tip && lineRow(db, line)?.forked) return marks.find((mark) => isAncestor(db, line, mark, tip)) ?? null
  return marks[0] ?? null
}

/** All that headquarters acknowledged, for computers that do not reach it. */
export const allAcknowledgements = (db: Db): Acknowledgement[] =>
  sql<AcknowledgementBody & { signature: string }>(
    db,
    'SELECT line, seq, hash, level, signature FROM acknowledgement ORDER BY line, seq, hash, level',
  )
    .all()
    .map(({ signature, ...body }) => ({ body, signature }))

/** Whether it says nothing that is not known here: it is held, or on a line without a fork a later one is. */
export function isKnownAcknowledgement(db: Db, { line, seq, hash, level }: AcknowledgementBody): boolean {
  const marks = sql<Place>(db, 'SELECT seq, hash FROM acknowledgement WHERE line = ? AND level = ? AND seq >= ?').all(
    ...[line, level, seq],
  )
  return marks.length > 0 && (!lineRow(db, line)?.forked || marks.some((mark) => mark.hash === hash))
}

type Refusal = Place & { line: string; reason: string }
/** The latest that headquarters refused by a rule. */
export const allRefusals = (db: Db): Refusal[] =>
  sql<Refusal>(db, 'SELECT line, seq, hash, reason FROM refused_event ORDER BY at DESC, hash LIMIT 1000').all()

export const isKnownRefusal = (db: Db, hash: string): boolean =>
  sql(db, 'SELECT 1 FROM refused_event WHERE hash = ?').get(hash) !== undefined

export function saveRefusal(db: Db, line: string, refusal: Place & { reason: string }, at: string): void {
  sql(db, 'INSERT INTO refused_event VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    ...[refusal.hash, line, refusal.seq, refusal.reason, at],
  )
}

export type RefusedEvent = { case: string | null; number: string | null; reason: string }
export function refusedEvents(db: Db): RefusedEvent[] {
  return sql<RefusedEvent>(
    db,
    `SELECT journal.case_id AS "case", cases.number, reason FROM refused_event
     LEFT JOIN journal ON journal.line = refused_event.line AND journal.seq = refused_event.seq AND journal.hash = refused_event.hash
     LEFT JOIN cases ON cases.id = journal.case_id ORDER BY refused_event.at, refused_event.line, refused_event.seq`,
  ).all()
}

export function saveSent(db: Db, line: string, seq: number): void {
  sql(db, 'INSERT INTO sent_mark VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET seq = max(seq, excluded.seq)').run(
    line,
    seq,
  )
}

/** Where one event is. What came from headquarters is there. */
export function deliveryOf(db: Db, event: Place & { line: string; origin: Origin }): Delivery {
  const { line, seq, hash, origin } = event
  if (sql(db, 'SELECT 1 FROM refused_event WHERE hash = ?').get(hash)) return 'refused'
  if (origin === 'hq' || isAcknowledged(db, line, { seq, hash })) return 'at_hq'
  return sql(db, 'SELECT 1 FROM sent_mark WHERE line = ? AND seq >= ?').get(line, seq) ? 'sent' : 'waiting'
}

/**
 * Whether headquarters holds its bytes, taken or refused. A refusal alone does not say so: it may come over the branch's own
 * network, where nobody signs it.
 */
export const isHeldAtHq = (db: Db, { line, seq, hash, origin }: Place & { line: string; origin: Origin }): boolean =>
  origin === 'hq' || isAcknowledged(db, line, { seq, hash })

function isAcknowledged(db: Db, line: string, place: Place): boolean {
  const marks = sql<Place>(db, 'SELECT seq, hash FROM acknowledgement WHERE line = ? AND seq >= ?').all(line, place.seq)
  if (marks.length === 0 || !lineRow(db, line)?.forked) return marks.length > 0
  return marks.some((mark) => isAncestor(db, line, place, mark))
}

/** Whether `early` stands on the chain that ends in `late`. */
export function isAncestor(db: Db, line: string, early: Place, late: Place): boolean {
  const row = sql<{ hash: string }>(
    db,
    `WITH RECURSIVE chain (seq, hash, prev) AS (
       SELECT seq, hash, prev FROM journal WHERE line = @line AND seq = @late AND hash = @hash
       UNION ALL
       SELECT journal.seq, journal.hash, journal.prev FROM chain JOIN journal
         ON journal.line = @line AND journal.seq = chain.seq - 1 AND journal.hash = chain.prev
       WHERE journal.seq >= @early
     )
     SELECT hash FROM chain WHERE seq = @early`,
  ).get({ line, late: late.seq, hash: late.hash, early: early.seq })
  return row?.hash === early.hash
}
