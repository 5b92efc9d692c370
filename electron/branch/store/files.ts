/** Files that lie safely on the disk, by their SHA-256, and what was found in them. */
import { z } from 'zod'
import type { AttachmentKind, WhyUnreadable } from '../../contract.ts'
import { type Db, sql } from './sql.ts'

export type FileRow = {
  sha256: string
  kind: AttachmentKind
  bytes: number
  at: string
  state: 'reading' | 'ready' | 'unreadable'
  why: WhyUnreadable | null
  pages: number | null
  /** JSON: for each page the texts of its codes. */
  codes: string
}

const codesOfPages = z.array(z.array(z.string()))

/** The texts of the codes of each page. */
export const pageCodes = ({ codes }: Pick<FileRow, 'codes'>): string[][] => codesOfPages.parse(JSON.parse(codes))

/** The same content again changes nothing. A video has no pages to be read. */
export function saveFile(db: Db, file: Pick<FileRow, 'sha256' | 'kind' | 'bytes' | 'at'>): void {
  sql(db, `INSERT INTO file VALUES (?, ?, ?, ?, ?, NULL, NULL, '[]') ON CONFLICT (sha256) DO NOTHING`).run(
    ...[file.sha256, file.kind, file.bytes, file.at, file.kind === 'mp4' ? 'ready' : 'reading'],
  )
}

export const fileOf = (db: Db, sha256: string): FileRow | null =>
  sql<FileRow>(db, 'SELECT * FROM file WHERE sha256 = ?').get(sha256) ?? null

export function saveFound(db: Db, sha256: string, pages: readonly (readonly string[])[]): void {
  sql(db, `UPDATE file SET state = 'ready', why = NULL, pages = ?, codes = ? WHERE sha256 = ?`).run(
    ...[pages.length, JSON.stringify(pages), sha256],
  )
}

export function saveUnreadable(db: Db, sha256: string, why: WhyUnreadable): void {
  sql(db, `UPDATE file SET state = 'unreadable', why = ? WHERE sha256 = ?`).run(why, sha256)
}

/**
 * What the reader failed of without its being the file's fault for certain is read once more, with the papers of the tray
 * and the sheets cut from it that wait for nothing else.
 */
export function readAgain(db: Db): void {
  const doubtful = `IN ('tooLong', 'tooMuchMemory', 'ended')`
  sql(
    db,
    `UPDATE tray SET state = 'reading', why = NULL WHERE state = 'undecided' AND why ${doubtful}
       AND sha256 IN (SELECT sha256 FROM file WHERE state = 'unreadable')`,
  ).run()
  sql(
    db,
    `UPDATE tray SET state = 'cutting', why = NULL WHERE state = 'unusable' AND why ${doubtful} AND source IS NOT NULL`,
  ).run()
  sql(db, `UPDATE file SET state = 'reading', why = NULL WHERE state = 'unreadable' AND why ${doubtful}`).run()
}

/** The one that waits longest to be read. */
export const nextToRead = (db: Db): FileRow | null =>
  sql<FileRow>(db, `SELECT * FROM file WHERE state = 'reading' ORDER BY at LIMIT 1`).get() ?? null

/** The drafts and cases that have this content, and where the papers of the tray that hold it belong. */
export const holdersOf = (db: Db, sha256: string): { draft: string | null; case_id: string | null }[] =>
  sql<{ draft: string | null; case_id: string | null }>(
    db,
    `SELECT draft, case_id FROM attachment WHERE sha256 = @sha256
     UNION SELECT draft, case_id FROM tray WHERE (sha256 = @sha256 OR source = @sha256) AND state <> 'settled'`,
  ).all({ sha256 })

/** Files that no draft, case or paper of the tray has. */
export const unusedFiles = (db: Db): FileRow[] =>
  sql<FileRow>(
    db,
    `SELECT * FROM file WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = file.sha256)
       AND NOT EXISTS (SELECT 1 FROM tray WHERE tray.sha256 = file.sha256)
       AND NOT EXISTS (SELECT 1 FROM tray WHERE tray.source = file.sha256)`,
  ).all()

export const removeFile = (db: Db, sha256: string) => void sql(db, 'DELETE FROM file WHERE sha256 = ?').run(sha256)

/** The last row of the journal. */
export const lastEventRow = (db: Db): number =>
  sql<{ last: number }>(db, 'SELECT coalesce(max(rowid), 0) AS last FROM journal').get()?.last ?? 0

/** Which of these contents the events in rows after `from` up to `to` name: the journal is long, and may be read in pieces. */
export const namedBetween = (db: Db, files: readonly string[], from: number, to: number): string[] =>
  sql<{ sha256: string }>(
    db,
    `SELECT DISTINCT file.value AS sha256 FROM journal JOIN json_each(@files) AS file
       ON instr(journal.payload, file.value) > 0 WHERE journal.rowid > @from AND journal.rowid <= @to`,
  )
    .all({ files: JSON.stringify(files), from, to })
    .map(({ sha256 }) => sha256)

/** Whether any event of the journal names this content, be it of another computer. */
export const isNamedByEvent = (db: Db, sha256: string): boolean =>
  sql(db, `SELECT 1 FROM journal WHERE instr(payload, ?) > 0 LIMIT 1`).get(sha256) !== undefined
