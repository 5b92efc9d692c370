/** Receipts that were scanned, and which of them name an event that is not here. */
import type { ReceiptCode } from '../../domain/wire/receiptCode.ts'
import type { Sql } from './database.ts'

export const isHeld = async (sql: Sql, branch: string, { line, seq, hash }: ReceiptCode): Promise<boolean> =>
  (
    await sql.query('SELECT 1 FROM event WHERE branch = $1 AND line = $2 AND seq = $3 AND hash = $4', [
      ...[branch, line, seq, hash],
    ])
  ).length > 0

export async function addScanned(
  sql: Sql,
  branch: string,
  { number, line, seq, hash }: ReceiptCode,
  { device, at }: { device: string | null; at: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO scanned_receipt (branch, number, line, seq, hash, device, scanned_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (branch, line, seq, hash) DO NOTHING`,
    [branch, number, line, seq, hash, device, at],
  )
}

export type LostCase = {
  number: string
  line: string
  seq: number
  hash: string
  device: string | null
  scannedAt: string
}

/** A case whose event arrives after all is lost no more: nobody has to strike it off. */
export const lostCases = (sql: Sql, branch: string): Promise<LostCase[]> =>
  sql.query<LostCase>(
    `SELECT number, line, seq, hash, device, to_char(scanned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "scannedAt"
     FROM scanned_receipt s
     WHERE branch = $1 AND NOT EXISTS (SELECT 1 FROM event e
       WHERE e.branch = s.branch AND e.line = s.line AND e.seq = s.seq AND e.hash = s.hash)
     ORDER BY scanned_at, number`,
    [branch],
  )

/** Certificates of a branch's devices as headquarters registered them. */
export const certificatesOf = async (sql: Sql, branch: string) =>
  sql.query<{ device: string; publicKey: string }>(
    `SELECT id AS device, certificate #>> '{body,publicKey}' AS "publicKey" FROM device WHERE branch = $1 ORDER BY id`,
    [branch],
  )
