/** Devices that headquarters revoked, in its signed words; and what was noted of events when they came in. */
import type { EventFlag } from '../../../domain/journal/flags.ts'
import { type Revocation, type RevocationBody, revocation } from '../../../domain/journal/revocation.ts'
import { type Db, sql } from './sql.ts'

type Row = { revocation: string }
const read = (row: Row): Revocation => revocation.parse(JSON.parse(row.revocation))

export const allRevocations = (db: Db): Revocation[] =>
  sql<Row>(db, 'SELECT revocation FROM revocation ORDER BY device').all().map(read)

export function revocationOf(db: Db, device: string): RevocationBody | null {
  const row = sql<Row>(db, 'SELECT revocation FROM revocation WHERE device = ?').get(device)
  return row ? read(row).body : null
}

/** False when one of this device is kept already: the first statement stands. The caller has checked the signature. */
export const saveRevocation = (db: Db, given: Revocation): boolean =>
  sql(db, 'INSERT INTO revocation VALUES (?, ?) ON CONFLICT DO NOTHING').run(given.body.device, JSON.stringify(given))
    .changes > 0

export function saveFlag(db: Db, hash: string, flag: EventFlag, at: string): void {
  sql(db, 'INSERT INTO event_flag VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(hash, flag, at)
}

/** Places of the lines of a device that are held. */
export const placesOfDevice = (db: Db, device: string) =>
  sql<{ line: string; seq: number; hash: string; case_id: string | null }>(
    db,
    `SELECT line, seq, hash, case_id FROM journal JOIN line ON line.id = journal.line WHERE line.device = ?`,
  ).all(device)
