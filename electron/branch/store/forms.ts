/** Form versions as bytes: what headquarters sent, and what drafts and cases here were made with. Nothing is ever changed. */
import type { FormName, PublishedForm } from '../../../domain/forms/publication.ts'
import type { Form } from '../../../domain/forms/schema.ts'
import { type Db, sql } from './sql.ts'

/** The caller has checked the signature. `at`: UTC. Bytes that are here already under this name stay. */
export function saveReceived(db: Db, { code, version, body, signature }: PublishedForm, at: string): void {
  sql(db, 'INSERT INTO form_received VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    ...[code, version, body, signature, at],
  )
}

export const receivedForms = (db: Db): (FormName & { body: string })[] =>
  sql<FormName & { body: string }>(db, 'SELECT code, version, body FROM form_received').all()

/** The highest version of each form that headquarters sent. */
export const newestReceived = (db: Db): FormName[] =>
  sql<FormName>(db, 'SELECT code, max(version) AS version FROM form_received GROUP BY code').all()

/** When a version came from headquarters, UTC; null where it did not. */
export const receivedAt = (db: Db, { code, version }: FormName): string | null =>
  sql<{ at: string }>(db, 'SELECT at FROM form_received WHERE code = ? AND version = ?').get(code, version)?.at ?? null

/** The versions of a form that drafts or cases here were made with, the newest first. */
export const usedVersions = (db: Db, code: string): number[] =>
  sql<{ version: number }>(db, 'SELECT version FROM form_used WHERE code = ? ORDER BY version DESC')
    .all(code)
    .map(({ version }) => version)

/** Part of the transaction of what was made with it. */
export function saveUsed(db: Db, form: Form): void {
  const { code, version } = form
  if (sql(db, 'SELECT 1 FROM form_used WHERE code = ? AND version = ?').get(code, version)) return
  sql(db, 'INSERT INTO form_used VALUES (?, ?, ?)').run(code, version, JSON.stringify(form))
}

/** The definition's bytes, preferably as they were used here; null where neither this computer nor headquarters' post has them. */
export function formBody(db: Db, { code, version }: FormName): string | null {
  const row = sql<{ body: string }>(
    db,
    `SELECT body FROM form_used WHERE code = @code AND version = @version
     UNION ALL SELECT body FROM form_received WHERE code = @code AND version = @version LIMIT 1`,
  ).get({ code, version })
  return row?.body ?? null
}
