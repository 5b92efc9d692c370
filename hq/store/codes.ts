/** One-time codes that were asked for. A digest goes the moment its code can no longer be given back. */
import type { Confirmation } from '../../domain/cases/consent.ts'
import type { Sql } from './database.ts'
import { hold } from './locks.ts'

export type CodeState = 'sent' | 'confirmed' | 'failed' | 'expired' | 'replaced' | 'unsent'
export type CodeRow = {
  id: string
  device: string
  branch: string
  about: string
  purpose: string
  what: string
  masked: string
  phone_key: string
  phone_mark: string
  digest: string | null
  attempts_left: number
  state: CodeState
  asked_at: Date
  expires_at: Date
  confirmation: Confirmation | null
}
export type NewCode = Omit<CodeRow, 'state' | 'confirmation' | 'asked_at' | 'expires_at'> & {
  asked_at: string
  expires_at: string
}

/** Requests about one phone are judged one after another until the transaction ends. */
export const holdPhone = (sql: Sql, phoneKey: string) => hold(sql, `code ${phoneKey}`)

/** Messages that went to a phone since a moment (UTC). */
export async function sentTo(sql: Sql, phoneKey: string, since: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM code_request WHERE phone_key = $1 AND asked_at > $2 AND state <> 'unsent'`,
    [phoneKey, since],
  )
  return row?.n ?? 0
}

/** Requests of a device since a moment (UTC), sent or not. */
export async function askedBy(sql: Sql, device: string, since: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM code_request WHERE device = $1 AND asked_at > $2',
    [device, since],
  )
  return row?.n ?? 0
}

export const addCodeRequest = (sql: Sql, row: NewCode) =>
  sql.query(
    `INSERT INTO code_request (id, device, branch, about, purpose, what, masked, phone_key, phone_mark, digest,
       attempts_left, state, asked_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'sent', $12, $13)`,
    [
      ...[row.id, row.device, row.branch, row.about, row.purpose, row.what, row.masked, row.phone_key, row.phone_mark],
      ...[row.digest, row.attempts_left, row.asked_at, row.expires_at],
    ],
  )

/** The request, its row locked until the end of the transaction, so that two tries at once count as two. */
export async function lockCodeRequest(sql: Sql, id: string): Promise<CodeRow | null> {
  const [row] = await sql.query<CodeRow>('SELECT * FROM code_request WHERE id = $1 FOR UPDATE', [id])
  return row ?? null
}

/** Ends a request; with it goes the digest. */
export const endCodeRequest = (
  sql: Sql,
  id: string,
  state: Exclude<CodeState, 'sent'>,
  at: string,
  confirmation: Confirmation | null = null,
) =>
  sql.query(
    'UPDATE code_request SET state = $2, digest = NULL, ended_at = $3, confirmation = $4, attempts_left = 0 WHERE id = $1',
    [id, state, at, confirmation && JSON.stringify(confirmation)],
  )

export const countAttempt = (sql: Sql, id: string) =>
  sql.query('UPDATE code_request SET attempts_left = attempts_left - 1 WHERE id = $1', [id])

/** A newer message about the same makes the older codes void; returns their ids. */
export async function replaceOlder(
  sql: Sql,
  { branch, about, phone_key }: Pick<NewCode, 'branch' | 'about' | 'phone_key'>,
  at: string,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE code_request SET state = 'replaced', digest = NULL, ended_at = $4
     WHERE branch = $1 AND about = $2 AND phone_key = $3 AND digest IS NOT NULL RETURNING id`,
    [branch, about, phone_key, at],
  )
  return rows.map(({ id }) => id)
}

/** Takes away what is past; returns the ids. `now`: UTC. */
export async function expireCodes(sql: Sql, now: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE code_request SET state = 'expired', digest = NULL, ended_at = $1
     WHERE digest IS NOT NULL AND expires_at <= $1 RETURNING id`,
    [now],
  )
  return rows.map(({ id }) => id)
}
