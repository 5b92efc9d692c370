/** The queue and the case as the window shows them, read from the database each time. */

import type { z } from 'zod'
import { caseAccepted } from '../../domain/cases/events.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import { signature } from '../../domain/people/person.ts'
import type { CaseDetail, CaseRow, contract, QueueQuery } from '../contract.ts'
import { type Branch, todayOf, utcNow } from './branch.ts'
import { acceptObstacle } from './commands.ts'
import { caseOf, daysBetween, registrationOf } from './projection.ts'
import { spelled, termsOf } from './search.ts'
import { deliveryOf } from './store/acknowledgements.ts'
import { type CaseRecord, caseRecord } from './store/cases.ts'
import { eventsOfCase, type StoredEvent } from './store/journal.ts'
import { personOf } from './store/people.ts'
import { readPage } from './store/queue.ts'

type Page = z.infer<NonNullable<(typeof contract.cases.page)['~orpc']['outputSchema']>>

export function pageOf(branch: Branch, { find, ...query }: QueueQuery): Page {
  const today = todayOf(branch)
  const person = branch.session.current()?.id ?? null
  const page = readPage(branch.db, { ...query, terms: termsOf(find), spelled: spelled(find), person, today })
  return { ...page, rows: page.rows.map((row) => shownRow(row, today)), readAt: utcNow(branch) }
}

const shownRow = (row: CaseRecord, today: string): CaseRow => ({
  id: row.id,
  number: row.number,
  type: row.type,
  applicant: row.applicant,
  state: row.state as CaseRow['state'],
  marks: JSON.parse(row.marks),
  registeredAt: row.registered_at,
  registeredBy: row.registrar,
  window: row.window,
  answerBy: row.answer_by,
  daysLeft: daysBetween(today, row.answer_by),
  delivery: row.delivery,
  slips: row.slips,
})

export function detailOf(branch: Branch, id: string): CaseDetail | null {
  const found = caseOf(branch, id)
  const row = caseRecord(branch.db, id)
  if (!found || !row) return null
  const events = eventsOfCase(branch.db, id)
  const { payload } = registrationOf(events)
  return {
    row: shownRow(row, todayOf(branch)),
    registered: payload,
    missing: found.missing,
    conflicts: found.conflicts,
    history: events.map((event) => ({
      seq: event.seq,
      line: event.line,
      hash: event.hash,
      type: event.fields.type,
      at: event.fields.at,
      by: nameOf(branch, event, { [found.registeredBy.id]: found.registeredBy.signature }),
      window: event.letter,
      reason: caseAccepted.safeParse(event.payload).data?.incompleteBecause ?? null,
      delivery: deliveryOf(branch.db, event),
    })),
    acceptObstacle: acceptObstacle(branch, id),
  }
}

/** What the program did is nobody's; a person of another node is known by his id alone. */
function nameOf({ db }: Branch, { fields: { by } }: StoredEvent, known: Record<string, string>): string | null {
  if (by === SYSTEM) return null
  const person = personOf(db, by)
  return person ? signature(person) : (known[by] ?? by)
}
