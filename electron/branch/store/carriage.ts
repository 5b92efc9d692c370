/** Where files are on their way to headquarters and back: what it holds, and what this computer lacks. */
import type { Attachment } from '../../../domain/cases/events.ts'
import { type Db, sql } from './sql.ts'

export type Mark = 'there' | 'lost' | 'damaged'
export type Content = Pick<Attachment, 'sha256' | 'bytes' | 'kind'>

export const markOf = (db: Db, sha256: string): Mark | null =>
  sql<{ state: Mark }>(db, 'SELECT state FROM carriage WHERE sha256 = ?').get(sha256)?.state ?? null

/** `at`: UTC text. */
export function mark(db: Db, sha256: string, state: Mark, at: string): void {
  sql(
    db,
    `INSERT INTO carriage VALUES (?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET state = excluded.state, asked = excluded.asked`,
  ).run(sha256, state, at)
}

/** It waits again: headquarters does not have it any more. */
export const unmark = (db: Db, sha256: string): void =>
  void sql(db, 'DELETE FROM carriage WHERE sha256 = ?').run(sha256)

/** Files without a mark. Two indexes side by side: these are few, while those that are there grow with the years. */
export const UNMARKED = '(SELECT sha256 FROM file EXCEPT SELECT sha256 FROM carriage ORDER BY sha256)'

/** Files of registered cases that headquarters is not known to hold, those of the oldest case first. */
export const toCarry = (db: Db): Content[] =>
  sql<Content>(
    db,
    `SELECT file.sha256, file.bytes, file.kind
     FROM (SELECT sha256 FROM ${UNMARKED} UNION ALL SELECT sha256 FROM carriage WHERE state = 'lost') AS apart
       CROSS JOIN file ON file.sha256 = apart.sha256 CROSS JOIN attachment ON attachment.sha256 = file.sha256
       CROSS JOIN cases ON cases.id = attachment.case_id
     GROUP BY file.sha256 ORDER BY min(cases.registered_at), min(attachment.rowid)`,
  ).all()

/** Files that headquarters held when it was last asked, before `at`; of those it may have lost some meanwhile. */
export const askedBefore = (db: Db, at: string, limit: number): Content[] =>
  sql<Content>(
    db,
    `SELECT file.sha256, file.bytes, file.kind FROM carriage JOIN file USING (sha256)
     WHERE carriage.state = 'there' AND asked < ? ORDER BY asked LIMIT ?`,
  ).all(at, limit)

/** `at`: of the event that names it, UTC text. */
export function noteElsewhere(db: Db, { sha256, bytes, kind }: Content, at: string): void {
  sql(db, 'INSERT INTO elsewhere VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING').run(sha256, bytes, kind, at)
}

export const forgetElsewhere = (db: Db, sha256: string): void =>
  void sql(db, 'DELETE FROM elsewhere WHERE sha256 = ?').run(sha256)

/** What this computer lacks, of events after `since`, the newest first. */
export const elsewhereSince = (db: Db, since: string): Content[] =>
  sql<Content>(
    db,
    `SELECT sha256, bytes, kind FROM elsewhere WHERE at > ?
       AND NOT EXISTS (SELECT 1 FROM file WHERE file.sha256 = elsewhere.sha256) ORDER BY at DESC`,
  ).all(since)

/** Events after a row of the journal that may name files; at most `limit`, in the order of their rows. */
export const namingAfter = (db: Db, row: number, limit: number): { row: number; at: string; payload: string }[] =>
  sql<{ row: number; at: string; payload: string }>(
    db,
    `SELECT rowid AS row, at, CASE WHEN instr(payload, '"sha256"') > 0 THEN payload ELSE '' END AS payload
     FROM journal WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  ).all(row, limit)
