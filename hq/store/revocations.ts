/** Revocations of devices. Signed by headquarters, so they may come back from anybody; one device has one, the first. */
import type { Revocation } from '../../domain/journal/revocation.ts'
import type { Heads } from '../../domain/wire/exchange.ts'
import type { Sql } from './database.ts'

/** False when the device was revoked before: the earlier statement stands. The caller has checked the signature. */
export async function addRevocation(sql: Sql, { body, signature }: Revocation): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO revocation (device, branch, body, signature) VALUES ($1, $2, $3::jsonb, $4)
     ON CONFLICT (device) DO NOTHING RETURNING device`,
    [body.device, body.branch, JSON.stringify(body), signature],
  )
  return rows.length > 0
}

export async function revocationOf(sql: Sql, device: string): Promise<Revocation | null> {
  const [row] = await sql.query<Revocation>('SELECT body, signature FROM revocation WHERE device = $1', [device])
  return row ?? null
}

export const revocationsOf = (sql: Sql, branch: string): Promise<Revocation[]> =>
  sql.query<Revocation>('SELECT body, signature FROM revocation WHERE branch = $1 ORDER BY device', [branch])

/** Whether it was enrolled for this branch or wrote there; a restored headquarters may know it by its lines alone. */
export async function isDeviceOf(sql: Sql, branch: string, device: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM device WHERE branch = $1 AND id = $2
     UNION ALL SELECT 1 FROM line WHERE branch = $1 AND device = $2 LIMIT 1`,
    [branch, device],
  )
  return rows.length > 0
}

/** The last place of each line of a device that is held. */
export async function headsOfDevice(sql: Sql, branch: string, device: string): Promise<Heads> {
  const rows = await sql.query<{ id: string; seq: number; hash: string }>(
    `SELECT id, head_seq AS seq, head_hash AS hash FROM line
     WHERE branch = $1 AND device = $2 AND head_seq IS NOT NULL`,
    [branch, device],
  )
  return Object.fromEntries(rows.map(({ id, seq, hash }) => [id, { seq, hash }]))
}

/** Flags what is held past the revocation already; the cases that it touches. */
export async function flagPast(sql: Sql, { body }: Revocation): Promise<string[]> {
  const rows = await sql.query<{ case_id: string | null }>(
    `UPDATE event SET flag = 'revoked' FROM line
     WHERE line.branch = $1 AND line.device = $2 AND event.branch = line.branch AND event.line = line.id
       AND event.flag IS NULL AND event.seq > coalesce(($3::jsonb -> event.line ->> 'seq')::integer, 0)
     RETURNING event.case_id`,
    [body.branch, body.device, JSON.stringify(body.heads)],
  )
  return [...new Set(rows.flatMap((row) => row.case_id ?? []))]
}
