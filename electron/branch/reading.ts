/** The queue and the case as the window shows them, read from the database each time. */

import type { z } from 'zod'
import { caseAccepted, caseEscalated, visitNoted } from '../../domain/cases/events.ts'
import { readFind } from '../../domain/customers/find.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import { signature } from '../../domain/people/person.ts'
import type { CaseDetail, CaseRow, contract, QueueQuery } from '../contract.ts'
import { type Branch, todayOf, utcNow } from './branch.ts'
import { acceptObstacle } from './commands.ts'
import { countByNumber } from './customers/looks.ts'
import { slipListObstacle } from './customers/slipList.ts'
import { caseOf, daysBetween, registrationOf } from './projection.ts'
import { spelled } from './search.ts'
import { deliveryOf } from './store/acknowledgements.ts'
import { type CaseRecord, caseRecord } from './store/cases.ts'
import { eventsOfCase, type StoredEvent } from './store/journal.ts'
import { personOf } from './store/people.ts'
import { readPage } from './store/queue.ts'

type Page = z.infer<NonNullable<(typeof contract.cases.page)['~orpc']['outputSchema']>>

export function pageOf(branch: Branch, { find, ...query }: QueueQuery): Page {
  const today = todayOf(branch)
  const person = branch.session.current()?.id ?? null
  const { terms, words, day, person: number } = readFind(find, { country: branch.knowledge.profile.country })
  const search = { ...query, terms, day, nobody: number !== null, spelled: spelled(words), person, today }
  const page = readPage(branch.db, search)
  return {
    ...page,
    rows: page.rows.map((row) => shownRow(row, today)),
    person: number && countByNumber(branch, number),
    readAt: utcNow(branch),
  }
}

export const shownRow = (row: CaseRecord, today: string): CaseRow => ({
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
  visits: row.visits,
  escalated: row.escalated || null,
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
      ...moreOf(event),
    })),
    acceptObstacle: acceptObstacle(branch, id),
    handOutObstacle: slipListObstacle(branch, found),
  }
}

/** What an event says beside who and when. */
function moreOf({ fields, payload }: StoredEvent): Pick<CaseDetail['history'][number], 'visit' | 'escalation'> {
  if (fields.type === 'visitNoted') {
    const { data } = visitNoted.safeParse(payload)
    return data ? { visit: { type: data.type, words: data.words, papers: data.papers } } : {}
  }
  if (fields.type !== 'caseEscalated') return {}
  const { data } = caseEscalated.safeParse(payload)
  return data ? { escalation: data } : {}
}

/** What the program did is nobody's; a person of another node is known by his id alone. */
function nameOf({ db }: Branch, { fields: { by } }: StoredEvent, known: Record<string, string>): string | null {
  if (by === SYSTEM) return null
  const person = personOf(db, by)
  return person ? signature(person) : (known[by] ?? by)
}
