/** All cases of one person. From a case the case is the reason; by number somebody has to say why. */
import type { z } from 'zod'
import { type PersonKey, samePerson } from '../../../domain/customers/person.ts'
import { listOf } from '../../../domain/forms/catalogue.ts'
import { type contract, type LookReason, MOST_CASES, type PersonCard, type PersonNumber } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { shownRow } from '../reading.ts'
import { isAboutViewer, notAboutViewer } from '../sight.ts'
import { casesWith } from '../store/caseKeys.ts'
import { caseRecord } from '../store/cases.ts'
import { titled } from '../titles.ts'
import { casesOfPerson, type KnownCase, keysOfKnown } from './known.ts'
import { endOf, noteLook } from './looks.ts'

type Call = (typeof contract.customers.person)['~orpc']
type Wish = z.infer<NonNullable<Call['inputSchema']>>
type Answer = z.infer<NonNullable<Call['outputSchema']>>

const refuse = <Code extends string>(code: Code) => ({ ok: false as const, refusal: { code } })

/** The card, once the look at it stands in the log. */
export function cardOf(branch: Branch, { of, look, reason }: Wish): Answer {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const opened = 'case' in of ? fromCase(branch, of.case) : byNumber(branch, of.number)
  if (!opened) return refuse('unknownCase')
  if (!('case' in of) && !isReason(branch, reason)) return refuse('reasonNeeded')
  const found = opened.people.reduce((sum, cases) => sum + cases.length, 0)
  // The id holds the person as well: a look never passes for somebody else's.
  const id = `${look} ${person.id} ${JSON.stringify(of)}`
  const why =
    'case' in of ? { reason: 'case', words: null } : { reason: reason?.code ?? null, words: reason?.words || null }
  if (!noteLook(branch, { id, what: 'person', ...opened.look, ...why, found }))
    return { ok: false, refusal: { code: 'notRecorded', why: 'other' } }
  return { ok: true, people: opened.people.slice(0, MOST_CASES).map((cases) => card(branch, cases)) }
}

/** One of the list, and words where it is `other`. */
function isReason({ knowledge: { catalogue, rules } }: Branch, reason: LookReason | null): reason is LookReason {
  if (!reason || !listOf(catalogue, 'look_reason').some(({ code }) => code === reason.code)) return false
  return reason.code !== 'other' || reason.words.trim().length >= rules.lookReasonLeast
}

type Opened = { people: KnownCase[][]; look: { [key: string]: string | null } }

function fromCase(branch: Branch, id: string): Opened | null {
  const row = caseRecord(branch.db, id)
  if (!row) return null
  const { keys, matters } = keysOfKnown(branch.db, id)
  const cases = keys.length > 0 ? notAboutViewer(branch, casesOfPerson(branch, keys)) : [{ row, keys, matters }]
  return { people: [cases], look: { case_id: id, number: row.number, ...lookedAt(keys) } }
}

const lookedAt = ([key]: readonly PersonKey[]) => ({ key_kind: key?.kind ?? null, key_value: key?.value ?? null })

function byNumber(branch: Branch, { kind, value }: PersonNumber): Opened {
  const look = { key_kind: kind, key_value: value }
  if (kind !== 'phone') {
    const cases = notAboutViewer(branch, casesOfPerson(branch, [{ kind, value }]))
    return { people: cases.length > 0 ? [cases] : [], look }
  }
  // One telephone may serve a family: each person is a card of his own.
  const people: KnownCase[][] = []
  for (const id of casesWith(branch.db, [{ kind, value }])) {
    const row = caseRecord(branch.db, id)
    if (!row || isAboutViewer(branch, row)) continue
    const one: KnownCase = { row, ...keysOfKnown(branch.db, id) }
    const own = people.find((cases) => cases.every((other) => samePerson(other.keys, one.keys)))
    if (own) own.push(one)
    else people.push([one])
  }
  return { people, look }
}

function card(branch: Branch, cases: KnownCase[]): PersonCard {
  const sorted = [...cases].sort((a, b) => (a.row.registered_at < b.row.registered_at ? 1 : -1))
  const number = cases.flatMap(({ keys }) => keys).find(({ kind }) => kind === 'iin' || kind === 'bin')
  return {
    name: sorted[0]?.row.applicant ?? '',
    numberEnd: number ? endOf(number.value) : null,
    cases: sorted.slice(0, MOST_CASES).map(({ row }) => titled(branch, shownRow(branch, row))),
    total: sorted.length,
  }
}
