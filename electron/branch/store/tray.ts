/** Papers that came in without a person saying whose they are. A line is settled once and stays a while as a log. */
import type { TrayItem } from '../../contract.ts'
import type { Origin } from './attachments.ts'
import { type Db, sql } from './sql.ts'

export type TrayRow = {
  id: string
  /** What came together. */
  batch: string
  sheet: number | null
  sha256: string | null
  /** The file of many pages out of which this sheet is cut. */
  source: string | null
  name: string
  other_kind: number
  origin: Origin
  state: TrayItem['state'] | 'cutting' | 'settled'
  why: TrayItem['why']
  code: string | null
  draft: string | null
  case_id: string | null
  /** Its name in the watched folder, and whether it has been put aside there. */
  path: string | null
  moved: number
  at: string
  settled: string | null
  settled_by: string | null
  settled_at: string | null
}

export function insertTray(db: Db, row: TrayRow): void {
  sql<unknown, [TrayRow]>(
    db,
    `INSERT INTO tray VALUES (@id, @batch, @sheet, @sha256, @source, @name, @other_kind, @origin, @state, @why, @code,
       @draft, @case_id, @path, @moved, @at, @settled, @settled_by, @settled_at)`,
  ).run(row)
}

export function updateTray(db: Db, row: TrayRow): void {
  sql<unknown, [TrayRow]>(
    db,
    `UPDATE tray SET sheet = @sheet, sha256 = @sha256, source = @source, name = @name, other_kind = @other_kind,
       state = @state, why = @why, code = @code, draft = @draft, case_id = @case_id, path = @path, moved = @moved,
       settled = @settled, settled_by = @settled_by, settled_at = @settled_at WHERE id = @id`,
  ).run(row)
}

export const trayRow = (db: Db, id: string): TrayRow | null =>
  sql<TrayRow>(db, 'SELECT * FROM tray WHERE id = ?').get(id) ?? null

/** The earliest first, sheets of one batch together. */
export const openTray = (db: Db): TrayRow[] =>
  sql<TrayRow>(
    db,
    `SELECT * FROM tray WHERE state <> 'settled' ORDER BY min(rowid) OVER (PARTITION BY batch), sheet, rowid`,
  ).all()

export const waitingFor = (db: Db, sha256: string): TrayRow[] =>
  sql<TrayRow>(db, `SELECT * FROM tray WHERE sha256 = ? AND state = 'reading'`).all(sha256)

export const nextToCut = (db: Db): TrayRow | null =>
  sql<TrayRow>(db, `SELECT * FROM tray WHERE state = 'cutting' ORDER BY at, sheet LIMIT 1`).get() ?? null

/** Papers that lie with a draft by their own code. */
export const filedTo = (db: Db, draft: string): TrayRow[] =>
  sql<TrayRow>(db, `SELECT * FROM tray WHERE draft = ? AND state = 'filed'`).all(draft)

export const fromPath = (db: Db, path: string): TrayRow[] =>
  sql<TrayRow>(db, 'SELECT * FROM tray WHERE path = ?').all(path)

export const removeTray = (db: Db, id: string) => void sql(db, 'DELETE FROM tray WHERE id = ?').run(id)

/** `before`: UTC text. */
export const forgetSettled = (db: Db, before: string) =>
  void sql(db, `DELETE FROM tray WHERE state = 'settled' AND settled_at < ?`).run(before)

/** Papers that nobody has settled yet. */
export const countTray = (db: Db): number =>
  sql<{ n: number }>(db, `SELECT count(*) AS n FROM tray WHERE state <> 'settled'`).get()?.n ?? 0
