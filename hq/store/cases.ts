/** Cases as headquarters sees them: the fold of their events, kept beside them for finding and listing. */

import type { Case } from '../../domain/cases/case.ts'
import { type CaseEvent, FOLD_VERSION, fold } from '../../domain/cases/evolve.ts'
import { withdrawalsHeld } from '../../domain/cases/withdrawals.ts'
import { ERASED, type Header, header } from '../../domain/journal/event.ts'
import { foldOrder } from '../../domain/journal/fold.ts'
import { readJson } from '../../domain/journal/json.ts'
import { primitives } from '../../trust/primitives.ts'
import { consentWanted } from '../consentWanted.ts'
import type { Database, Sql } from './database.ts'
import type { Signed } from './forms.ts'
import { toJsonb } from './jsonb.ts'
import { eventsOfCases, type StoredEvent } from './lines.ts'
import { hold } from './locks.ts'

const toCaseEvent = (row: Folded): CaseEvent & { fields: Header } => ({
  hash: row.hash,
  fields: typeof row.header === 'string' ? header.parse(JSON.parse(row.header)) : row.header,
  payload: readJson(row.payload),
  office: row.office,
  ...(row.refusal !== null && { refused: true }),
  ...(row.flag !== null && { flag: row.flag }),
})

/**
 * A refused registration makes no case; whatever else was refused stands in its case as a conflict, as at the
 * branch.
 */
const isFolded = ({ type, refusal, payload }: Folded) =>
  payload !== ERASED && (refusal === null || type !== 'caseRegistered')

/** What a case folds from: an event as it is stored, or as it is about to be. */
export type Folded = Omit<StoredEvent, 'header' | 'clock'> & { header: string | Header }

/**
 * Folds the cases anew from all their events and writes them down. A case whose registration has not come waits;
 * what came erased says nothing, and is no conflict. A case may have events on several lines, and a line's lock keeps no other line waiting: so folding has one lock a branch, until
 * the transaction ends. Without it two runs at once would each fold without the other's events.
 */
export async function refold(sql: Sql, branch: string, cases: readonly string[]): Promise<Case[]> {
  if (cases.length === 0) return []
  const [, events] = await Promise.all([holdFold(sql, branch), eventsOfCases(sql, branch, cases)])
  const folded = await foldCases(sql, events)
  await saveCases(sql, branch, folded)
  return folded
}

/** The cases that these events, in any order, fold to. `published`: as in `consentWanted`. */
export async function foldCases(sql: Sql, rows: readonly Folded[], published?: readonly Signed[]): Promise<Case[]> {
  const events = rows.filter(isFolded).map(toCaseEvent)
  const wants = await consentWanted(sql, events, published)
  const byCase = Map.groupBy(events.sort(foldOrder), (event) => event.fields.case)
  return [...byCase.values()]
    .map((one) => fold(withdrawalsHeld(primitives.sha256, one), wants))
    .filter((state) => state !== null)
}

/** The caller holds the fold's lock since before he read their events. */
export const saveCases = (sql: Sql, branch: string, folded: readonly Case[]) =>
  sql.query(
    `INSERT INTO case_record (id, branch, number, type, state, answer_by, registered_at, body, fold)
     SELECT (body->>'id')::uuid, $1, body->>'number', body->>'type', body->>'state', (body->>'answerBy')::date,
       (body->>'registeredAt')::timestamptz, body, $3::integer
     FROM jsonb_array_elements($2::jsonb) AS body
     ON CONFLICT (branch, id) DO UPDATE SET number = excluded.number, type = excluded.type, state = excluded.state,
       answer_by = excluded.answer_by, registered_at = excluded.registered_at, body = excluded.body,
       fold = excluded.fold`,
    [branch, toJsonb(folded), FOLD_VERSION],
  )

/** Nobody else folds cases of this branch, nor writes on headquarters' line of it, until the transaction ends. */
export const holdFold = (sql: Sql, branch: string) => hold(sql, foldOf(branch))
const foldOf = (branch: string) => `fold ${branch}`

/** The same where this line is headquarters' own; of another line nothing is held. */
export const holdFoldOfOffice = (sql: Sql, branch: string, line: string) =>
  sql.query(
    'SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) FROM line WHERE branch = $2 AND id = $3 AND office',
    [foldOf(branch), branch, line],
  )

const BATCH = 500

/**
 * Folds anew what an older program folded, a batch a transaction: what is done stays done when it is interrupted. What a
 * newer instance beside this one has folded is left alone.
 */
export async function refoldOld(database: Database): Promise<void> {
  let after = { branch: '', id: NO_ID }
  for (;;) {
    const old = await database.query<{ id: string; branch: string }>(
      'SELECT id, branch FROM case_record WHERE fold < $1 AND (branch, id) > ($2, $3::uuid) ORDER BY branch, id LIMIT $4',
      [FOLD_VERSION, after.branch, after.id, BATCH],
    )
    for (const [branch, rows] of Map.groupBy(old, (row) => row.branch)) {
      const ids = rows.map(({ id }) => id)
      await database.transaction((sql) => refold(sql, branch, ids))
    }
    const last = old.at(-1)
    if (!last) return
    after = last
  }
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

export type CaseRecord = {
  body: Case /** Other cases that carry the same number. */
  sameNumber: string[]
  forked: boolean
}

/** The cases with this number: one, unless two devices printed the same, which is shown and never hidden. */
export async function casesByNumber(sql: Sql, number: string): Promise<CaseRecord[]> {
  const rows = await sql.query<{ id: string; branch: string; body: Case }>(
    'SELECT id, branch, body FROM case_record WHERE number = $1',
    [number],
  )
  const siblings = await sql.query<{ case_id: string }>(
    `SELECT DISTINCT e.case_id FROM event e JOIN event o
       ON o.branch = e.branch AND o.line = e.line AND o.seq = e.seq AND o.hash <> e.hash
     WHERE e.branch = ANY($1::text[]) AND e.case_id = ANY($2::uuid[])`,
    [rows.map((row) => row.branch), rows.map((row) => row.id)],
  )
  const forked = new Set(siblings.map((row) => row.case_id))
  return rows.map(({ id, body }) => ({
    body,
    sameNumber: rows.map((row) => row.id).filter((other) => other !== id),
    forked: forked.has(id),
  }))
}

/** What lies here of a branch's cases with this number. */
export async function casesNumbered(sql: Sql, branch: string, number: string): Promise<Case[]> {
  const rows = await sql.query<{ body: Case }>('SELECT body FROM case_record WHERE branch = $1 AND number = $2', [
    branch,
    number,
  ])
  return rows.map(({ body }) => body)
}

/** The latest cases of a branch, newest first. */
export const casesOfBranch = (sql: Sql, branch: string, limit: number) =>
  sql.query<{ id: string; number: string; type: string; state: string; registered_at: Date }>(
    'SELECT id, number, type, state, registered_at FROM case_record WHERE branch = $1 ORDER BY registered_at DESC, id LIMIT $2',
    [branch, limit],
  )

/** Of which branch a case is, the first that registered it; null where none is known by this id. */
export async function branchOfCase(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql.query<{ branch: string }>(
    'SELECT branch FROM case_record WHERE id = $1 ORDER BY registered_at, branch LIMIT 1',
    [id],
  )
  return row?.branch ?? null
}
