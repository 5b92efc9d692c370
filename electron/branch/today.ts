/** What must move today, read from the database each time: counts of all, the first rows of each reason. */
import type { CaseState } from '../../domain/cases/case.ts'
import { type Moving, movings, whyToday } from '../../domain/cases/today.ts'
import { may } from '../../domain/people/permissions.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Today } from '../contract.ts'
import { type Branch, todayOf } from './branch.ts'
import { isNamed } from './named.ts'
import { shownRow } from './reading.ts'
import { standingOfRow } from './rising.ts'
import { type CaseRecord, NEVER } from './store/cases.ts'
import { mayMove } from './store/today.ts'
import { titled } from './titles.ts'

/** So many rows of each reason are shown; the queue has the others. */
const SHOWN = 50

/** All that must move, by reason, for who leads the branch; nobody else has a list. */
export function movingToday(branch: Branch): Map<Moving, CaseRecord[]> {
  const found = new Map<Moving, CaseRecord[]>(movings.map((why) => [why, []]))
  const person = branch.session.current()
  if (!person || !may(person, 'seeAllCases')) return found
  const today = todayOf(branch)
  for (const row of mayMove(branch.db, { today, person: person.id })) {
    const why = whyToday(factsOf(row, person, today), today)
    if (why && !isNamed(row, person)) found.get(why)?.push(row)
  }
  return found
}

export function todayList(branch: Branch): Today {
  const parts = [...movingToday(branch)].filter(([, rows]) => rows.length > 0)
  return {
    total: parts.reduce((sum, [, rows]) => sum + rows.length, 0),
    parts: parts.map(([why, rows]) => ({
      why,
      count: rows.length,
      rows: rows.slice(0, SHOWN).map((row) => titled(branch, shownRow(branch, row))),
    })),
  }
}

const factsOf = (row: CaseRecord, person: Person, today: string) => ({
  state: row.state as CaseState,
  urgent: row.urgent === 1,
  standing: standingOfRow(row, today),
  toMe: passedTo(row, person),
  returnedFrom: row.returned_from,
  askedUntil: row.asked_until === NEVER ? null : row.asked_until,
  selfReviewed: may(person, 'seeReports') && row.marks.includes('self_reviewed'),
})

/** By name; what the program passed to the first level has no name on it and is the manager's. */
const passedTo = ({ escalated, escalated_to }: CaseRecord, { id, role }: Person): boolean =>
  escalated_to === id || (escalated === 1 && escalated_to === null && role === 'manager')
