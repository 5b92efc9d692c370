/** All that is known of one case, for paper. Each making of it is a look and stands in the log before anybody gets it. */
import type { Case } from '../../../domain/cases/case.ts'
import { SYSTEM } from '../../../domain/journal/event.ts'
import { applicantOf } from '../../../domain/people/applicant.ts'
import { type Role, role, signature } from '../../../domain/people/person.ts'
import type { CaseRecordAnswer } from '../../contract.ts'
import { answersSeen, payloadSeen } from '../answersSeen.ts'
import type { Branch } from '../branch.ts'
import { ERASED } from '../journalExport/tally.ts'
import { caseOf, registrationOf } from '../projection.ts'
import { tellsOfAnother } from '../sight.ts'
import { caseRecord } from '../store/cases.ts'
import { eventsOfCase, payloadText, type StoredEvent } from '../store/journal.ts'
import { officerNames } from '../store/office.ts'
import { personOf } from '../store/people.ts'
import { noteLook } from './looks.ts'

type Record = Extract<CaseRecordAnswer, { ok: true }>['record']
const refuse = (code: 'notSignedIn' | 'unknownCase') => ({ ok: false as const, refusal: { code } })

export function caseRecordOf(branch: Branch, id: string): CaseRecordAnswer {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const found = caseOf(branch, id)
  const row = caseRecord(branch.db, id)
  if (!found || !row) return refuse('unknownCase')
  if (!noteLook(branch, { what: 'print', case_id: id, number: row.number, reason: 'case' }))
    return { ok: false, refusal: { code: 'notRecorded', why: 'other' } }
  return { ok: true, record: recordOf(branch, found, signature(person)) }
}

function recordOf(branch: Branch, found: Case, printedBy: string): Record {
  const { db } = branch
  const events = eventsOfCase(db, found.id)
  const { payload } = registrationOf(events)
  const names = namesIn(branch, found, events)
  return {
    number: found.number,
    applicant: applicantOf(found.answers),
    type: found.type,
    formVersion: found.formVersion,
    state: found.state,
    acceptedAt: payload.handTaken?.at ?? found.registeredAt,
    answerBy: found.answerBy,
    answers: answersSeen(branch, found.answers),
    missing: found.missing,
    files: found.attachments.map(({ sha256, name, kind, bytes, paper }) => ({ sha256, name, kind, bytes, paper })),
    entries: events.map((event) => entryOf(branch, event, names)),
    conflicts: found.conflicts.map(({ event, reason, confirmed }) => ({ event, reason, confirmed: confirmed ?? null })),
    disputes: found.disputes.map(({ entry, at, by, words }) => ({ entry, at, by, words })),
    names,
    reasons: branch.knowledge.rules.escalation.reasons,
    printedBy,
  }
}

function entryOf(branch: Branch, event: StoredEvent, names: Record['names']): Record['entries'][number] {
  const { line, seq, hash, letter } = event
  const { at, by, type } = event.fields
  const text = event.payload === undefined ? payloadText(branch.db, event) : null
  return {
    type,
    at,
    by: by === SYSTEM ? null : { id: by, name: names[by] ?? null, role: roleIn(event.payload) },
    window: letter,
    line,
    seq,
    hash,
    // That there was an entry stays; of which case it tells, whom that one names does not learn.
    payload: tellsOfAnother(branch, event.payload) ? {} : (text ?? payloadSeen(branch, event.payload)),
    erased: text === ERASED,
  }
}

const isObject = (value: unknown): value is { [key: string]: unknown } => typeof value === 'object' && value !== null

/** The role at the time, where the event says it: what somebody is today he may not have been then. */
function roleIn(payload: unknown): Role | null {
  const said = isObject(payload) ? (payload.acceptedBy ?? payload.notedBy) : null
  return isObject(said) ? (role.safeParse(said.role).data ?? null) : null
}

/** Everybody whom the events name by number, as far as this computer or the events themselves know. */
function namesIn({ db }: Branch, found: Case, events: readonly StoredEvent[]): Record['names'] {
  const ids = events.flatMap(({ fields, payload }) => [fields.by, isObject(payload) ? payload.seenBy : null])
  const told = events.flatMap(({ payload }) => {
    const officer = isObject(payload) && isObject(payload.officer) ? payload.officer : {}
    return typeof officer.id === 'string' && typeof officer.name === 'string'
      ? [[officer.id, officer.name] as const]
      : []
  })
  const known = [...new Set(ids)].flatMap((id) => {
    const person = typeof id === 'string' && id !== SYSTEM ? personOf(db, id) : null
    return person ? [[person.id, signature(person)] as const] : []
  })
  const { id, signature: registrar } = found.registeredBy
  return { ...officerNames(db), ...Object.fromEntries([[id, registrar] as const, ...told, ...known]) }
}
