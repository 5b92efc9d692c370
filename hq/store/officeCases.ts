/** Cases as an officer works through them, and one of them with all that happened to it. */

import { type Case, type CaseState, openStates } from '../../domain/cases/case.ts'
import { foldOrder } from '../../domain/journal/fold.ts'
import { readJson } from '../../domain/journal/json.ts'
import type { Sql } from './database.ts'
import { eventsOfCases } from './lines.ts'

export type ListedCase = {
  id: string
  branch: string
  number: string
  hqNumber: string | null
  type: string
  state: CaseState
  officer: string | null
  answerBy: string
  overdue: boolean
  marks: string[]
  registeredAt: Date
}

/** Of the open ones those that lie at headquarters; the others are with a branch or with the customer. */
export const atOffice: readonly CaseState[] = ['received_hq', 'in_work', 'waiting_third']

/** What is late first, then the oldest. Without states: all that somebody still has to answer. `today`: the operator's date. */
export const casesFor = (
  sql: Sql,
  { branch, states, today }: { branch?: string | undefined; states?: readonly CaseState[] | undefined; today: string },
  limit: number,
): Promise<ListedCase[]> =>
  sql.query<ListedCase>(
    `SELECT id, branch, number, body ->> 'hqNumber' AS "hqNumber", type, state, body #>> '{officer,name}' AS officer,
       answer_by::text AS "answerBy", answer_by < $3::date AND state = ANY($4::text[]) AS overdue, body -> 'marks' AS marks,
       registered_at AS "registeredAt"
     FROM case_record
     WHERE ($1::text IS NULL OR branch = $1) AND state = ANY(coalesce($2::text[], $4::text[]))
     ORDER BY overdue DESC, registered_at, id LIMIT $5`,
    [branch ?? null, states ?? null, today, openStates, limit],
  )

export type History = {
  branch: string
  body: Case
  events: {
    line: string
    seq: number
    hash: string
    type: string
    at: string
    by: string
    office: boolean
    refusal: string | null
    payload: unknown
  }[]
}

/** The cases with this number, each with its events in fold order; what was erased has no payload. */
export async function historyOf(sql: Sql, number: string): Promise<History[]> {
  const rows = await sql.query<{ branch: string; body: Case }>(
    'SELECT branch, body FROM case_record WHERE number = $1 ORDER BY id',
    [number],
  )
  return Promise.all(
    rows.map(async ({ branch, body }) => {
      const events = (await eventsOfCases(sql, branch, [body.id])).map((event) => {
        const { line, seq, clock, type, at, by } = JSON.parse(event.header)
        return { ...event, fields: { line, seq, clock, type, at, by } }
      })
      return {
        branch,
        body,
        events: events
          .sort(foldOrder)
          .map(({ fields: { line, seq, type, at, by }, hash, office, refusal, payload }) => ({
            ...{ line, seq, hash, type, at, by, office, refusal },
            payload: readJson(payload) ?? null,
          })),
      }
    }),
  )
}
