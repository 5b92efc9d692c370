/** Where headquarters writes for each branch, what it was asked to do, and what somebody there must look into. */
import type { Certificate } from '../../domain/journal/certificate.ts'
import type { Sql } from './database.ts'

export type OfficeRow = { branch: string; device: string; line: string; certificate: Certificate }

/**
 * Names this database for as long as it is the same one: another cluster, a timeline after a restore to a moment or a change
 * of the primary, a database or a table laid from a dump have another name. A disk put back as it was has the same.
 */
const HERE = `(SELECT system_identifier FROM pg_control_system()) || ' ' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
  || ' ' || (SELECT oid FROM pg_database WHERE datname = current_database()) || ' ' || 'office'::regclass::oid`

/** `here`: whether it was this database in which its line was begun. */
export async function officeOf(sql: Sql, branch: string): Promise<(OfficeRow & { here: boolean }) | null> {
  const [row] = await sql.query<OfficeRow & { here: boolean }>(
    `SELECT branch, device, line, certificate, written_in = ${HERE} AS here FROM office WHERE branch = $1 FOR UPDATE`,
    [branch],
  )
  return row ?? null
}

export const saveOffice = (sql: Sql, { branch, device, line, certificate }: OfficeRow) =>
  sql.query(
    `INSERT INTO office (branch, device, line, certificate, written_in) VALUES ($1, $2, $3, $4, ${HERE})
     ON CONFLICT (branch) DO UPDATE SET device = excluded.device, line = excluded.line, certificate = excluded.certificate,
       written_in = excluded.written_in`,
    [branch, device, line, JSON.stringify(certificate)],
  )

/** Every branch that headquarters knows of. */
export async function branchesKnown(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ branch: string }>(
    'SELECT branch FROM device UNION SELECT branch FROM line ORDER BY branch',
  )
  return rows.map(({ branch }) => branch)
}

/** What was answered to a command; `about`: the case, or null. */
export type Done<Answer> = { about: string | null; answer: Answer }

export async function commandDone<Answer>(sql: Sql, id: string, branch: string): Promise<Done<Answer> | null> {
  const [row] = await sql.query<Done<Answer>>(
    'SELECT about, answer FROM office_command WHERE id = $1 AND branch = $2',
    [...[id, branch]],
  )
  return row ?? null
}

export const keepCommand = (
  sql: Sql,
  row: { id: string; branch: string; about: string | null; officer: string; answer: object; at: string },
) =>
  sql.query('INSERT INTO office_command (id, branch, about, officer, answer, at) VALUES ($1, $2, $3, $4, $5, $6)', [
    ...[row.id, row.branch, row.about, row.officer, JSON.stringify(row.answer), row.at],
  ])

/** What a command was: `about` is the case, null for a word to branches; `what` is null where nobody wrote it down. */
export type Taken = { about: string | null; what: string | null }

/** What this command was before, at whichever branch; null where it has had no effect yet. */
export async function commandTaken(sql: Sql, id: string): Promise<Taken | null> {
  const [row] = await sql.query<Taken>('SELECT about, what FROM command_taken WHERE id = $1', [id])
  return row ?? null
}

/**
 * Takes the command's id for this before it has its effect, in the transaction of that effect. What is returned is what it was
 * taken for: something else where somebody was first, who is waited for.
 */
export async function takeCommand(sql: Sql, id: string, { about, what }: Taken): Promise<Taken> {
  await sql.query('INSERT INTO command_taken (id, about, what) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING', [
    ...[id, about, what],
  ])
  return (await commandTaken(sql, id)) ?? { about, what }
}

export type Alert = { id: string; branch: string; kind: string; detail: object; at: Date }

export const addAlert = (sql: Sql, { branch, kind, detail, at }: Omit<Alert, 'id' | 'at'> & { at: string }) =>
  sql.query('INSERT INTO alert (branch, kind, detail, at) VALUES ($1, $2, $3, $4)', [
    ...[branch, kind, JSON.stringify(detail), at],
  ])

/** The latest first. */
export const alerts = (sql: Sql, limit: number): Promise<Alert[]> =>
  sql.query<Alert>('SELECT id::text, branch, kind, detail, at FROM alert ORDER BY alert.id DESC LIMIT $1', [limit])
