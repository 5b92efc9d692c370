/**
 * What other computers of the branch were last seen to hold. It answers one question, whether a second copy exists; what
 * is handed over never depends on it, so a hub that is replaced by an empty one gets everything again (protocol, rule 6).
 */
import { isAncestor } from './acknowledgements.ts'
import { lineRow, type Place } from './journal.ts'
import { type Db, sql } from './sql.ts'

type Mark = Place & { line: string }

/** Replaces all that was known of this computer. The caller has checked that the places are held here. */
export function saveMarks(db: Db, device: string, marks: readonly Mark[], at: string): void {
  sql(db, 'DELETE FROM hub_mark WHERE device = ?').run(device)
  for (const { line, seq, hash } of marks)
    sql(db, 'INSERT INTO hub_mark VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(device, line, seq, hash, at)
}

export const marksOf = (db: Db, device: string): Mark[] =>
  sql<Mark>(db, 'SELECT line, seq, hash FROM hub_mark WHERE device = ? ORDER BY line').all(device)

/** Whether another computer of the branch was seen to hold this event. */
export function heldElsewhere(db: Db, { line, seq, hash }: Mark): boolean {
  const marks = sql<Place>(db, 'SELECT seq, hash FROM hub_mark WHERE line = ? AND seq >= ?').all(line, seq)
  if (marks.length === 0 || !lineRow(db, line)?.forked) return marks.length > 0
  return marks.some((mark) => isAncestor(db, line, { seq, hash }, mark))
}
