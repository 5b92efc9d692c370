/** What did not add up and is being looked into, at this window and at the others of the branch. */

import { signature } from '../../../domain/people/person.ts'
import {
  decideInvestigation,
  foldInvestigations,
  type Investigation,
  type InvestigationCommand,
  type InvestigationRefusal,
} from '../../../domain/shifts/investigation.ts'
import type { InvestigationView } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import { isAboutViewer } from '../sight.ts'
import type { NotRecorded } from '../storage.ts'
import { caseRecord } from '../store/cases.ts'
import { people, personOf } from '../store/people.ts'
import { investigationEvents } from '../store/shifts.ts'

type Refused = { ok: false; refusal: { code: 'notSignedIn' } | InvestigationRefusal }
export type Acted = { ok: true } | NotRecorded | Refused

export function actOnInvestigation(branch: Branch, wish: InvestigationCommand): Acted {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  const acted = record(branch, (): Acted => {
    if (answerTo(branch, wish) !== null) return { ok: true }
    const state = foldInvestigations(investigationEvents(branch.db)).get(wish.investigation) ?? null
    const decision = decideInvestigation(state, wish, { person, alone: people(branch.db).length === 1 })
    if (!decision.ok) return decision
    append(branch, decision.events)
    keepAnswer(branch, { id: wish.command, draft: null, case: myLine(branch.db), at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (acted.ok) branch.changed('shifts', 'exchange')
  return acted
}

/** Open ones first, then the latest. */
export function investigationsOf(branch: Pick<Branch, 'db' | 'session'>): InvestigationView[] {
  const all = [...foldInvestigations(investigationEvents(branch.db)).values()].reverse()
  return [...all.filter(({ ended }) => !ended), ...all.filter(({ ended }) => ended)].map((one) => shown(branch, one))
}

function shown(branch: Pick<Branch, 'db' | 'session'>, one: Investigation): InvestigationView {
  const { db } = branch
  const name = (id: string) => {
    const person = personOf(db, id)
    return person && signature(person)
  }
  const said = ({ at, by, words }: Investigation['notes'][number]) => ({ at, by: name(by), words })
  const { command: _, ...kept } = one
  return {
    ...kept,
    openedBy: name(one.openedBy),
    opener: one.openedBy,
    notes: one.notes.map(said),
    ended: one.ended && said(one.ended),
    cases: (one.cases ?? []).flatMap((id) => {
      const found = caseRecord(db, id)
      return found && !isAboutViewer(branch, found) ? [{ id, number: found.number, applicant: found.applicant }] : []
    }),
  }
}
