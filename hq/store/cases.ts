/** Cases as headquarters sees them: the fold of their events, kept beside them for finding and listing. */
import type { Case } from '../../domain/cases/case.ts'
import { type CaseEvent, FOLD_VERSION, fold } from '../../domain/cases/evolve.ts'
import { ERASED, header } from '../../domain/journal/event.ts'
import { foldOrder } from '../../domain/journal/fold.ts'
import { consentWanted } from '../consentWanted.ts'
import type { Database, Sql } from './database.ts'
import { eventsOfCases, type StoredEvent } from './lines.ts'

const toCaseEvent = (row: StoredEvent): CaseEvent & { fields: { clock: string; line: string; seq: number } } => ({
  hash: row.hash,
  fields: header.parse(JSON.parse(row.header)),
  payload: parsed(row.payload),
  // Every line is that of a device with a branch's certificate: headquarters writes none here.
  office: false,
  ...(row.refusal !== null && { refused: true }),
})

/** What a rule refused is kept as bytes, whatever they are. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

/**
 * A refused registration makes no case; whatever else was refused stands in its case as a conflict, as at the
 * branch.
 */
const isFolded = ({ type, refusal, payload }: StoredEvent) =>
  payload !== ERASED && (refusal === null || type !== 'caseRegistered')

/**
 * Folds the cases anew from all their events and writes them down. A case whose registration has not come waits;
 * what came erased says nothing, and is no conflict. A case may have events on several lines, and a line's lock keeps no other line waiting: so folding has one lock a branch, until
 * the transaction ends. Without it two runs at once would each fold without the other's events.
 */
export async function refold(sql: Sql, branch: string, cases: readonly string[]): Promise<void> {
  if (cases.length === 0) return
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`fold ${branch}`])
  const events = (await eventsOfCases(sql, branch, cases)).filter(isFolded).map(toCaseEvent)
  const wants = await consentWanted(sql, events)
  const byCase = Map.groupBy(events.sort(foldOrder), (event) => event.fields.case)
  const folded = [...byCase.values()].map((one) => fold(one, wants)).filter((state) => state !== null)
  await sql.query(
    `INSERT INTO case_record (id, branch, number, type, state, answer_by, registered_at, body, fold)
     SELECT (body->>'id')::uuid, $1, body->>'number', body->>'type', body->>'state', (body->>'answerBy')::date,
       (body->>'registeredAt')::timestamptz, body, $3::integer
     FROM jsonb_array_elements($2::jsonb) AS body
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, type = excluded.type, state = excluded.state,
       answer_by = excluded.answer_by, registered_at = excluded.registered_at, body = excluded.body,
       fold = excluded.fold
     WHERE case_record.branch = excluded.branch`,
    [branch, JSON.stringify(folded), FOLD_VERSION],
  )
}

const BATCH = 500

/**
 * Folds anew what an older program folded, a batch a transaction: what is done stays done when it is interrupted. What a
 * newer instance beside this one has folded is left alone.
 */
export async function refoldOld(database: Database): Promise<void> {
  let after = NO_ID
  for (;;) {
    const old = await database.query<{ id: string; branch: string }>(
      'SELECT id, branch FROM case_record WHERE fold < $1 AND id > $2 ORDER BY id LIMIT $3',
      [FOLD_VERSION, after, BATCH],
    )
    for (const [branch, rows] of Map.groupBy(old, (row) => row.branch)) {
      const ids = rows.map(({ id }) => id)
      await database.transaction((sql) => refold(sql, branch, ids))
    }
    const last = old.at(-1)
    if (!last) return
    after = last.id
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
  const rows = await sql.query<{ id: string; body: Case }>('SELECT id, body FROM case_record WHERE number = $1', [
    number,
  ])
  const siblings = await sql.query<{ case_id: string }>(
    `SELECT DISTINCT e.case_id FROM event e JOIN event o
       ON o.branch = e.branch AND o.line = e.line AND o.seq = e.seq AND o.hash <> e.hash
     WHERE e.case_id = ANY($1::uuid[])`,
    [rows.map((row) => row.id)],
  )
  const forked = new Set(siblings.map((row) => row.case_id))
  return rows.map(({ id, body }) => ({
    body,
    sameNumber: rows.map((row) => row.id).filter((other) => other !== id),
    forked: forked.has(id),
  }))
}

/** The latest cases of a branch, newest first. */
export const casesOfBranch = (sql: Sql, branch: string, limit: number) =>
  sql.query<{ id: string; number: string; type: string; state: string; registered_at: Date }>(
    'SELECT id, number, type, state, registered_at FROM case_record WHERE branch = $1 ORDER BY registered_at DESC, id LIMIT $2',
    [branch, limit],
  )
