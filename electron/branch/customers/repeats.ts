/** What the person at the counter came with before: for the form while it is typed, and for what is decided on it. */
import type { Repeats } from '../../../domain/cases/escalation.ts'
import { isEvidence } from '../../../domain/customers/evidence.ts'
import { matterKeys } from '../../../domain/customers/matter.ts'
import { type PersonKey, personKeys } from '../../../domain/customers/person.ts'
import { cameWithin, timesCame } from '../../../domain/customers/repeats.ts'
import { normaliseAnswers } from '../../../domain/forms/answers.ts'
import { formOf } from '../../../domain/forms/catalogue.ts'
import type { Answers, Form } from '../../../domain/forms/schema.ts'
import type { EarlierCase, RepeatsFound } from '../../contract.ts'
import { type Branch, todayOf, utcNow } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
import { notAboutViewer } from '../sight.ts'
import { saveLook } from '../store/accessLog.ts'
import type { CaseRecord } from '../store/cases.ts'
import { draftOf } from '../store/drafts.ts'
import { titled } from '../titles.ts'
import { casesOfPerson, type KnownCase } from './known.ts'

const MOST_OFFERED = 5

/**
 * Cases of the same person: those on the same matter that are still offered, and all others. What the form takes as a proof
 * is among the others: a first bill after a cancellation neither goes on with the cancellation nor comes a second time
 * (R-047 lets repeated cases rise). `answers` as stored.
 */
export function earlierCases(
  branch: Branch,
  form: Form,
  answers: Answers,
): { matter: KnownCase[]; others: KnownCase[] } {
  const keys = personKeys(answers)
  if (keys.length === 0) return { matter: [], others: [] }
  const about = new Set(matterKeys(branch.knowledge.catalogue, form, answers))
  const { offeredForMonths } = branch.knowledge.rules.repeats
  const today = todayOf(branch)
  const matter: KnownCase[] = []
  const others: KnownCase[] = []
  for (const one of casesOfPerson(branch, keys, about)) {
    const same = one.matters.some((value) => about.has(value))
    const still = same && cameWithin(one.row.came_on, today, offeredForMonths)
    if (still && !isProofFor(branch, form, one.row)) matter.push(one)
    else others.push(one)
  }
  const first = (one: KnownCase) => (one.row.type === form.code ? 0 : 1)
  return { matter: matter.sort((a, b) => first(a) - first(b)), others }
}

/** The fact for `decide`: how often the person has come with this matter before. */
export const repeatsBefore = (branch: Branch, form: Form, answers: Answers): Repeats => ({
  before: timesCame(earlierCases(branch, form, answers).matter.map(({ row }) => row)),
  rule: branch.knowledge.rules.repeats,
})

/** By which key somebody was found; `matter` and `name` where the person himself is not known to be the same. */
export type FoundBy = { kind: PersonKey['kind'] | 'matter' | 'name'; value: string }

export type Typed = { draft: string; type: string; formVersion?: number | undefined; answers: Answers }

/** The form on the screen with its answers as they are stored; null without either, and before anybody is signed in. */
export function filledIn(branch: Branch, { type, formVersion, answers }: Omit<Typed, 'draft'>) {
  const { catalogue, profile } = branch.knowledge
  const form =
    formVersion === undefined ? formOf(catalogue, type) : (formMadeWith(branch, { type, formVersion }) ?? undefined)
  if (!form || !branch.session.current()) return null
  return { form, stored: normaliseAnswers(catalogue, form, answers, { country: profile.country }) }
}

/** Answers to what is on the screen. A person who was found is a look at him, with the draft as its reason. */
export function repeatsOf(branch: Branch, { draft, type, formVersion, answers }: Typed): RepeatsFound {
  const nothing: RepeatsFound = { matter: [], times: 0, others: { count: 0, latest: [] } }
  const filled = filledIn(branch, { type, formVersion, answers })
  if (!filled) return nothing
  const { form, stored } = filled
  const earlier = earlierCases(branch, form, stored)
  const matter = notAboutViewer(branch, earlier.matter)
  const others = notAboutViewer(branch, earlier.others)
  const [key] = personKeys(stored)
  const count = matter.length + others.length
  if (!key || count === 0 || !noteFound(branch, draft, [{ key, count }])) return nothing
  return {
    matter: matter.slice(0, MOST_OFFERED).map(({ row }) => offered(branch, row)),
    times: timesCame(matter.map(({ row }) => row)),
    others: {
      count: others.length,
      latest: others.slice(0, MOST_OFFERED).map(({ row }) => ({ id: row.id, number: row.number })),
    },
  }
}

/** Whether a case is what some field of the form looks for. Only one of a type that it names is read. */
export const isProofFor = (branch: Branch, form: Form, { id, type }: Pick<CaseRecord, 'id' | 'type'>): boolean =>
  form.fields.some(
    ({ type: field }) =>
      field.kind === 'case_number' &&
      field.earlier?.cases.some((one) => one.type === type) &&
      isEvidence(field.earlier, type, caseOf(branch, id)?.answers ?? {}),
  )

/** As the window shows it. */
export const offered = (branch: Branch, row: CaseRecord): EarlierCase =>
  titled(branch, {
    id: row.id,
    number: row.number,
    type: row.type,
    state: row.state as EarlierCase['state'],
    registeredAt: row.registered_at,
    registeredBy: row.registrar,
    answerBy: row.answer_by,
    cameOn: row.came_on,
    visits: row.visits,
  })

/**
 * A look at whoever was found while a form is typed; the draft is its reason. Once per draft and key, in the caller's
 * transaction; false where nobody is signed in or the draft is gone.
 */
export function saveFound(branch: Branch, draft: string, key: FoundBy, found: number): boolean {
  const person = branch.session.current()
  const label = draftOf(branch.db, draft)?.label
  if (!person || label === undefined) return false
  saveLook(branch.db, {
    id: `repeat ${draft} ${person.id} ${key.kind} ${key.value}`,
    at: utcNow(branch),
    day: todayOf(branch),
    by_person: person.id,
    what: 'repeat',
    case_id: null,
    number: null,
    key_kind: key.kind,
    key_value: key.value,
    reason: 'draft',
    words: label,
    found,
  })
  return true
}

/** The same for each key, in one transaction of its own. Where it cannot be written down, nothing is shown. */
export function noteFound(branch: Branch, draft: string, found: readonly { key: FoundBy; count: number }[]): boolean {
  const noted = record(branch, () => ({ ok: found.every(({ key, count }) => saveFound(branch, draft, key, count)) }))
  return noted.ok
}
