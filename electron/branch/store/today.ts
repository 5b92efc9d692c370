/** Rows that may have to move on a day, found by indexes alone; the rule (`domain/cases/today.ts`) says which do, and why. */
import { type CaseRecord, NEVER } from './cases.ts'
import { type Db, sql } from './sql.ts'

export const mayMove = (db: Db, wish: { today: string; person: string }): CaseRecord[] =>
  sql<CaseRecord, [typeof wish]>(
    db,
    `SELECT * FROM cases WHERE id IN (
       SELECT id FROM cases WHERE last_day_on <= @today
       UNION SELECT id FROM cases WHERE asked_until < @today AND asked_until < '${NEVER}'
       UNION SELECT id FROM cases WHERE returned_from IS NOT NULL
       UNION SELECT id FROM cases WHERE urgent = 1 AND state IN ('registered', 'in_review')
       UNION SELECT id FROM cases WHERE escalated_to = @person
       UNION SELECT id FROM cases WHERE escalated > 0
       UNION SELECT id FROM cases WHERE instr(marks, 'self_reviewed') > 0
     ) ORDER BY urgent DESC, answer_by, id`,
  ).all(wish)
