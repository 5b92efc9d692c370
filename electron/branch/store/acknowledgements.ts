/**
 * What headquarters said of events: acknowledged (signed, naming the hash), refused by a rule, or posted without an
 * answer yet. Where an event is follows from these alone.
 */
import type { Acknowledgement, AcknowledgementBody } from '../../../domain/journal/acknowledgement.ts'
import type { Delivery } from '../delivery.ts'
import { lineRow, type Origin, type Place } from './journal.ts'
import { type Db, saidIn, sql } from './sql.ts'

/**
 * The caller has checked the signature and that the hash is held. Older marks of a line without a fork say nothing more.
 * `heardAt` (UTC text): null where it tells of no case that was not acknowledged before; then the earlier time stays.
 */
export function saveAcknowledgement(db: Db, { body, signature }: Acknowledgement, heardAt: string | null = null): void {
  const { line, seq, hash, level } = body
  const heard = heardAt ?? heardOf(db, line)
  if (!lineRow(db, line)?.forked)
    sql(db, 'DELETE FROM acknowledgement WHERE line = ? AND level = ? AND seq < ?').run(line, level, seq)
  sql(
    db,
    `INSERT INTO acknowledgement (line, seq, hash, level, signature, heard_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  ).run(line, seq, hash, level, signature, heard)
}

const heardOf = (db: Db, line: string): string | null =>
  sql<{ at: string | null }>(db, 'SELECT max(heard_at) AS at FROM acknowledgement WHERE line = ?').get(line)?.at ?? null

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
/** The latest that headquarters refused by a rule. What cannot be proved of what lies here concerns no other computer. */
export const allRefusals = (db: Db): Refusal[] =>
  sql<Refusal>(
    db,
    `SELECT line, seq, hash, reason FROM refused_event WHERE lifted = 0 AND reason NOT IN ('altered', 'chainBroken')
     ORDER BY at DESC, hash LIMIT 1000`,
  ).all()

export const isKnownRefusal = (db: Db, hash: string): boolean =>
  sql(db, 'SELECT 1 FROM refused_event WHERE hash = ?').get(hash) !== undefined

/** Headquarters takes it now. Known before the refusal itself, it is kept as well. */
export const liftRefusal = (db: Db, { line, seq, hash }: Place & { line: string }, at: string) =>
  void sql(
    db,
    `INSERT INTO refused_event (hash, line, seq, reason, at, lifted) VALUES (?, ?, ?, '', ?, 1)
     ON CONFLICT DO UPDATE SET lifted = 1`,
  ).run(hash, line, seq, at)

export function saveRefusal(db: Db, line: string, refusal: Place & { reason: string }, at: string): void {
  sql(db, 'INSERT INTO refused_event (hash, line, seq, reason, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    ...[refusal.hash, line, refusal.seq, refusal.reason, at],
  )
}

/**
 * Nobody can be given what was written: its content was changed past the program (`altered`), or what places it in its line was
 * (`chainBroken`). False where that is known already.
 */
export type Unprovable = 'altered' | 'chainBroken'
export const saveUnprovable = (db: Db, line: string, { seq, hash }: Place, reason: Unprovable, at: string): boolean =>
  sql(
    db,
    `INSERT INTO refused_event (hash, line, seq, reason, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET reason = excluded.reason, lifted = 0 WHERE lifted = 1`,
  ).run(hash, line, seq, reason, at).changes > 0

/**
 * Headquarters has had from somebody else what could not be proved from here: the line, where it acknowledges it at all; its
 * contents too, where it calls it safe.
 */
export function liftUnprovable(db: Db, { line, level, ...upTo }: AcknowledgementBody): void {
  const noted = sql<Place>(
    db,
    `SELECT seq, hash FROM refused_event WHERE line = ? AND seq <= ? AND lifted = 0
       AND (reason = 'chainBroken' OR (reason = 'altered' AND ? = 'safe'))`,
  ).all(line, upTo.seq, level)
  for (const one of noted)
    if (!lineRow(db, line)?.forked || isAncestor(db, line, one, upTo))
      sql(db, 'UPDATE refused_event SET lifted = 1 WHERE hash = ?').run(one.hash)
}

/** Cases with events behind one where the chain is broken, that headquarters does not hold: nobody can prove them to it. */
export const casesBehindBroken = (db: Db): { case: string | null; number: string | null; reason: string }[] =>
  sql<{ case: string; number: string | null }>(
    db,
    `SELECT DISTINCT behind.case_id AS "case", cases.number FROM refused_event AS broken
     JOIN journal AS behind ON behind.line = broken.line AND behind.seq > broken.seq AND behind.case_id IS NOT NULL
       AND behind.seq > (SELECT coalesce(max(seq), 0) FROM acknowledgement WHERE line = behind.line)
     LEFT JOIN cases ON cases.id = behind.case_id
     WHERE broken.reason = 'chainBroken' AND broken.lifted = 0 AND behind.case_id IS NOT
       (SELECT case_id FROM journal WHERE line = broken.line AND seq = broken.seq AND hash = broken.hash)
     ORDER BY cases.number`,
  )
    .all()
    .map((row) => ({ ...row, reason: 'chainBroken' }))

/** Refused, not taken since, and not put right by something new. Names of `refused_event` are `refused`. */
const STUCK = `refused.lifted = 0 AND NOT EXISTS (SELECT 1 FROM journal AS repair WHERE repair.type = 'refusedRepaired'
  AND repair.case_id = (SELECT case_id FROM journal WHERE line = refused.line AND seq = refused.seq AND hash = refused.hash)
  AND ${saidIn('$.entry.hash', 'repair.payload')} = refused.hash)`

export const isStuck = (db: Db, hash: string): boolean =>
  sql(db, `SELECT 1 FROM refused_event AS refused WHERE hash = ? AND ${STUCK}`).get(hash) !== undefined

export const isStuckAs = (db: Db, hash: string, reason: Unprovable): boolean =>
  sql(db, `SELECT 1 FROM refused_event AS refused WHERE hash = ? AND reason = ? AND ${STUCK}`).get(hash, reason) !==
  undefined

/** `entry`: the event, to be named by what puts it right; `type`, `at` (UTC): of the event. */
export type RefusedEvent = {
  case: string | null
  number: string | null
  reason: string
  entry: Place & { line: string }
  type: string
  at: string
}

/** What headquarters refused and nobody has put right, in the order in which it was heard. */
export function refusedEvents(db: Db): RefusedEvent[] {
  type Row = Omit<RefusedEvent, 'entry'> & Place & { line: string }
  return sql<Row>(
    db,
    `SELECT journal.case_id AS "case", cases.number, reason, refused.line, refused.seq, refused.hash, journal.type, journal.at
     FROM refused_event AS refused
     JOIN journal ON journal.line = refused.line AND journal.seq = refused.seq AND journal.hash = refused.hash
     LEFT JOIN cases ON cases.id = journal.case_id
     WHERE ${STUCK} ORDER BY refused.at, refused.line, refused.seq`,
  )
    .all()
    .map(({ line, seq, hash, ...row }) => ({ ...row, entry: { line, seq, hash } }))
}

export function saveSent(db: Db, line: string, seq: number): void {
  sql(db, 'INSERT INTO sent_mark VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET seq = max(seq, excluded.seq)').run(
    line,
    seq,
  )
}

/** Where the events of a case are, each kind of place once. */
export function deliveriesOfCase(db: Db, id: string): Delivery[] {
  const events = sql<Place & { line: string; origin: Origin }>(
    db,
    'SELECT line, seq, hash, origin FROM journal WHERE case_id = ?',
  ).all(id)
  return [...new Set(events.map((event) => deliveryOf(db, event)))]
}

/** Where one event is. What came from headquarters is there. */
export function deliveryOf(db: Db, event: Place & { line: string; origin: Origin }): Delivery {
  const { line, seq, hash, origin } = event
  if (isStuck(db, hash)) return 'refused'
  if (origin === 'hq' || isAcknowledged(db, line, { seq, hash })) return 'at_hq'
  return sql(db, 'SELECT 1 FROM sent_mark WHERE line = ? AND seq >= ?').get(line, seq) ? 'sent' : 'waiting'
}

/**
 * Whether headquarters has its bytes on independent media, below which no restore of headquarters goes. Only then may the
 * copy here go: *received* alone may be lost with the last hours of headquarters' disk (protocol, rule 6).
 */
export const isSafe = (db: Db, { line, seq, hash }: Place & { line: string }): boolean =>
  isAcknowledged(db, line, { seq, hash }, 'safe')

/** Events that headquarters does not have safe, whoever wrote them, and the cases they are of. */
export function notSafe(db: Db): { records: number; cases: number } {
  const marks = `SELECT coalesce(max(seq), 0) FROM acknowledgement WHERE line = journal.line AND level = 'safe'`
  const above = sql<Place & { line: string; case_id: string | null }>(
    db,
    `SELECT journal.line, seq, hash, case_id FROM journal JOIN line ON line.id = journal.line
     WHERE forked = 1 OR seq > (${marks})`,
  ).all()
  const unsafe = above.filter((place) => !lineRow(db, place.line)?.forked || !isSafe(db, place))
  return { records: unsafe.length, cases: new Set(unsafe.flatMap((place) => place.case_id ?? [])).size }
}

function isAcknowledged(db: Db, line: string, place: Place, level: 'received' | 'safe' = 'received'): boolean {
  // What is safe has been received.
  const marks = sql<Place>(
    db,
    `SELECT seq, hash FROM acknowledgement WHERE line = ? AND seq >= ? AND level IN (?, 'safe')`,
  ).all(line, place.seq, level)
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
