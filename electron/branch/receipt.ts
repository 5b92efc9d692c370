/** Everything the slip shows, read from committed events only: there is no other way to a receipt. */
import { type Attachment, attachmentAdded, type CaseRegistered, visitNoted } from '../../domain/cases/events.ts'
import { answerTo } from '../../domain/forms/conditions.ts'
import { proofToKeep } from '../../domain/forms/keep.ts'
import { type Answers, language } from '../../domain/forms/schema.ts'
import { signature } from '../../domain/people/person.ts'
import { writeReceiptCode } from '../../domain/wire/receiptCode.ts'
import type { Receipt } from '../contract.ts'
import type { Branch } from './branch.ts'
import { formMadeWith } from './forms.ts'
import { copiesOf } from './hub/copied.ts'
import { type HeldCase, heldCase } from './projection.ts'
import { type StoredEvent, sealAfter } from './store/journal.ts'
import { personOf } from './store/people.ts'

/** The receipt of a case, or null while its registration is not held. */
export function receiptOf(branch: Pick<Branch, 'db' | 'knowledge'>, id: string): Receipt | null {
  const held = heldCase(branch, id)
  return held && receiptWith(branch, held)
}

/** The same of a case that has just been read. */
export function receiptWith(branch: Pick<Branch, 'db' | 'knowledge'>, held: HeldCase): Receipt {
  const { db } = branch
  const { found, events } = held
  const { event, payload } = held.registered
  const seal = sealAfter(db, event)
  const visit = lastVisit(events)
  const keep = proofToKeep(payload.answers)
  const told = toldOnSlip(branch, payload)
  const files = filesOnSlip(payload.attachments ?? [])
  const added = addedLater(branch, events, payload.attachments ?? [])
  return {
    case: found.id,
    number: payload.number,
    type: payload.type,
    formVersion: payload.formVersion,
    acceptedAt: payload.handTaken?.at ?? event.fields.at,
    acceptedBy: payload.acceptedBy,
    window: payload.window,
    answer: payload.answer,
    answerLanguage: language.catch('kk').parse(payload.answers.answer_lang),
    papers: payload.papers,
    ...(files.length > 0 && { files }),
    ...(added.length > 0 && { added }),
    missing: found.missing,
    ...(payload.outage !== undefined && { outage: payload.outage }),
    ...(payload.handTaken && { byHand: { number: payload.handTaken.number, typedAt: event.fields.at } }),
    ...(payload.dues && { dues: payload.dues }),
    ...(told && { told }),
    ...(keep.length > 0 && { keep }),
    qr: writeReceiptCode({ number: payload.number, line: event.line, ...seal }),
    copies: copiesOf(branch, event),
    ...(visit && { visit }),
    printed: found.slips,
  }
}

/** How many files show each paper. Of a file's name nothing goes on: customers put their own names into it. */
function filesOnSlip(attachments: readonly Attachment[]): { key: string | null; count: number }[] {
  const counts = new Map<string | null, number>()
  for (const { paper } of attachments) counts.set(paper, (counts.get(paper) ?? 0) + 1)
  return [...counts].map(([key, count]) => ({ key, count }))
}

/**
 * Files that joined the registered case. Those of one person, each less than a minute after his last, stand together: they
 * were brought at once. What two computers added while they were apart is there once.
 */
function addedLater(
  { db }: Pick<Branch, 'db'>,
  events: readonly StoredEvent[],
  registered: readonly Attachment[],
): NonNullable<Receipt['added']> {
  const known = new Set(registered.map(({ sha256 }) => sha256))
  const visits: { at: string; by: string; lastMs: number; files: Attachment[] }[] = []
  for (const { fields, payload } of events) {
    const { at, by, type } = fields
    const files = filesIn(type, payload).filter(({ sha256 }) => !known.has(sha256))
    if (files.length === 0) continue
    for (const { sha256 } of files) known.add(sha256)
    const ms = Date.parse(at)
    const visit = visits.findLast((one) => one.by === by)
    if (visit && Math.abs(ms - visit.lastMs) < MINUTE_MS) {
      visit.files.push(...files)
      visit.lastMs = ms
    } else visits.push({ at, by, lastMs: ms, files: [...files] })
  }
  return visits.map(({ at, by, files }) => {
    const person = personOf(db, by)
    return { at, by: person && signature(person), files: filesOnSlip(files) }
  })
}

const MINUTE_MS = 60_000

function filesIn(type: string, payload: unknown): readonly Attachment[] {
  if (type === 'visitNoted') return visitNoted.safeParse(payload).data?.attachments ?? []
  const { data } = type === 'attachmentAdded' ? attachmentAdded.safeParse(payload) : {}
  return data ? [data.attachment] : []
}

/** When the customer came last after the registration, and who took it in. */
function lastVisit(events: readonly StoredEvent[]): { at: string; by: string } | null {
  const visits = events.flatMap(({ fields, payload }) => {
    const { data } = fields.type === 'visitNoted' ? visitNoted.safeParse(payload) : {}
    return data ? [{ at: fields.at, by: data.notedBy.signature }] : []
  })
  return visits.at(-1) ?? null
}

/** The few answers that the form puts on the slip: dates and amounts that the customer will need, nothing that names him. */
function toldOnSlip(branch: Pick<Branch, 'db' | 'knowledge'>, payload: CaseRegistered): Answers | null {
  const { answers } = payload
  const told = (formMadeWith(branch, payload)?.onSlip ?? []).flatMap((key) => {
    const value = answerTo(answers, key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return told.length > 0 ? Object.fromEntries(told) : null
}
