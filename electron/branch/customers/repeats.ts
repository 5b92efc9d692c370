/** What the person at the counter came with before: for the form while it is typed, and for what is decided on it. */
import type { Repeats } from '../../../domain/cases/escalation.ts'
import { matterKeys } from '../../../domain/customers/matter.ts'
import { personKeys } from '../../../domain/customers/person.ts'
import { cameWithin, timesCame } from '../../../domain/customers/repeats.ts'
import { normaliseAnswers } from '../../../domain/forms/answers.ts'
import { formOf } from '../../../domain/forms/catalogue.ts'
import type { Answers, Form } from '../../../domain/forms/schema.ts'
import type { EarlierCase, RepeatsFound } from '../../contract.ts'
import { type Branch, todayOf, utcNow } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { record } from '../record.ts'
import { saveLook } from '../store/accessLog.ts'
import type { CaseRecord } from '../store/cases.ts'
import { draftOf } from '../store/drafts.ts'
import { casesOfPerson, type KnownCase } from './known.ts'

const MOST_OFFERED = 5

/** Cases of the same person: those on the same matter that are still offered, and all others. `answers` as stored. */
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
    if (same && cameWithin(one.row.came_on, today, offeredForMonths)) matter.push(one)
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

type Typed = { draft: string; type: string; formVersion?: number | undefined; answers: Answers }

/** Answers to what is on the screen. A person who was found is a look at him, with the draft as its reason. */
export function repeatsOf(branch: Branch, { draft, type, formVersion, answers }: Typed): RepeatsFound {
  const nothing: RepeatsFound = { matter: [], times: 0, others: { count: 0, latest: [] } }
  const { catalogue, profile } = branch.knowledge
  const form =
    formVersion === undefined ? formOf(catalogue, type) : (formMadeWith(branch, { type, formVersion }) ?? undefined)
  if (!form || !branch.session.current()) return nothing
  const stored = normaliseAnswers(catalogue, form, answers, { country: profile.country })
  const { matter, others } = earlierCases(branch, form, stored)
  if (matter.length + others.length === 0) return nothing
  if (!noteRepeat(branch, draft, stored, matter.length + others.length)) return nothing
  return {
    matter: matter.slice(0, MOST_OFFERED).map(({ row }) => offered(row)),
    times: timesCame(matter.map(({ row }) => row)),
    others: {
      count: others.length,
      latest: others.slice(0, MOST_OFFERED).map(({ row }) => ({ id: row.id, number: row.number })),
    },
  }
}

const offered = (row: CaseRecord): EarlierCase => ({
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

/** Once per draft and person. Where it cannot be written down, nothing is shown. */
function noteRepeat(branch: Branch, draft: string, answers: Answers, found: number): boolean {
  const person = branch.session.current()
  const [key] = personKeys(answers)
  if (!person || !key) return false
  const label = draftOf(branch.db, draft)?.label
  if (label === undefined) return false
  const noted = record(branch, (): { ok: true } => {
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
    return { ok: true }
  })
  return noted.ok
}
