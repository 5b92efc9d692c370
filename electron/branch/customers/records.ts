/**
 * What this branch's own records put into a form: the person's open cases, and an earlier case as the proof of what is said.
 * Each is a look at somebody and stands in the log with the draft as its reason; what cannot be written down is
 * neither shown nor printed.
 */
import { type CaseState, isOpen } from '../../../domain/cases/case.ts'
import {
  type EvidenceField,
  evidenceWanted,
  howFound,
  isEvidence,
  nameToFind,
  type Paper,
  type WayFound,
  waysFound,
} from '../../../domain/customers/evidence.ts'
import { matterKeys } from '../../../domain/customers/matter.ts'
import { personKeys } from '../../../domain/customers/person.ts'
import { normaliseAnswers } from '../../../domain/forms/answers.ts'
import { fieldsOf } from '../../../domain/forms/catalogue.ts'
import { comparisonsOf, isAnswered } from '../../../domain/forms/conditions.ts'
import { besideTyped, recordFields, withOpenCases } from '../../../domain/forms/fromRecords.ts'
import type { Answers, Catalogue, EarlierCaseWanted, Form, Language, Text3 } from '../../../domain/forms/schema.ts'
import { showAnswer } from '../../../domain/forms/shown.ts'
import { titleFor } from '../../../domain/forms/terms.ts'
import type { Draft, EvidenceCase, PersonRecords } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
import { notAboutViewer } from '../sight.ts'
import type { CaseRecord } from '../store/cases.ts'
import { casesNamed } from '../store/cases.ts'
import { draftOf } from '../store/drafts.ts'
import { casesOfPerson, keysOfKnown, known } from './known.ts'
import { type FoundBy, filledIn, noteFound, offered, saveFound, type Typed } from './repeats.ts'

/** So many are offered for a field: more would be a list to read, not a proof to take. */
const MOST_OFFERED = 3

export function recordsFor(branch: Branch, typed: Typed): PersonRecords {
  const filled = filledIn(branch, typed)
  if (!filled) return { open: null, evidence: [] }
  const { form, stored } = filled
  return {
    open: openShown(branch, form, stored, typed.draft),
    evidence: evidenceWanted(form, stored).flatMap((field) => {
      const cases = evidenceFor(branch, form, stored, field, typed.draft)
      return cases.length > 0 ? [{ field: field.field, cases }] : []
    }),
  }
}

/** The latest first; null where the form does not tell them or nobody is named. */
function openCases(branch: Branch, form: Form, answers: Answers): CaseRecord[] | null {
  const keys = personKeys(answers)
  if (keys.length === 0 || recordFields(branch.knowledge.catalogue, form, answers).length === 0) return null
  return notAboutViewer(branch, casesOfPerson(branch, keys))
    .map(({ row }) => row)
    .filter(({ state }) => isOpen(state as CaseState))
}

function openShown(branch: Branch, form: Form, answers: Answers, draft: string): PersonRecords['open'] {
  const open = openCases(branch, form, answers)
  const [key] = personKeys(answers)
  if (!open || !key || open.length === 0) return open && []
  return noteFound(branch, draft, [{ key, count: open.length }]) ? open.map((row) => offered(branch, row)) : null
}

/** The answers with what the records say, in the caller's transaction; of what a window sent for it nothing stays. */
export function withRecords(branch: Branch, form: Form, answers: Answers, draft: string): Answers {
  const open = openCases(branch, form, answers) ?? []
  const [key] = personKeys(answers)
  const noted = key !== undefined && open.length > 0 && saveFound(branch, draft, key, open.length)
  const numbers = noted ? open.map(({ number }) => number) : []
  return withOpenCases(branch.knowledge.catalogue, form, answers, numbers)
}

/** A draft as it is printed; for an empty sheet (`blank`) the records are not asked, so nobody is looked at. */
export function draftToPrint(branch: Branch, id: string, blank = false): Draft | null {
  const draft = draftOf(branch.db, id)
  const form = draft && formMadeWith(branch, draft)
  if (!draft || !form || blank) return draft
  const { catalogue, profile } = branch.knowledge
  // By what would be stored the person is known; what is printed beside it stays as it was typed, as in the preview.
  const stored = normaliseAnswers(catalogue, form, draft.answers, { country: profile.country })
  if (recordFields(catalogue, form, stored).length === 0) return draft
  const printed = record(branch, () => ({ ok: true as const, answers: withRecords(branch, form, stored, id) }))
  return { ...draft, answers: besideTyped(form, draft.answers, printed.ok ? printed.answers : {}) }
}

type Found = { case: EvidenceCase; key: FoundBy }

