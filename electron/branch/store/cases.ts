/** The rows of the queue. They are written by the projection only and can be made again from the journal. */
import type { Delivery } from '../delivery.ts'
import { type Db, sql } from './sql.ts'

export type CaseRecord = {
  id: string
  number: string
  type: string
  applicant: string
  applicant_folded: string
  state: string
  /** JSON list. */
  marks: string
  urgent: number
  incomplete: number
  registered_at: string
  registered_by: string
  registrar: string
  window: string
  answer_by: string
  due_soon_on: string
  delivery: Delivery
  slips: number
  /** Number of the outage it belongs to, and under which number its paper was taken in by hand. */
  outage: string | null
  paper_number: string | null
  to_tell: number
  /** As the document has it, in lower case: exact hits come first. */
  spelled: string
  search: string
  /** Sorted by it the rows stand in the Kazakh order of letters. */
  applicant_order: string
  /** Days in the branch's calendar: of acceptance, and of the customer's last visit with it. */
  accepted_on: string
  came_on: string
  visits: number
  /** 0, or the level to which it was passed up. */
  escalated: number
}

export function saveCase(db: Db, row: CaseRecord): void {
  sql<unknown, [CaseRecord]>(
    db,
    `INSERT OR REPLACE INTO cases (id, number, type, applicant, applicant_folded, state, marks, urgent, incomplete,
       registered_at, registered_by, registrar, window, answer_by, due_soon_on, delivery, slips, outage, paper_number, to_tell, spelled, search,
       applicant_order, accepted_on, came_on, visits, escalated)
     VALUES (@id, @number, @type, @applicant, @applicant_folded, @state, @marks, @urgent, @incomplete,
       @registered_at, @registered_by, @registrar, @window, @answer_by, @due_soon_on, @delivery, @slips, @outage, @paper_number,
       @to_tell, @spelled, @search, @applicant_order, @accepted_on, @came_on, @visits, @escalated)`,
  ).run(row)
}

export const removeCase = (db: Db, id: string) => void sql(db, 'DELETE FROM cases WHERE id = ?').run(id)
export const removeAllCases = (db: Db) => void sql(db, 'DELETE FROM cases').run()

export const caseRecord = (db: Db, id: string): CaseRecord | null =>
  sql<CaseRecord>(db, 'SELECT * FROM cases WHERE id = ?').get(id) ?? null

/** The latest cases of a type whose applicant has this folded name, with or without a patronymic after it. */
export const casesNamed = (db: Db, type: string, name: string): CaseRecord[] =>
  sql<CaseRecord>(
    db,
    `SELECT * FROM cases WHERE type = ? AND applicant_folded >= ? AND applicant_folded < ? ORDER BY id DESC LIMIT 20`,
  ).all(type, name, `${name}!`)

/** Registered cases with something that headquarters has not acknowledged. */
export function waitingCases(db: Db): number {
  return sql<{ n: number }>(db, `SELECT count(*) AS n FROM cases WHERE delivery IN ('waiting', 'sent')`).get()?.n ?? 0
}
