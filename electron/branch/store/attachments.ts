/** Which file belongs to which draft or case, how people look at it, and whether anybody has seen it there. */
import type { Attachment } from '../../../domain/cases/events.ts'
import type { Crop, Holder, Turn } from '../../contract.ts'
import type { FileRow } from './files.ts'
import { type Db, sql } from './sql.ts'

export type Origin = 'window' | 'scanner' | 'folder'

export type AttachmentRow = {
  id: string
  sha256: string
  draft: string | null
  case_id: string | null
  name: string
  paper: string | null
  turn: Turn
  /** JSON of a `Crop`. */
  crop: string | null
  other_kind: number
  origin: Origin
  /** A person has had it before him. */
  seen: number
  by_person: string
  at: string
}
export type HeldAttachment = AttachmentRow & Pick<FileRow, 'kind' | 'bytes' | 'state' | 'why' | 'pages' | 'codes'>

const JOINED = `SELECT attachment.*, kind, bytes, state, why, pages, codes FROM attachment JOIN file USING (sha256)`

export function insertAttachment(db: Db, row: AttachmentRow): void {
  sql<unknown, [AttachmentRow]>(
    db,
    `INSERT INTO attachment VALUES (@id, @sha256, @draft, @case_id, @name, @paper, @turn, @crop, @other_kind, @origin,
       @seen, @by_person, @at)`,
  ).run(row)
}

/** In the order in which they came. */
export const attachmentsOf = (db: Db, holder: Holder): HeldAttachment[] =>
  'draft' in holder
    ? sql<HeldAttachment>(db, `${JOINED} WHERE draft = ? ORDER BY attachment.rowid`).all(holder.draft)
    : sql<HeldAttachment>(db, `${JOINED} WHERE case_id = ? ORDER BY attachment.rowid`).all(holder.case)

export const attachmentRow = (db: Db, id: string): HeldAttachment | null =>
  sql<HeldAttachment>(db, `${JOINED} WHERE id = ?`).get(id) ?? null

export const attachmentWith = (db: Db, holder: Holder, sha256: string): HeldAttachment | null =>
  attachmentsOf(db, holder).find((one) => one.sha256 === sha256) ?? null

export function saveLook(db: Db, id: string, look: { turn: Turn; crop: Crop | null }): void {
  sql(db, 'UPDATE attachment SET turn = ?, crop = ? WHERE id = ?').run(
    ...[look.turn, look.crop && JSON.stringify(look.crop), id],
  )
}

export const savePaper = (db: Db, id: string, paper: string | null) =>
  void sql(db, 'UPDATE attachment SET paper = ? WHERE id = ?').run(paper, id)

/** Whether any was new to whoever looks now. */
export const markSeen = (db: Db, draft: string): boolean =>
  sql(db, 'UPDATE attachment SET seen = 1 WHERE draft = ? AND seen = 0').run(draft).changes > 0

export const hasUnseen = (db: Db, draft: string): boolean =>
  sql(db, 'SELECT 1 FROM attachment WHERE draft = ? AND seen = 0').get(draft) !== undefined

export const removeAttachment = (db: Db, id: string) => void sql(db, 'DELETE FROM attachment WHERE id = ?').run(id)

export const removeAttachmentsOf = (db: Db, draft: string) =>
  void sql(db, 'DELETE FROM attachment WHERE draft = ?').run(draft)

/** What the case has already keeps its own row. */
export function moveToCase(db: Db, draft: string, caseId: string): void {
  sql(db, 'UPDATE OR IGNORE attachment SET draft = NULL, case_id = ?, seen = 1 WHERE draft = ? AND seen = 1').run(
    ...[caseId, draft],
  )
  removeAttachmentsOf(db, draft)
}

/** As an event names it. */
export const recordedAs = ({ sha256, name, kind, bytes, paper }: HeldAttachment): Attachment => ({
  sha256,
  name,
  kind,
  bytes,
  paper,
})