/** The surest first; each person who is shown is one look, with the number of cases shown for that key. */
function evidenceFor(
  branch: Branch,
  form: Form,
  answers: Answers,
  field: EvidenceField,
  draft: string,
): EvidenceCase[] {
  const found = mostLikely(branch, form, answers, field)
  const looks = new Map<string, { key: FoundBy; count: number }>()
  for (const { key } of found) {
    const id = `${key.kind} ${key.value}`
    looks.set(id, { key, count: (looks.get(id)?.count ?? 0) + 1 })
  }
  if (found.length === 0 || !noteFound(branch, draft, [...looks.values()])) return []
  return found.map((one) => one.case)
}

type Near = { row: CaseRecord; earlier: Omit<Paper, 'answers'>; isOfPerson: boolean; by: WayFound }

/**
 * The cases to offer, no more than `MOST_OFFERED`. A case is read from its events only when its keys already match and
 * the surer ones were not enough: this runs at every pause in typing.
 */
function mostLikely(branch: Branch, form: Form, answers: Answers, { wanted }: EvidenceField): Found[] {
  const { catalogue } = branch.knowledge
  const paper: Paper = { answers, keys: personKeys(answers), matters: matterKeys(catalogue, form, answers) }
  const name = nameToFind(answers)
  const found: Found[] = []
  for (const { row, earlier, isOfPerson, by: likely } of nearCases(branch, paper, wanted, name)) {
    if (found.length === MOST_OFFERED) break
    const state = caseOf(branch, row.id)
    const itsForm = state && formMadeWith(branch, state)
    if (!state || !itsForm || !isEvidence(wanted, row.type, state.answers)) continue
    // Keys tell all but the name, which may differ in the patronymic.
    const by = likely === 'name' ? howFound(paper, { ...earlier, answers: state.answers }, isOfPerson) : likely
    const key = by && keyOf(by, paper, earlier.matters, name)
    if (!by || !key) continue
    const title = whatItIs(catalogue, itsForm, wanted, state.answers)
    found.push({ case: { number: row.number, title, acceptedOn: row.accepted_on, by }, key })
  }
  return found
}

/** Cases whose keys match, the surest first, then the latest. `name`: as it stands only in the projection, not yet compared. */
function nearCases(branch: Branch, paper: Paper, wanted: EarlierCaseWanted, name: string | null): Near[] {
  const { db } = branch
  const types = new Set(wanted.cases.map(({ type }) => type))
  const own = casesOfPerson(branch, paper.keys, paper.matters)
  const ofPerson = new Set(own.map(({ row }) => row.id))
  const named = name === null ? [] : [...types].flatMap((type) => casesNamed(db, type, name))
  const about = paper.matters.map((value) => ({ kind: 'matter' as const, value }))
  const near = [...known(db, about), ...own, ...named.map((row) => ({ row, ...keysOfKnown(db, row.id) }))]
  const each = new Map(
    notAboutViewer(branch, near)
      .filter(({ row }) => types.has(row.type))
      .map((one) => [one.row.id, one]),
  )
  return [...each.values()]
    .flatMap(({ row, keys, matters }): Near[] => {
      const isOfPerson = ofPerson.has(row.id)
      // With the typed answers for its own, a name that could match does; whoever does not match now never will.
      const by = howFound(paper, { answers: paper.answers, keys, matters }, isOfPerson)
      return by ? [{ row, earlier: { keys, matters }, isOfPerson, by }] : []
    })
    .sort(
      (a, b) =>
        waysFound.indexOf(a.by) - waysFound.indexOf(b.by) || (a.row.registered_at < b.row.registered_at ? 1 : -1),
    )
}

/** In the words of the answers that make it a proof (“End the contract”); without such answers by its type. */
function whatItIs(catalogue: Catalogue, form: Form, wanted: EarlierCaseWanted, answers: Answers): Text3 {
  const when = wanted.cases.find(({ type }) => type === form.code)?.when
  const telling = new Set(when ? comparisonsOf(when).map(({ comparison }) => comparison.field) : [])
  const fields = fieldsOf(catalogue, form).filter(({ key }) => telling.has(key) && isAnswered(answers[key]))
  if (fields.length === 0) return titleFor(form, answers).short
  const words = (language: Language) =>
    fields.map((field) => showAnswer(catalogue, field, answers[field.key], language).text).join(' · ')
  return { kk: words('kk'), ru: words('ru'), en: words('en') }
}

function keyOf(by: WayFound, paper: Paper, matters: readonly string[], name: string | null): FoundBy | null {
  switch (by) {
    case 'matter': {
      const value = paper.matters.find((one) => matters.includes(one))
      return value === undefined ? null : { kind: 'matter', value }
    }
    case 'person':
      return paper.keys[0] ?? null
    case 'name':
      return name === null ? null : { kind: 'name', value: name }
    default:
      return by satisfies never
  }
}
