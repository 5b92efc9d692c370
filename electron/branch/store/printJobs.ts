/** Slips on their way to the printer. A job whose end nobody saw stays `uncertain` until a person has said what came out. */

import type { z } from 'zod'
import { type PrintJob, printJob, type slipSize } from '../../contract.ts'
import { type Db, sql } from './sql.ts'

export type SlipSize = z.infer<typeof slipSize>
export type JobRecord = {
  id: string
  command: string | null
  case_id: string
  number: string
  size: SlipSize | null
  copy: number
  state: PrintJob['state']
  why: string | null
  by_person: string
  at: string
  /** On how many computers the registration stood when the slip went to the printer. */
  copies: 1 | 2
}

export const shownJob = ({ id, case_id, number, copy, state, why, at }: JobRecord): PrintJob =>
  printJob.parse({ id, case: case_id, number, copy, state, why, at })

export function saveJob(db: Db, job: JobRecord): void {
  sql<unknown, [JobRecord]>(
    db,
    `INSERT OR REPLACE INTO print_job VALUES (@id, @command, @case_id, @number, @size, @copy, @state, @why, @by_person, @at, @copies)`,
  ).run(job)
}

const one = (db: Db, where: string, value: string): JobRecord | null =>
  sql<JobRecord>(db, `SELECT * FROM print_job WHERE ${where}`).get(value) ?? null

export const jobOf = (db: Db, id: string) => one(db, 'id = ?', id)
export const jobOfCommand = (db: Db, command: string) => one(db, 'command = ?', command)
/** The slip that was due with the registration and that nobody has begun to print. */
export const waitingJob = (db: Db, caseId: string) => one(db, `case_id = ? AND state = 'waiting'`, caseId)

/** The highest copy that is on paper or may be. */
export function copiesBegun(db: Db, caseId: string): number {
  const row = sql<{ n: number | null }>(
    db,
    `SELECT max(copy) AS n FROM print_job WHERE case_id = ? AND state IN ('printing', 'printed', 'uncertain')`,
  ).get(caseId)
  return row?.n ?? 0
}

type NeverPrinted = { case: string; number: string; at: string; failed: 0 | 1 }

/**
 * Cases whose slip was never begun or is known not to have come out, the latest first: registered, and the customer has no
 * proof. `at`: when it was due, UTC.
 */
export const neverPrinted = (db: Db): NeverPrinted[] =>
  sql<NeverPrinted>(
    db,
    `SELECT case_id AS "case", number, max(at) AS at, max(state = 'failed') AS failed FROM print_job AS job
     WHERE state IN ('waiting', 'failed') AND NOT EXISTS (
       SELECT 1 FROM print_job AS other
       WHERE other.case_id = job.case_id AND other.state IN ('printing', 'printed', 'uncertain'))
     GROUP BY case_id, number ORDER BY at DESC, number DESC`,
  ).all()

/** Cases whose first slip is not known to have come out, oldest first; `at`: when it was due, UTC. */
export const unprintedCases = (db: Db): { case: string; at: string }[] =>
  sql<{ case: string; at: string }>(
    db,
    `SELECT case_id AS "case", at FROM print_job WHERE copy = 1 AND state IN ('waiting', 'uncertain') ORDER BY at, id`,
  ).all()

export const uncertainJobs = (db: Db): JobRecord[] =>
  sql<JobRecord>(db, `SELECT * FROM print_job WHERE state = 'uncertain' ORDER BY at, id`).all()

/** At start: what was printing when the program ended. */
export const doubtPrinting = (db: Db) =>
  void sql(db, `UPDATE print_job SET state = 'uncertain', why = 'interrupted' WHERE state = 'printing'`).run()
