/** Why people came, by case: codes of lists, for counting. Written by the projection only. */
import { type Db, sql } from './sql.ts'

export function saveReasons(db: Db, id: string, reasons: readonly string[]): void {
  sql(db, 'DELETE FROM case_reason WHERE case_id = ?').run(id)
  for (const reason of reasons)
    sql(db, 'INSERT OR IGNORE INTO case_reason (case_id, reason) VALUES (?, ?)').run(id, reason)
}

/** But those of cases whose payloads were erased: they are counted as before. */
export const removeAllReasons = (db: Db) =>
  void sql(db, 'DELETE FROM case_reason WHERE case_id NOT IN (SELECT case_id FROM erased_case)').run()
