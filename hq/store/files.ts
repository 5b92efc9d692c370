/** Files that headquarters holds of a branch, and which of its cases name a file. */
import type { WantedAnswer, WantedRequest } from '../../domain/wire/files.ts'
import type { Sql } from './database.ts'

export type Content = { sha256: string; bytes: number }

/** Bytes of a file that was taken in whole; null where it was not, or was found to be another one since. */
export async function heldBytes(sql: Sql, branch: string, sha256: string): Promise<number | null> {
  const [row] = await sql.query<{ bytes: string | number }>(
    `SELECT bytes FROM file WHERE branch = $1 AND sha256 = $2 AND fault IS DISTINCT FROM 'damaged'`,
    [branch, sha256],
  )
  return row ? Number(row.bytes) : null
}

/** Only after the file lies durably in its place, and its bytes have been held against its name. */
export async function holdFile(sql: Sql, branch: string, { sha256, bytes }: Content, at: string): Promise<void> {
  await sql.query(
    `INSERT INTO file (branch, sha256, bytes, received_at, checked_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (branch, sha256) DO UPDATE SET checked_at = excluded.checked_at, fault = NULL`,
    [branch, sha256, bytes, at],
  )
}

/** Whether any file was ever taken in. */
export async function holdsFiles(sql: Sql): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM file LIMIT 1', [])
  return rows.length > 0
}

/** Whether a case of this branch names a file with exactly this length. */
export async function isNamed(sql: Sql, branch: string, content: Content): Promise<boolean> {
  const { wanted, held } = await wantedOf(sql, branch, [content])
  return wanted.length + held.length > 0
}

export async function wantedOf(sql: Sql, branch: string, files: WantedRequest['files']): Promise<WantedAnswer> {
  const rows = await sql.query<{ sha256: string; held: boolean }>(
    `SELECT asked.sha256, file.sha256 IS NOT NULL AS held
     FROM jsonb_to_recordset($2::jsonb) AS asked (sha256 text, bytes bigint)
     LEFT JOIN file ON file.branch = $1 AND file.sha256 = asked.sha256
     WHERE EXISTS (SELECT 1 FROM case_record WHERE branch = $1 AND body->'attachments'
       @> jsonb_build_array(jsonb_build_object('sha256', asked.sha256, 'bytes', asked.bytes)))`,
    [branch, JSON.stringify(files)],
  )
  const [held, wanted] = [rows.filter((row) => row.held), rows.filter((row) => !row.held)]
  const names = (some: typeof rows) => some.map(({ sha256 }) => sha256)
  return { held: names(held), wanted: names(wanted) }
}
