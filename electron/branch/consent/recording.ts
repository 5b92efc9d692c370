/**
 * How a consent comes into the journal: with the registration, where it was given before, or as a record of its own. Every
 * function here runs inside the transaction of its command.
 */

import type { Case } from '../../../domain/cases/case.ts'
import type { ConsentFacts, RegistrationConsent } from '../../../domain/cases/commands.ts'
import { consentGiven, isConfirmed, signedPapersOf, wantedOf } from '../../../domain/cases/consent.ts'
import { decide } from '../../../domain/cases/decide.ts'
import type { CaseRefusal } from '../../../domain/cases/decision.ts'
import type { Answers, Form } from '../../../domain/forms/schema.ts'
import type { EventDraft } from '../../../domain/journal/event.ts'
import type { Person } from '../../../domain/people/person.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Draft } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { append } from '../journal.ts'
import { caseOf, project } from '../projection.ts'
import { setting } from '../store/settings.ts'
import { type ConsentRow, caseOfConsent, confirmationOf, consentsAbout, saveConsent } from './store.ts'
import { givenBefore, givenBy, papersOf } from './subject.ts'

/** What a registration has to know: what its form wants, and what the customer gave while it was filled in. */
export function consentOfDraft(branch: Branch, form: Form, answers: Answers, draft: Draft): RegistrationConsent {
  const { command } = draft
  return {
    wanted: wantedOf(primitives.sha256, form, answers, command),
    given: givenBefore(branch.db, command, papersOf(branch, draft)),
    history: consentsAbout(branch.db, command).flatMap((row) => historyOf(row, 0)),
  }
}

/** Notes that the registration has taken along what was asked before it. */
export function tellConsents(db: Branch['db'], about: string): void {
  for (const row of consentsAbout(db, about)) saveConsent(db, { ...row, told: row.state === 'asked' ? 1 : 2 })
}

/** What the form says of a case, and what a signature on it needs; `row` is the consent that is to be recorded. */
export function consentFacts(
  branch: Pick<Branch, 'db' | 'knowledge'>,
  state: Case | null,
  row: ConsentRow | null,
): ConsentFacts {
  const form = state && formMadeWith(branch, state)
  const hqKey = setting(branch.db, 'hqKey')
  const confirmed = row && confirmationOf(row)
  return {
    wanted: state && form ? wantedOf(primitives.sha256, form, state.answers, state.command) : null,
    genuine: !!confirmed && hqKey !== null && isConfirmed(primitives, confirmed, hqKey),
    signedPapers: form ? signedPapersOf(form) : [],
  }
}

/**
 * Saves what became of a consent and writes it into its case's journal, if the case is registered. A refusal of the rules
 * comes back and nothing has been written.
 */
export function settle(branch: Branch, row: ConsentRow, person: Person): CaseRefusal | null {
  const { db } = branch
  const id = caseOfConsent(db, row)
  const state = id === null ? null : caseOf(branch, id)
  if (id === null || !state) {
    saveConsent(db, row)
    return null
  }
  const events: EventDraft[] = historyOf(row, row.told).map((event) => ({ ...event, case: id, by: person.id }))
  const given = row.state === 'given' && row.told < 2 ? givenBy(row) : null
  if (given) {
    const facts = { person, consent: consentFacts(branch, state, row) }
    const decision = decide(
      state,
      { do: 'giveConsent', command: row.id, given: consentGiven.parse({ ...given, seenBy: person.id }) },
      facts,
    )
    if (!decision.ok) return decision.refusal
    events.push(...decision.events)
  }
  saveConsent(db, { ...row, told: row.state === 'asked' ? 1 : 2 })
  if (events.length > 0) append(branch, events)
  project(branch, id)
  return null
}

/** That a code was asked for, and that it came to nothing, each told once. Signatures have no history of their own. */
export function historyOf(row: ConsentRow, told: 0 | 1 | 2): EventDraft[] {
  if (row.way === 'signature' || row.masked === null) return []
  const { id, purpose, masked, at } = row
  const asked = { command: id, request: id, purpose, masked, at }
  const events: EventDraft[] = []
  if (told < 1) events.push({ type: 'codeRequested', case: null, by: '', payload: asked })
  if (told < 2 && (row.state === 'attempts' || row.state === 'expired'))
    events.push({ type: 'codeFailed', case: null, by: '', payload: { ...asked, why: row.state } })
  return events
}
