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
import { recordFields, withOpenCases } from '../../../domain/forms/fromRecords.ts'
import type { Answers, Catalogue, EarlierCaseWanted, Form, Language, Text3 } from '../../../domain/forms/schema.ts'
import { showAnswer } from '../../../domain/forms/shown.ts'
import { titleFor } from '../../../domain/forms/terms.ts'
import type { Draft, EvidenceCase, PersonRecords } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf } from '../projection.ts'
import { record } from '../record.ts'
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
  return casesOfPerson(branch, keys)
    .map(({ row }) => row)
    .filter(({ state }) => isOpen(state as CaseState))
}

function openShown(branch: Branch, form: Form, answers: Answers, draft: string): PersonRecords['open'] {
  const open = openCases(branch, form, answers)
  const [key] = personKeys(answers)
  if (!open || !key || open.length === 0) return open && []
  return noteFound(branch, draft, key, open.length) ? open.map(offered) : null
}

/** The answers with what the records say, in the caller's transaction; of what a window sent for it nothing stays. */
export function withRecords(branch: Branch, form: Form, answers: Answers, draft: string): Answers {
  const open = openCases(branch, form, answers) ?? []
  const [key] = personKeys(answers)
  const noted = key !== undefined && open.length > 0 && saveFound(branch, draft, key, open.length)
  const numbers = noted ? open.map(({ number }) => number) : []
  return withOpenCases(branch.knowledge.catalogue, form, answers, numbers)
}

/** A draft as it is printed. */
export function draftToPrint(branch: Branch, id: string): Draft | null {
  const draft = draftOf(branch.db, id)
  const form = draft && formMadeWith(branch, draft)
  if (!draft || !form) return draft
  const { catalogue, profile } = branch.knowledge
  // By what is shown and stored the person is known; what is printed beside it stays as it was typed.
  const stored = normaliseAnswers(catalogue, form, draft.answers, { country: profile.country })
  if (recordFields(catalogue, form, stored).length === 0) return draft
  const printed = record(branch, () => ({ ok: true as const, answers: withRecords(branch, form, stored, id) }))
  return { ...draft, answers: printed.ok ? printed.answers : withOpenCases(catalogue, form, stored, []) }
}

type Found = { case: EvidenceCase; key: FoundBy }

function evidenceFor(
  branch: Branch,
  form: Form,
  answers: Answers,
  field: EvidenceField,
  draft: string,
): EvidenceCase[] {
  const found = waysFound.flatMap((by) => candidates(branch, form, answers, field).filter((one) => one.case.by === by))
  return found
    .slice(0, MOST_OFFERED)
    .filter(({ key }) => noteFound(branch, draft, key, found.length))
    .map((one) => one.case)
}

/** Every case that could be meant, the latest first, with how it was found. */
function candidates(branch: Branch, form: Form, answers: Answers, { wanted }: EvidenceField): Found[] {
  const { db, knowledge } = branch
  const paper: Paper = { answers, keys: personKeys(answers), matters: matterKeys(knowledge.catalogue, form, answers) }
  const types = new Set(wanted.cases.map(({ type }) => type))
  const own = casesOfPerson(branch, paper.keys, paper.matters)
  const ofPerson = new Set(own.map(({ row }) => row.id))
  const name = nameToFind(answers)
  const named = name === null ? [] : [...types].flatMap((type) => casesNamed(db, type, name))
  const near = [
    ...known(
      db,
      paper.matters.map((value) => ({ kind: 'matter' as const, value })),
    ),
    ...own,
    ...named.map((row) => ({ row, ...keysOfKnown(db, row.id) })),
  ]
  const each = new Map(near.filter(({ row }) => types.has(row.type)).map((one) => [one.row.id, one]))
  return [...each.values()]
    .sort((a, b) => (a.row.registered_at < b.row.registered_at ? 1 : -1))
    .flatMap(({ row, keys, matters }): Found[] => {
      const earlier = caseOf(branch, row.id)
      const itsForm = earlier && formMadeWith(branch, earlier)
      if (!earlier || !itsForm || !isEvidence(wanted, row.type, earlier.answers)) return []
      const by = howFound(paper, { answers: earlier.answers, keys, matters }, ofPerson.has(row.id))
      const key = by && keyOf(by, paper, matters, name)
      if (!by || !key) return []
      const title = whatItIs(knowledge.catalogue, itsForm, wanted, earlier.answers)
      return [{ case: { number: row.number, title, acceptedOn: row.accepted_on, by }, key }]
    })
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
