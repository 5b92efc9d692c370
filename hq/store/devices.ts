/** Enrolment: a code is used once, by one device; a device may present itself again with the same code and key. */
import type { Certificate } from '../../domain/journal/certificate.ts'
import type { Sql } from './database.ts'
import { hold } from './locks.ts'

type CodeRow = { branch: string; letter: string; expired: boolean; used_by: string | null }

export const addCode = (sql: Sql, secretHash: string, branch: string, letter: string, expiresAt: string) =>
  sql.query('INSERT INTO enrolment_code (secret_hash, branch, letter, expires_at) VALUES ($1, $2, $3, $4)', [
    secretHash,
    branch,
    letter,
    expiresAt,
  ])

/** The code with its row locked until the end of the transaction, so that two devices cannot both use it. */
export async function lockCode(sql: Sql, secretHash: string, now: string): Promise<CodeRow | null> {
  const [row] = await sql.query<CodeRow>(
    `SELECT branch, letter, used_by, expires_at < $2 AS expired
     FROM enrolment_code WHERE secret_hash = $1 FOR UPDATE`,
    [secretHash, now],
  )
  return row ?? null
}

/**
 * Until the transaction ends nobody else enrols under this id: which key it has is asked and written down by one at a time. Taken
 * before every other lock by a name.
 */
export const holdDevice = (sql: Sql, device: string) => hold(sql, `device ${device}`)

/** A device that was enrolled before is written down with its newest certificate. */
export async function addDevice(sql: Sql, secretHash: string, certificate: Certificate): Promise<void> {
  const { device, branch, letter, issuedAt } = certificate.body
  await sql.query('UPDATE enrolment_code SET used_by = $2, used_at = $3 WHERE secret_hash = $1', [
    secretHash,
    device,
    issuedAt,
  ])
  await sql.query(
    `INSERT INTO device (id, branch, letter, certificate) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET branch = excluded.branch, letter = excluded.letter, certificate = excluded.certificate`,
    [device, branch, letter, JSON.stringify(certificate)],
  )
}

export async function certificateOf(sql: Sql, device: string): Promise<Certificate | null> {
  const [row] = await sql.query<{ certificate: Certificate }>('SELECT certificate FROM device WHERE id = $1', [device])
  return row?.certificate ?? null
}
