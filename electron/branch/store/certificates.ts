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

type Row = { certificate: string }
const read = (row: Row | undefined) => (row ? certificate.parse(JSON.parse(row.certificate)) : null)
