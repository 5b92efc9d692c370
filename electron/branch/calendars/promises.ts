/** The answers that were promised and are still owed, with the terms they were counted by. */
import type { Promised } from '../../../domain/calendar/term.ts'
import { openStates } from '../../../domain/cases/case.ts'
import { answerTermFor } from '../../../domain/forms/terms.ts'
import { type Branch, todayOf } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { registrationOf } from '../projection.ts'
import type { CaseRecord } from '../store/cases.ts'
import { eventsOfCase } from '../store/journal.ts'
import { type Db, sql } from '../store/sql.ts'

/** An answer is owed until it has been handed over. */
const states = JSON.stringify(openStates)

type OpenCase = Pick<CaseRecord, 'id' | 'number' | 'answer_by'>

/** Those not overdue, the first due first: what is overdue no calendar moves. `today`: in the branch's calendar. */
export const openCases = (db: Db, today: string): OpenCase[] =>
  sql<OpenCase>(
    db,
    `SELECT id, number, answer_by FROM cases WHERE answer_by >= ? AND state IN (SELECT value FROM json_each(?)) ORDER BY answer_by, id`,
  ).all(today, states)

export type OpenPromise = Promised & { case: string; number: string; type: string }

/** A case whose form is on this computer in no version at all cannot be counted again and is left out. */
export function openPromises(branch: Pick<Branch, 'db' | 'knowledge' | 'clock' | 'desk'>): OpenPromise[] {
  return openCases(branch.db, todayOf(branch)).flatMap(({ id, number, answer_by }) => {
    const { payload } = registrationOf(eventsOfCase(branch.db, id))
    const form = formMadeWith(branch, payload)
    if (!form) return []
    const term = answerTermFor(form, payload.answers, branch.knowledge.profile.country)
    return [{ case: id, number, type: payload.type, acceptedOn: payload.acceptedOn, term, promised: answer_by }]
  })
}
