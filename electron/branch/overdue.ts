/** What the notice of a late answer says, from what is stored; of a case that is not late there is none. */
import type { Text3 } from '../../domain/forms/schema.ts'
import { OUTSIDE, receiversOf } from '../../domain/people/receivers.ts'
import type { OverdueAnswer } from '../contract.ts'
import { type Branch, todayOf } from './branch.ts'
import { caseOf } from './projection.ts'
import { standingOfRow } from './rising.ts'
import { caseRecord } from './store/cases.ts'

const refuse = (code: Extract<OverdueAnswer, { ok: false }>['refusal']['code']): OverdueAnswer => ({
  ok: false,
  refusal: { code },
})

export function overdueOf(branch: Branch, id: string): OverdueAnswer {
  if (!branch.session.current()) return refuse('notSignedIn')
  const row = caseRecord(branch.db, id)
  const found = caseOf(branch, id)
  if (!row || !found) return refuse('unknownCase')
  const today = todayOf(branch)
  const standing = standingOfRow(row, today)
  // Whoever is sent outside gets the next step on paper, in time or not.
  if (!standing.overdue && row.escalated < OUTSIDE) return refuse('notOverdue')
  return {
    ok: true,
    overdue: {
      number: row.number,
      type: row.type,
      formVersion: found.formVersion,
      acceptedOn: row.accepted_on,
      answerBy: row.answer_by,
      today,
      late: standing.overdue,
      level: Math.max(standing.level, row.escalated),
      passedTo: nameOf(branch, found.escalation?.to),
    },
  }
}

/** In the languages of the profile where the receiver stands there; else as it was written down. */
function nameOf({ knowledge }: Branch, to: { id: string; name: string } | undefined): Text3 | null {
  if (!to) return null
  const known = receiversOf(knowledge.profile, [], '').find(({ key }) => key === to.id)
  return known?.name ?? { kk: to.name, ru: to.name, en: to.name }
}
