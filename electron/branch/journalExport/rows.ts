/**
 * What an export reads: the journal as it stood at one moment, in the order of the file, page by page. The journal is only
 * added to, so a limit on the row's place is a picture of that moment without holding anybody up.
 */

import { header } from '../../../domain/journal/event.ts'
import { readJson } from '../../../domain/journal/json.ts'
import type { CheckedRow } from '../store/checked.ts'
import type { Origin } from '../store/journal.ts'
import { type Db, saidIn, sql } from '../store/sql.ts'

export type JournalRow = Omit<CheckedRow, 'rowid' | 'follows'> & { origin: Origin }

/** Where a page ended; before the first page all is open. */
export type After = Pick<JournalRow, 'line' | 'seq' | 'hash'>
export const BEGINNING: After = { line: '', seq: 0, hash: '' }

/** The moment of the export: its last row, and how many rows there are. */
export const momentOf = (db: Db): { last: number; total: number } =>
  sql<{ last: number; total: number }>(
    db,
    'SELECT coalesce(max(rowid), 0) AS last, count(*) AS total FROM journal',
  ).get() ?? { last: 0, total: 0 }

/** Forks stand beside each other: the order is line, place, hash. */
export const rowsAfter = (db: Db, after: After, last: number, limit: number): JournalRow[] =>
  sql<JournalRow>(
    db,
    `SELECT line, seq, hash, prev, id, case_id, type, at, clock, by_person, header, payload, signature, origin
     FROM journal WHERE (line, seq, hash) > (?, ?, ?) AND rowid <= ? ORDER BY line, seq, hash LIMIT ?`,
  ).all(after.line, after.seq, after.hash, last, limit)

export type Duplicate = { what: 'id' | 'number'; value: string; times: number }

/** What must be there once and stands in several events: ids of events, numbers of cases. */
export const duplicatesIn = (db: Db, last: number): Duplicate[] =>
  sql<Duplicate>(
    db,
    `SELECT 'id' AS what, id AS value, count(*) AS times FROM journal WHERE rowid <= @last GROUP BY id HAVING times > 1
     UNION ALL
     SELECT 'number', value, count(*) AS times FROM (
       SELECT ${saidIn('$.number')} AS value FROM journal
       WHERE type = 'caseRegistered' AND rowid <= @last
     ) WHERE value IS NOT NULL GROUP BY value HAVING times > 1
     ORDER BY 1, 2`,
  ).all({ last })

export type AcknowledgementRow = { line: string; seq: number; hash: string; level: string; signature: string }
export const acknowledgementRows = (db: Db): AcknowledgementRow[] =>
  sql<AcknowledgementRow>(
    db,
    'SELECT line, seq, hash, level, signature FROM acknowledgement ORDER BY line, seq, hash, level',
  ).all()

export type RefusalRow = { line: string; seq: number; hash: string; reason: string; at: string }
export const refusalRows = (db: Db): RefusalRow[] =>
  sql<RefusalRow>(db, 'SELECT line, seq, hash, reason, at FROM refused_event ORDER BY line, seq, hash').all()

export const certificateTexts = (db: Db): string[] =>
  sql<{ certificate: string }>(db, 'SELECT certificate FROM certificate ORDER BY device')
    .all()
    .map(({ certificate }) => certificate)

export type LineRow = { id: string; device: string; letter: string }
export const lineRows = (db: Db): LineRow[] => sql<LineRow>(db, 'SELECT id, device, letter FROM line ORDER BY id').all()

export const casesCounted = (db: Db): number => sql<{ n: number }>(db, 'SELECT count(*) AS n FROM cases').get()?.n ?? 0

/** Columns that do not say what the frozen header says: somebody changed the table past the program. */
export function misfitsOf(row: JournalRow): string[] {
  const read = header.safeParse(readJson(row.header))
  if (!read.success) return ['header']
  const { data: frozen } = read
  const columns: [string, unknown, unknown][] = [
    ['line', row.line, frozen.line],
    ['seq', row.seq, frozen.seq],
    ['prev', row.prev, frozen.prev],
    ['id', row.id, frozen.id],
    ['case_id', row.case_id, frozen.case],
    ['type', row.type, frozen.type],
    ['at', row.at, frozen.at],
    ['clock', row.clock, frozen.clock],
    ['by_person', row.by_person, frozen.by],
  ]
  return columns.flatMap(([name, said, meant]) => (said === meant ? [] : [name]))
}
