/**
 * The log of looks at people: who, when, at whom, why. A card without a case wants a reason; what is opened in the course
 * of work is written down without asking. What cannot be written down is not shown, except a case: work goes on.
 */
import { signature } from '../../../domain/people/person.ts'
import type { LookShown, PersonNumber } from '../../contract.ts'
import { acceptObstacle } from '../acting/accepting.ts'
import { type Branch, newId, todayOf, utcNow } from '../branch.ts'
import { record } from '../record.ts'
import { caseIsAboutViewer } from '../sight.ts'
import { type Look, type LookRow, type LooksQuery, lookers, looksPage, saveLook } from '../store/accessLog.ts'
import { casesWith } from '../store/caseKeys.ts'
import { type CaseRecord, caseRecord } from '../store/cases.ts'
import { personOf } from '../store/people.ts'

type Noted = Pick<Look, 'what'> & Partial<Look>

/** Writes one look of the signed-in person; false where it could not be written. */
export function noteLook(branch: Branch, look: Noted): boolean {
  const person = branch.session.current()
  if (!person) return false
  const nothing = {
    case_id: null,
    number: null,
    key_kind: null,
    key_value: null,
    reason: null,
    words: null,
    found: null,
  }
  return record(branch, (): { ok: true } => {
    saveLook(branch.db, {
      id: newId(branch),
      at: utcNow(branch),
      day: todayOf(branch),
      by_person: person.id,
      ...nothing,
      ...look,
    })
    return { ok: true }
  }).ok
}

/** The case on each person's screen, so that a screen that reads again is no second look. */
const onScreen = new WeakMap<Branch['session'], string>()

/** A case opened by somebody who neither took it in nor reviews it. */
export function noteCaseLook(branch: Branch, id: string): void {
  const person = branch.session.current()
  const row = person && caseRecord(branch.db, id)
  if (!person || !row) return
  const here = `${person.id} ${id}`
  if (onScreen.get(branch.session) === here) return
  onScreen.set(branch.session, here)
  if (row.registered_by === person.id || reviews(branch, row)) return
  noteLook(branch, { what: 'case', case_id: id, number: row.number, reason: 'case' })
}

function reviews(branch: Branch, row: CaseRecord): boolean {
  if (row.state !== 'in_review') return false
  const obstacle = acceptObstacle(branch, row.id)
  return obstacle !== 'roleMayNot' && obstacle !== 'ownCase'
}

/**
 * How many cases there are with a person's number, and nothing else of them. Who asked and found somebody is written down, once a
 * day for each number; unwritten, the answer is none. A number that is nobody's is no look at a person.
 */
export function countByNumber(branch: Branch, { kinds, value }: { kinds: PersonNumber['kind'][]; value: string }) {
  const found = kinds
    .map((kind) => ({ kind, value, count: countWith(branch, { kind, value }) }))
    .sort((a, b) => b.count - a.count)
  const [best] = found
  const person = branch.session.current()
  if (!best || !person) return null
  if (best.count === 0) return best
  const noted = noteLook(branch, {
    id: `search ${todayOf(branch)} ${person.id} ${best.kind} ${value}`,
    what: 'search',
    key_kind: best.kind,
    key_value: value,
    found: best.count,
  })
  return noted ? best : { ...best, count: 0 }
}

const countWith = (branch: Branch, key: { kind: PersonNumber['kind']; value: string }): number =>
  casesWith(branch.db, [key]).filter((id) => !caseIsAboutViewer(branch, id)).length

/** One page of the log as a lead sees it. */
export function looksShown(branch: Branch, query: LooksQuery) {
  const { db } = branch
  const { rows, total } = looksPage(db, query)
  const nameOf = (id: string) => {
    const person = personOf(db, id)
    return person ? signature(person) : id
  }
  const people = lookers(db).map((id) => ({ id, signature: nameOf(id) }))
  return { rows: rows.map((row) => shown(withoutOwn(branch, row), nameOf(row.by_person))), total, people }
}

/** That somebody looked at a case about the viewer he may know; at which, and at whom, not. */
const withoutOwn = (branch: Branch, row: LookRow): LookRow =>
  caseIsAboutViewer(branch, row.case_id) ? { ...row, case_id: null, number: null, key_value: null, words: null } : row

const shown = (row: LookRow, by: string): LookShown => ({
  id: row.place,
  at: row.at,
  by,
  what: row.what,
  case: row.case_id !== null && row.number !== null ? { id: row.case_id, number: row.number } : null,
  key: row.key_kind !== null && row.key_value !== null ? { kind: row.key_kind, end: endOf(row.key_value) } : null,
  reason: row.reason,
  words: row.words,
  found: row.found,
})

/** The last four of the digits: enough to know a person again, too little to learn him. */
export const endOf = (value: string): string => value.replace(/\|.*$/, '').replace(/\D/g, '').slice(-4)
