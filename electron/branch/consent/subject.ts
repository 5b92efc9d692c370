/** What a consent is about: a paper that is being filled in, or a case; with what its form wants of the customer. */

import { attachmentPapers } from '../../../domain/cases/attachments.ts'
import { type Case, isOpen, isWorkedOn } from '../../../domain/cases/case.ts'
import {
  type ConsentGiven,
  type ConsentWanted,
  consentRuleOf,
  phoneMark,
  phonesFor,
  signedPapersOf,
  WITHDRAWAL,
  wantedOf,
} from '../../../domain/cases/consent.ts'
import { visitNoted } from '../../../domain/cases/events.ts'
import { takesConsent } from '../../../domain/cases/give.ts'
import { withdrawalOf } from '../../../domain/cases/withdrawals.ts'
import { normaliseAnswers } from '../../../domain/forms/answers.ts'
import type { Answers, Form } from '../../../domain/forms/schema.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Draft } from '../../contract.ts'
import { attachmentsToRecord } from '../attachments/drafts.ts'
import type { Branch } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf, registrationOf } from '../projection.ts'
import { draftOf } from '../store/drafts.ts'
import { eventsOfCase } from '../store/journal.ts'
import { type ConsentRow, confirmationOf, consentsAbout } from './store.ts'

export type Of = { draft: string } | { case: string } | { withdrawal: string }
export type Subject = {
  /** Command of the registration. */
  about: string
  /** Code of the form, or `WITHDRAWAL`: a code for the one is none for the other. */
  purpose: string
  /** Number of the case that is taken back. */
  withdraws: string | null
  case: string | null
  /** Whether it may be asked for by now: nobody gets a code for what is decided or has ended. */
  asks: boolean
  /** Nobody answers it any more: what was agreed to has had its use. */
  ended: boolean
  form: Form
  answers: Answers
  wanted: ConsentWanted | null
  /** The numbers that are asked, E.164, with their marks. */
  phones: { phone: string; mark: string }[]
  given: ConsentGiven[]
  /** Keys of the papers that the customer signs. */
  signedPapers: string[]
  /** Keys of the papers that have been handed in. */
  papers: string[]
}
/** Null where there is no such draft or case, or no form to judge it by. */
export function subjectOf(branch: Branch, of: Of): Subject | null {
  if ('draft' in of) return ofDraft(branch, of.draft)
  return 'case' in of ? ofCase(branch, of.case) : ofWithdrawal(branch, of.withdrawal)
}

/** The papers that lie on the counter, or whose scans were added. */
export const papersOf = (branch: Branch, draft: Pick<Draft, 'id' | 'papers'>): string[] => [
  ...draft.papers.map(({ key }) => key),
  ...attachmentPapers(attachmentsToRecord(branch, draft.id)),
]

/** The papers that came with the registration or with a later visit, or whose scans are in the case. */
export function papersOfCase({ db }: Branch, { id, attachments }: Case): string[] {
  const events = eventsOfCase(db, id)
  const visits = events.flatMap(({ fields, payload }) =>
    fields.type === 'visitNoted' ? (visitNoted.safeParse(payload).data?.papers ?? []) : [],
  )
  return [
    ...[...registrationOf(events).payload.papers, ...visits].map(({ key }) => key),
    ...attachmentPapers(attachments),
  ]
}

function ofDraft(branch: Branch, id: string): Subject | null {
  const { db, knowledge } = branch
  const draft = draftOf(db, id)
  const form = draft && formMadeWith(branch, draft)
  if (!draft || !form) return null
  const answers = normaliseAnswers(knowledge.catalogue, form, draft.answers, { country: knowledge.profile.country })
  const papers = papersOf(branch, draft)
  return {
    ...asked(form, answers, draft.command),
    case: null,
    asks: true,
    ended: false,
    given: givenBefore(db, draft.command, papers),
    papers,
  }
}

function ofCase(branch: Branch, id: string): Subject | null {
  const found = caseOf(branch, id)
  const form = found && formMadeWith(branch, found)
  if (!found || !form) return null
  const subject = asked(form, found.answers, found.command)
  return {
    ...subject,
    wanted: found.consent.wanted ?? subject.wanted,
    case: id,
    asks: takesConsent(found.state),
    ended: !isWorkedOn(found.state),
    given: found.consent.given,
    papers: papersOfCase(branch, found),
  }
}

/** The applicant takes his case back: one code from a number of his own; his signature goes another way. */
function ofWithdrawal(branch: Branch, id: string): Subject | null {
  const found = caseOf(branch, id)
  const form = found && formMadeWith(branch, found)
  if (!found || !form || !isOpen(found.state)) return null
  const { what, phones } = withdrawalHere(branch, found)
  return {
    ...{ about: found.command, purpose: WITHDRAWAL, withdraws: found.number, case: id, form, answers: found.answers },
    wanted: { ways: ['code'], what, phones: phones.map(({ mark }) => mark) },
    ...{ phones, given: [], signedPapers: [], papers: [], asks: true, ended: false },
  }
}

/** What a code must say to take this case back, and from which numbers: as it was registered, whatever was corrected. */
export const withdrawalHere = ({ db }: Pick<Branch, 'db'>, { id }: Pick<Case, 'id'>) =>
  withdrawalOf(primitives.sha256, registrationOf(eventsOfCase(db, id)).payload)

function asked(form: Form, answers: Answers, about: string) {
  const rule = consentRuleOf(form, answers)
  const phones = rule?.ways.includes('code') ? phonesFor(rule, answers) : []
  return {
    ...{ about, purpose: form.code, withdraws: null },
    form,
    answers,
    wanted: wantedOf(primitives.sha256, form, answers, about),
    phones: phones.map((phone) => ({ phone, mark: phoneMark(primitives.sha256, about, phone) })),
    signedPapers: signedPapersOf(form),
  }
}

/** What was given before the registration, to whatever words; a signature needs its paper in hand. */
export const givenBefore = (db: Branch['db'], about: string, papers: readonly string[]): ConsentGiven[] =>
  consentsAbout(db, about)
    .filter((row) => row.state === 'given' && (row.paper === null || papers.includes(row.paper)))
    .flatMap((row) => givenBy(row) ?? [])

/** The event's payload that a finished row stands for; null where it came to nothing. */
export function givenBy(row: ConsentRow): ConsentGiven | null {
  const seen = { command: row.id, seenBy: row.by_person }
  if (row.way === 'signature') {
    const { purpose, what, paper, at } = row
    return paper === null ? null : { ...seen, way: 'signature', purpose, what, paper, at }
  }
  const confirmation = confirmationOf(row)
  return confirmation && { ...seen, way: 'code', confirmation }
}
