/**
 * The care of files that are held: which are due to be held against their names, what was found, and which of the files in the
 * folder no case names. Several instances do it at once over one folder; each file is taken by one of them.
 */

import type { Sql } from './database.ts'
import type { Content } from './files.ts'

export type Fault = 'damaged' | 'missing'

/** `sound`: last held against its name before this; `faulty`: the same for one that had a fault then. UTC. */
export type Due = { sound: string; faulty: string }

/** A file that is to be held against its name; `before`: when that was done last. */
export type Taken = Content & { branch: string; before: Date }

/** Takes the file that has waited longest, and nobody else takes it before it is due again; null where none is due. */
export async function takeDue(sql: Sql, { sound, faulty }: Due, now: string): Promise<Taken | null> {
  const [row] = await sql.query<Omit<Taken, 'bytes'> & { bytes: string | number }>(
    `UPDATE file SET checked_at = $3 FROM (SELECT branch, sha256, checked_at FROM file
       WHERE checked_at < $1 OR (fault IS NOT NULL AND checked_at < $2) ORDER BY checked_at LIMIT 1
       FOR UPDATE SKIP LOCKED) AS due
     WHERE file.branch = due.branch AND file.sha256 = due.sha256
     RETURNING file.branch, file.sha256, file.bytes, due.checked_at AS before`,
    [sound, faulty, now],
  )
  return row ? { ...row, bytes: Number(row.bytes) } : null
}

/** As if it had not been taken: nothing was found out. */
export const putBack = (sql: Sql, { branch, sha256, before }: Taken) =>
  sql.query('UPDATE file SET checked_at = $3 WHERE branch = $1 AND sha256 = $2', [branch, sha256, before])

/** `fault`: null where it is as its name says. */
export const noteFault = (sql: Sql, branch: string, sha256: string, fault: Fault | null) =>
  sql.query('UPDATE file SET fault = $3 WHERE branch = $1 AND sha256 = $2', [branch, sha256, fault])

export type FaultyFile = {
  branch: string
  sha256: string
  bytes: number
  fault: Fault
  checkedAt: Date
  /** Numbers of the cases that name it. */
  cases: string[]
}

/** Files with a fault, the latest found first. */
export async function faultyFiles(sql: Sql, branch: string | null, limit: number): Promise<FaultyFile[]> {
  const rows = await sql.query<FaultyFile>(
    `SELECT branch, sha256, bytes, fault, checked_at AS "checkedAt", ARRAY(SELECT number FROM case_record
       WHERE case_record.branch = file.branch AND body->'attachments' @> jsonb_build_array(jsonb_build_object('sha256', sha256))
       ORDER BY number) AS cases
     FROM file WHERE fault IS NOT NULL AND ($1::text IS NULL OR branch = $1) ORDER BY checked_at DESC, branch, sha256 LIMIT $2`,
    [branch, limit],
  )
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}

/** What is known of a file that lies in the folder. `bytes`: as the cases name it, in whatever length; none where none does. */
export type Lying = { sha256: string; bytes: number[]; held: boolean }

export async function lyingOf(sql: Sql, branch: string, hashes: readonly string[]): Promise<Lying[]> {
  const rows = await sql.query<Lying & { bytes: (string | number)[] }>(
    `SELECT asked.sha256, file.sha256 IS NOT NULL AS held, ARRAY(SELECT DISTINCT (one->>'bytes')::bigint
       FROM case_record CROSS JOIN LATERAL jsonb_array_elements(body->'attachments') AS one
       WHERE case_record.branch = $1 AND one->>'sha256' = asked.sha256
         AND body->'attachments' @> jsonb_build_array(jsonb_build_object('sha256', asked.sha256))) AS bytes
     FROM unnest($2::text[]) AS asked (sha256) LEFT JOIN file ON file.branch = $1 AND file.sha256 = asked.sha256`,
    [branch, hashes],
  )
  return rows.map((row) => ({ ...row, bytes: row.bytes.map(Number) }))
}

/** Notes those that no case names; those that have stood so since before `since` are returned. */
export async function noteStray(sql: Sql, branch: string, hashes: readonly string[], now: string, since: string) {
  const rows = await sql.query<{ sha256: string }>(
    `WITH seen AS (INSERT INTO stray_file SELECT $1, sha256, $3, $3 FROM unnest($2::text[]) AS one (sha256)
       ON CONFLICT (branch, sha256) DO UPDATE SET last_seen = excluded.last_seen RETURNING sha256, first_seen)
     SELECT sha256 FROM seen WHERE first_seen < $4`,
    [branch, hashes, now, since],
  )
  return rows.map(({ sha256 }) => sha256)
}

/** What was not seen in a walk through the folder is gone, or named again. */
export const forgetStray = (sql: Sql, walkBegan: string) =>
  sql.query('DELETE FROM stray_file WHERE last_seen < $1', [walkBegan])

/** Whether it may be thrown away: nothing is known of it any more. A case that names it since keeps it. */
export async function dropStray(sql: Sql, branch: string, sha256: string): Promise<boolean> {
  const rows = await sql.query(
    `WITH stray AS (DELETE FROM stray_file WHERE branch = $1 AND sha256 = $2 AND NOT EXISTS (SELECT 1 FROM case_record
         WHERE branch = $1 AND body->'attachments' @> jsonb_build_array(jsonb_build_object('sha256', $2::text)))
       RETURNING sha256),
     held AS (DELETE FROM file USING stray WHERE file.branch = $1 AND file.sha256 = stray.sha256)
     SELECT sha256 FROM stray`,
    [branch, sha256],
  )
  return rows.length > 0
}
