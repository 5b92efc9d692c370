/** The rows of the queue. They are written by the projection only and can be made again from the journal. */
import type { Delivery } from '../delivery.ts'
import { type Db, sql } from './sql.ts'

/** Later than any day that is asked for; of what was passed up by an act, `ALWAYS` is earlier than any. */
export const NEVER = '9999-12-31'
export const ALWAYS = '0001-01-01'

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
  /** Hour of acceptance there, two digits. */
  accepted_hour: string
  came_on: string
  visits: number
  /** 0, or the level to which it was passed up. */
  escalated: number
  /** To whom, by a person's id or a key of the branch profile; null where nobody was named. */
  escalated_to: string | null
  /** Days in the branch's calendar on which it rises by itself (`domain/cases/clocks.ts`), or `NEVER`. */
  last_day_on: string
  overdue_on: string
  level1_on: string
  level2_on: string
  level3_on: string
  /** The first day on which it is up there, by an act or by time; `NEVER` when nobody owes an answer any more. */
  up_on: string
  /** Until when the customer was asked for something, while he is; else `NEVER`. */
  asked_until: string
  /** Who sent it back, while it is back. */
  returned_from: 'branch' | 'hq' | null
  /** Since when it is in its state (UTC), and where the event is that brought it there. */
  since_at: string
  since_delivery: Delivery
  /** Ids of the people of the branch whom it is about, one after another (R-033). */
  named: string
}

const COLUMNS = [
  ...[
    'id',
    'number',
    'type',
    'applicant',
    'applicant_folded',
    'state',
    'marks',
    'urgent',
    'incomplete',
    'registered_at',
  ],
  ...[
    'registered_by',
    'registrar',
    'window',
    'answer_by',
    'due_soon_on',
    'delivery',
    'slips',
    'outage',
    'paper_number',
  ],
  ...[
    'to_tell',
    'spelled',
    'search',
    'applicant_order',
    'accepted_on',
    'accepted_hour',
    'came_on',
    'visits',
    'escalated',
  ],
  ...['escalated_to', 'last_day_on', 'overdue_on', 'level1_on', 'level2_on', 'level3_on', 'up_on', 'asked_until'],
  ...['returned_from', 'since_at', 'since_delivery', 'named'],
] as const satisfies (keyof CaseRecord)[]

/** A row that is there is changed, not replaced: its place in the index of words stays, and words that are the same cost nothing. */
const SAVE = `INSERT INTO cases (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.filter((name) => name !== 'id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`

export const saveCase = (db: Db, row: CaseRecord): void => void sql<unknown, [CaseRecord]>(db, SAVE).run(row)

/** Where its events are, all of them equally far, also the one that brought it into its state. */
export const saveDelivery = (db: Db, id: string, delivery: Delivery) =>
  void sql(db, 'UPDATE cases SET delivery = ?, since_delivery = ? WHERE id = ?').run(delivery, delivery, id)

export const removeCase = (db: Db, id: string) => void sql(db, 'DELETE FROM cases WHERE id = ?').run(id)
/** Rows of cases that the journal does not hold; but those whose payloads were erased: nothing is left to make them of again. */
export const removeStrayCases = (db: Db) =>
  void sql(
    db,
    `DELETE FROM cases WHERE id NOT IN (SELECT case_id FROM journal WHERE case_id IS NOT NULL)
       AND id NOT IN (SELECT case_id FROM erased_case)`,
  ).run()

export const caseRecord = (db: Db, id: string): CaseRecord | null =>
  sql<CaseRecord>(db, 'SELECT * FROM cases WHERE id = ?').get(id) ?? null

/** Rows of these cases, in no order; one statement, however many. */
export const caseRecords = (db: Db, ids: readonly string[]): CaseRecord[] =>
  ids.length === 0
    ? []
    : sql<CaseRecord>(db, 'SELECT * FROM cases WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids))

/** Cases in this state, those that have been longest in it first. */
export const casesSince = (db: Db, state: string): string[] =>
  sql<{ id: string }>(db, 'SELECT id FROM cases WHERE state = ? ORDER BY since_at')
    .all(state)
    .map(({ id }) => id)

/** The latest cases of a type whose applicant has this folded name, with or without a patronymic after it. */
export const casesNamed = (db: Db, type: string, name: string): CaseRecord[] =>
  sql<CaseRecord>(
    db,
    `SELECT * FROM cases WHERE type = ? AND applicant_folded >= ? AND applicant_folded < ? ORDER BY id DESC LIMIT 20`,
  ).all(type, name, `${name}!`)

/** All of these types. */
export const casesOfTypes = (db: Db, types: readonly string[]): string[] =>
  sql<{ id: string }>(db, 'SELECT id FROM cases WHERE type IN (SELECT value FROM json_each(?)) ORDER BY id')
    .all(JSON.stringify(types))
    .map(({ id }) => id)

/** Those whose clock runs. */
export const risingCases = (db: Db): string[] =>
  sql<{ id: string }>(db, `SELECT id FROM cases WHERE due_soon_on < '${NEVER}' ORDER BY id`)
    .all()
    .map(({ id }) => id)

/** Said twice, because only so the index of those that are not at headquarters is used. */
export const WAITING = `delivery <> 'at_hq' AND delivery IN ('waiting', 'sent')`

/** Registered cases with something that headquarters has not acknowledged. */
export function waitingCases(db: Db): number {
  return sql<{ n: number }>(db, `SELECT count(*) AS n FROM cases WHERE ${WAITING}`).get()?.n ?? 0
}

/** The case with this number; null where there is none here, or where two have it. */
export function caseByNumber(db: Db, number: string): string | null {
  const found = sql<{ id: string }>(db, 'SELECT id FROM cases WHERE number = ?').all(number)
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/** Numbers of the cases that name this person. */
export const numbersNaming = (db: Db, person: string): string[] =>
  sql<{ number: string }>(db, `SELECT number FROM cases WHERE named <> '' AND instr(named, ?) > 0`)
    .all(person)
    .map(({ number }) => number)
