/** All cases in a person's name with their slips, for the person's own hand. Each making of it is a look. */

import type { Case } from '../../../domain/cases/case.ts'
import { slipPrinted } from '../../../domain/cases/events.ts'
import { handOutObstacle, isSurelyOf } from '../../../domain/customers/handOut.ts'
import { type CaseDetail, MOST_CASES, type SlipList, type SlipListAnswer } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { formMadeWith } from '../forms.ts'
import { caseOf } from '../projection.ts'
import { notAboutViewer } from '../sight.ts'
import { caseRecord } from '../store/cases.ts'
import { eventsOfCase } from '../store/journal.ts'
import { casesOfPerson, type KnownCase, keysOfKnown } from './known.ts'
import { endOf, noteLook } from './looks.ts'

const refuse = <Code extends string>(code: Code) => ({ ok: false as const, refusal: { code } })

/**
 * Why no list is printed from this case, by the form it was made with; null where it may be. `nobodyKnown`: by its answers not
 * even the case itself is surely of the person who asks, so no other could be.
 */
export function slipListObstacle(branch: Branch, found: Case): CaseDetail['handOutObstacle'] {
  const form = formMadeWith(branch, found)
  if (!form) return 'notHandedOut'
  return handOutObstacle(form, found.answers) ?? (isSurelyOf(found.answers, found.answers) ? null : 'nobodyKnown')
}

/** The list on the request of this case; it stands in the log before anybody gets it. */
export function slipListOf(branch: Branch, request: string): SlipListAnswer {
  if (!branch.session.current()) return refuse('notSignedIn')
  const found = caseOf(branch, request)
  const row = caseRecord(branch.db, request)
  if (!found || !row) return refuse('unknownCase')
  const obstacle = slipListObstacle(branch, found)
  if (obstacle) return refuse(obstacle)
  const asked: KnownCase = { row, ...keysOfKnown(branch.db, request) }
  const { keys } = asked
  const [key] = keys
  const others = notAboutViewer(branch, casesOfPerson(branch, keys)).filter(({ row: { id } }) => {
    const answers = id === request ? undefined : caseOf(branch, id)?.answers
    return answers !== undefined && isSurelyOf(found.answers, answers)
  })
  const own = [asked, ...others].sort((a, b) => (a.row.registered_at < b.row.registered_at ? 1 : -1))
  const look = { what: 'person' as const, case_id: request, number: row.number, reason: 'case', found: own.length }
  if (!noteLook(branch, { ...look, key_kind: key?.kind ?? null, key_value: key?.value ?? null }))
    return refuse('notRecorded')
  const number = keys.find(({ kind }) => kind === 'iin' || kind === 'bin')
  return {
    ok: true,
    list: {
      request: row.number,
      name: row.applicant,
      number: number ? { kind: number.kind === 'bin' ? 'bin' : 'iin', end: endOf(number.value) } : null,
      total: own.length,
      cases: own.slice(0, MOST_CASES).map((one) => entry(branch, one)),
    },
  }
}

/** Slips as the journal has them: what only began to print is no paper in anybody's hand. */
const entry = ({ db }: Branch, { row }: KnownCase): SlipList['cases'][number] => ({
  number: row.number,
  type: row.type,
  acceptedOn: row.accepted_on,
  answerBy: row.answer_by,
  visits: row.visits,
  slips: eventsOfCase(db, row.id).flatMap(({ fields, payload }) =>
    fields.type === 'slipPrinted' && slipPrinted.safeParse(payload).success ? [fields.at] : [],
  ),
})
