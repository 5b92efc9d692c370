/** Certificates by device: our own, and those of foreign lines, which are handed over together with their events. */
import { type Certificate, certificate } from '../../../domain/journal/certificate.ts'
import { type Db, sql } from './sql.ts'

/** The caller has checked it (`isCertified`). */
export function saveCertificate(db: Db, given: Certificate): void {
  sql(
    db,
    `INSERT INTO certificate VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET certificate = excluded.certificate`,
  ).run(given.body.device, JSON.stringify(given))
}

export function certificateOf(db: Db, device: string): Certificate | null {
  return read(sql<Row>(db, 'SELECT certificate FROM certificate WHERE device = ?').get(device))
}

/** The certificate of the device that opened this line. */
export function certificateOfLine(db: Db, line: string): Certificate | null {
  return read(
    sql<Row>(
      db,
      'SELECT certificate FROM certificate JOIN line ON line.device = certificate.device WHERE line.id = ?',
    ).get(line),
  )
}

/**
 * Cases of a line that nobody can prove: its device lost its key before headquarters had certified it. Nothing carries them
 * anywhere, so a person must look. Our own line before the enrolment is none of these: its certificate is still to come.
 */
export const unprovenCases = (db: Db): { case: string | null; number: string | null; reason: string }[] =>
  sql<{ case: string; number: string | null }>(
    db,
    `SELECT DISTINCT journal.case_id AS "case", cases.number FROM line
     LEFT JOIN certificate ON certificate.device = line.device
     JOIN journal ON journal.line = line.id AND journal.case_id IS NOT NULL AND journal.origin <> 'hq'
     LEFT JOIN cases ON cases.id = journal.case_id
     WHERE certificate.device IS NULL AND line.device <> coalesce((SELECT value FROM setting WHERE key = 'device'), '')
     ORDER BY cases.number`,
  )
    .all()
    .map((row) => ({ ...row, reason: 'noCertificate' }))

type Row = { certificate: string }
const read = (row: Row | undefined) => (row ? certificate.parse(JSON.parse(row.certificate)) : null)
