/** People who act at headquarters, and which customer's case each of them has looked at. */
import type { Actor } from '../../domain/people/permissions.ts'
import type { Sql } from './database.ts'

export type OfficerRole = 'hq_officer' | 'hq_lead' | 'auditor'
export type Officer = Actor & { role: OfficerRole }

const COLUMNS = 'id, last_name AS "lastName", first_name AS "firstName", patronymic, role'

export const addOfficer = (sql: Sql, { id, lastName, firstName, patronymic, role }: Officer, tokenHash: string) =>
  sql.query(
    `INSERT INTO officer (id, last_name, first_name, patronymic, role, token_hash) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, lastName, firstName, patronymic, role, tokenHash],
  )

/** Whose token it is; nobody's once he has gone. */
export async function officerWith(sql: Sql, tokenHash: string): Promise<Officer | null> {
  const [row] = await sql.query<Officer>(
    `SELECT ${COLUMNS} FROM officer WHERE token_hash = $1 AND retired_at IS NULL`,
    [tokenHash],
  )
  return row ?? null
}

/** False when nobody here has this id. What he did keeps his name. `at`: UTC. */
export async function retireOfficer(sql: Sql, id: string, at: string): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE officer SET retired_at = coalesce(retired_at, $2::timestamptz) WHERE id = $1 RETURNING id',
    [id, at],
  )
  return rows.length > 0
}

export const noteLook = (sql: Sql, officer: string, cases: readonly string[], at: string) =>
  sql.query('INSERT INTO officer_look (officer, case_id, at) SELECT $1, id, $3 FROM unnest($2::uuid[]) AS id', [
    ...[officer, cases, at],
  ])
