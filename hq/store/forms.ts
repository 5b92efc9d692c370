/** Published form versions: only ever added to, and only upwards. */
import type { FormName, PublishedForm } from '../../domain/forms/publication.ts'
import type { FormsRequest } from '../../domain/wire/exchange.ts'
import type { Sql } from './database.ts'

/** Adds a version above all others of its form; false when one as high is there. `at`: UTC. */
export async function addForm(
  sql: Sql,
  { code, version, body, signature }: PublishedForm,
  at: string,
): Promise<boolean> {
  const added = await sql.query(
    `INSERT INTO form_version (code, version, body, signature, published_at)
     SELECT $1::text, $2::integer, $3, $4, $5::timestamptz
     WHERE NOT EXISTS (SELECT 1 FROM form_version WHERE code = $1::text AND version >= $2::integer)
     ON CONFLICT DO NOTHING RETURNING version`,
    [code, version, body, signature, at],
  )
  return added.length > 0
}

/** The bytes published under this name, or null. */
export async function bodyOf(sql: Sql, { code, version }: FormName): Promise<string | null> {
  const [row] = await sql.query<{ body: string }>('SELECT body FROM form_version WHERE code = $1 AND version = $2', [
    code,
    version,
  ])
  return row?.body ?? null
}

/** The highest published version of a form; 0 where there is none. */
export async function newestVersion(sql: Sql, code: string): Promise<number> {
  const [row] = await sql.query<{ version: number }>(
    'SELECT coalesce(max(version), 0)::int AS version FROM form_version WHERE code = $1',
    [code],
  )
  return row?.version ?? 0
}

/**
 * At most `limit` versions above those in `have`. The lower versions come first, so that a device which has seen one has
 * been offered all below it.
 */
export const formsAbove = (sql: Sql, have: FormsRequest['have'], limit: number): Promise<PublishedForm[]> =>
  sql.query<PublishedForm>(
    `SELECT code, version, body, signature FROM form_version
     WHERE version > coalesce(($1::jsonb ->> code)::integer, 0) ORDER BY version, code LIMIT $2`,
    [JSON.stringify(have), limit],
  )

/** A version's name, and its signature: the same signature stands for the same bytes, in whatever database. */
export type Signed = FormName & { signature: string }

/** Every published version of these forms, and of those that these cases were folded with. */
export const signedVersions = (
  sql: Sql,
  codes: readonly string[],
  { branch, cases }: { branch: string; cases: readonly string[] } = { branch: '', cases: [] },
): Promise<Signed[]> =>
  sql.query<Signed>(
    `SELECT code, version, signature FROM form_version WHERE code = ANY($1::text[])
       OR code IN (SELECT type FROM case_record WHERE branch = $2 AND id = ANY($3::uuid[]))`,
    // A registration may name anything; what no text can be is the code of none.
    [codes.filter((code) => !code.includes('\u0000')), branch, cases],
  )

export const bodiesOf = (sql: Sql, names: readonly FormName[]): Promise<{ signature: string; body: string }[]> =>
  sql.query(
    `SELECT signature, body FROM form_version JOIN jsonb_to_recordset($1::jsonb) AS wanted (code text, version integer)
       USING (code, version)`,
    [JSON.stringify(names)],
  )
