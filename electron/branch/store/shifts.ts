/** The journal's rows that shifts are counted from: what this computer itself wrote after a clock. */
import { readJson } from '../../../domain/journal/json.ts'
import type { InvestigationEvent } from '../../../domain/shifts/investigation.ts'
import { type Db, sql } from './sql.ts'

/** Before every clock. */
export const BEGINNING = ''

type Closing = { line: string; seq: number; hash: string; at: string; clock: string; payload: unknown }

/** The last event of this computer's own of a type that is about no case. */
export function lastOwn(db: Db, type: 'shiftClosed' | 'shiftOpened'): Closing | null {
  const row = sql<Closing & { payload: string }>(
    db,
    `SELECT line, seq, hash, at, clock, payload FROM journal INDEXED BY journal_own_type
     WHERE origin = 'own' AND type = ? ORDER BY clock DESC LIMIT 1`,
  ).get(type)
  return row ? { ...row, payload: readJson(row.payload) } : null
}

/** How many cases were registered and slips printed, every copy of them, on this computer after a clock. */
export function ownTotals(db: Db, after: string): { cases: number; slips: number } {
  const row = sql<{ cases: number; slips: number }>(
    db,
    `SELECT (SELECT count(*) FROM journal INDEXED BY journal_own_type
             WHERE origin = 'own' AND type = 'caseRegistered' AND clock > @after) AS cases,
            (SELECT count(*) FROM journal INDEXED BY journal_own_type
             WHERE origin = 'own' AND type = 'slipPrinted' AND clock > @after) AS slips`,
  ).get({ after })
  if (!row) throw new Error('a count has no row')
  return row
}

/** Own events of one type after a clock, oldest first. */
export const ownSince = (
  db: Db,
  type: string,
  after: string,
): { case: string | null; at: string; payload: unknown }[] =>
  sql<{ case: string | null; at: string; payload: string }>(
    db,
    `SELECT case_id AS "case", at, payload FROM journal INDEXED BY journal_own_type
     WHERE origin = 'own' AND type = ? AND clock > ? ORDER BY clock`,
  )
    .all(type, after)
    .map((row) => ({ ...row, payload: readJson(row.payload) }))

/** Whoever wrote them: a lead at another computer may end what was begun here. In fold order. */
export const investigationEvents = (db: Db): InvestigationEvent[] =>
  sql<{ type: string; at: string; by: string; payload: string }>(
    db,
    `SELECT type, at, by_person AS by, payload FROM journal
     WHERE case_id IS NULL AND type IN ('investigationOpened', 'investigationNoted', 'investigationEnded')
     ORDER BY clock, line, seq, hash`,
  )
    .all()
    .map(({ payload, ...fields }) => ({ fields, payload: readJson(payload) }))
