/**
 * The applicant takes his case back by a code from his phone: the right code is the withdrawal, and both are written
 * together or not at all. Runs inside the transaction of its command.
 */

import { isConfirmed } from '../../../domain/cases/consent.ts'
import { decide } from '../../../domain/cases/decide.ts'
import type { CaseRefusal } from '../../../domain/cases/decision.ts'
import type { EventDraft } from '../../../domain/journal/event.ts'
import type { Person } from '../../../domain/people/person.ts'
import { primitives } from '../../../trust/primitives.ts'
import { reviewFacts } from '../acting/facts.ts'
import type { Branch } from '../branch.ts'
import { append } from '../journal.ts'
import { caseOf, project } from '../projection.ts'
import { setting } from '../store/settings.ts'
import { historyOf } from './recording.ts'
import { type ConsentRow, confirmationOf, saveConsent } from './store.ts'
import { withdrawalHere } from './subject.ts'

/** Saves what became of the code and tells the case of it. A refusal of the rules comes back and nothing has been written. */
export function withdraw(branch: Branch, row: ConsentRow, person: Person): CaseRefusal | null {
  const { db } = branch
  const state = row.case_id === null ? null : caseOf(branch, row.case_id)
  if (!state) return { code: 'notRegistered' }
  const events: EventDraft[] = historyOf(row, row.told).map((event) => ({ ...event, case: state.id, by: person.id }))
  const confirmation = row.state === 'given' ? confirmationOf(row) : null
  if (confirmation) {
    const { what, phones } = withdrawalHere(branch, state)
    const hqKey = setting(db, 'hqKey')
    const genuine = hqKey !== null && isConfirmed(primitives, confirmation, hqKey)
    const decision = decide(
      state,
      { do: 'withdrawCase', command: row.id, proof: { way: 'code', confirmation } },
      { ...reviewFacts(branch, state, person), withdrawal: { genuine, what, phones: phones.map(({ mark }) => mark) } },
    )
    if (!decision.ok) return decision.refusal
    events.push(...decision.events)
  }
  saveConsent(db, { ...row, told: row.state === 'asked' ? 1 : 2 })
  if (events.length > 0) append(branch, events)
  project(branch, state.id)
  return null
}
