/** The queue and the case as the window shows them, read from the database each time. */

import type { z } from 'zod'
import { daysBetween } from '../../domain/calendar/days.ts'
import { isOpen } from '../../domain/cases/case.ts'
import { caseAccepted, caseEscalated, visitNoted } from '../../domain/cases/events.ts'
import { stageOf } from '../../domain/cases/stages.ts'
import { readFind } from '../../domain/customers/find.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import type { CaseDetail, CaseRow, contract, QueueQuery } from '../contract.ts'
import { acceptObstacle } from './acting/accepting.ts'
import { standingOf } from './acting/now.ts'
import { answersSeen, payloadSeen } from './answersSeen.ts'
import { type Branch, todayOf, utcNow } from './branch.ts'
import { countByNumber } from './customers/looks.ts'
import { slipListObstacle } from './customers/slipList.ts'
import { copiesOf } from './hub/copied.ts'
import { caseOf, registrationOf } from './projection.ts'
import { conditionOf, momentOf } from './reports/condition.ts'
import { standingOfRow } from './rising.ts'
import { spelled } from './search.ts'
import { seenBy, tellsOfAnother, viewerOf } from './sight.ts'
import { deliveryOf } from './store/acknowledgements.ts'
import { type CaseRecord, caseRecord } from './store/cases.ts'
import { eventsOfCase, type StoredEvent } from './store/journal.ts'
import { readPage } from './store/queue.ts'

type Page = z.infer<NonNullable<(typeof contract.cases.page)['~orpc']['outputSchema']>>

export function pageOf(branch: Branch, { find, slice, ...query }: QueueQuery): Page {
  const today = todayOf(branch)
  const person = branch.session.current()
  const { terms, words, day, person: number } = readFind(find, { country: branch.knowledge.profile.country })
  const wished = slice ? conditionOf(slice, momentOf(branch)) : null
  const search = {
    ...query,
    slice: wished,
    terms,
    day,
    nobody: number !== null,
    spelled: spelled(words),
    person: person?.id ?? null,
    today,
    viewer: viewerOf(branch),
    seen: seenBy(person),
  }
  const page = readPage(branch.db, search)
  return {
    ...page,
    rows: page.rows.map((row) => shownRow(branch, row)),
    person: number && countByNumber(branch, number),
    readAt: utcNow(branch),
  }
}

/** What time has done to the case is read off its days; the stage on its way to headquarters off where its bytes are. */
export function shownRow(branch: Branch, row: CaseRecord): CaseRow {
  const today = todayOf(branch)
  const state = row.state as CaseRow['state']
  const waited = branch.clock() - Date.parse(row.since_at)
  const late = waited > branch.knowledge.rules.lifeCycle.unansweredHours * HOUR_MS
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    applicant: row.applicant,
    state,
    stage: stageOf({ state }, { delivery: row.since_delivery, late }),
    marks: JSON.parse(row.marks),
    registeredAt: row.registered_at,
    registeredBy: row.registrar,
    window: row.window,
    answerBy: row.answer_by,
    daysLeft: isOpen(state) ? daysBetween(today, row.answer_by) : null,
    delivery: row.delivery,
    slips: row.slips,
    visits: row.visits,
    escalated: Math.max(row.escalated, standingOfRow(row, today).level) || null,
    standing: standingOfRow(row, today),
  }
}

const HOUR_MS = 3_600_000

export function detailOf(branch: Branch, id: string): CaseDetail | null {
  const found = caseOf(branch, id)
  const row = caseRecord(branch.db, id)
  if (!found || !row) return null
  const events = eventsOfCase(branch.db, id)
  const { event, payload } = registrationOf(events)
  const standing = standingOf(branch, found, events)
  return {
    ...standing,
    row: shownRow(branch, row),
    registered: { ...payload, answers: answersSeen(branch, payload.answers) },
    missing: found.missing,
    seen: found.seen,
    conflicts: found.conflicts.map(({ by: _, refused: __, ...conflict }) => conflict),
    history: events.map((event) => ({
      seq: event.seq,
      line: event.line,
      hash: event.hash,
      type: event.fields.type,
      at: event.fields.at,
      // A person of another node is known by his id alone.
      by: event.fields.by === SYSTEM ? null : (standing.names[event.fields.by] ?? event.fields.by),
      window: event.office ? '' : event.letter,
      ...(event.office && { office: true as const }),
      reason: caseAccepted.safeParse(event.payload).data?.incompleteBecause ?? null,
      delivery: deliveryOf(branch.db, event),
      ...(tellsOfAnother(branch, event.payload) ? {} : moreOf(branch, event)),
    })),
    acceptObstacle: acceptObstacle(branch, id),
    handOutObstacle: slipListObstacle(branch, found),
    copies: copiesOf(branch, event),
  }
}

type Entry = CaseDetail['history'][number]

/** What an event says beside who and when; the registration stands in the detail itself. */
function moreOf(branch: Branch, { fields, payload }: StoredEvent): Pick<Entry, 'visit' | 'escalation' | 'says'> {
  if (fields.type === 'visitNoted') {
    const { data } = visitNoted.safeParse(payload)
    return data ? { visit: { type: data.type, words: data.words, papers: data.papers } } : {}
  }
  if (fields.type === 'caseRegistered') return {}
  if (fields.type !== 'caseEscalated') return { says: payloadSeen(branch, payload) }
  const { data } = caseEscalated.safeParse(payload)
  return data ? { escalation: data } : {}
}
