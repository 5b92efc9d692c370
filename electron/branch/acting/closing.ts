/**
 * Delivered answers that nobody came back about are closed by the program, under nobody's name. Every computer of the
 * branch does it; the second one changes nothing.
 */
import { decide } from '../../../domain/cases/decide.ts'
import { program } from '../../../domain/people/permissions.ts'
import { type Branch, newId } from '../branch.ts'
import { append } from '../journal.ts'
import { caseOf, project } from '../projection.ts'
import { record } from '../record.ts'
import { casesSince } from '../store/cases.ts'
import { timeFacts } from './facts.ts'

/** Each in a record of its own: what is done stays done. Equipment that refuses leaves the rest for the next time. */
export function closeDelivered(branch: Branch): void {
  let closed = false
  for (const id of casesSince(branch.db, 'delivered')) {
    const answer = record(branch, () => ({ ok: true as const, closed: closeIfDue(branch, id) }))
    if (!answer.ok) break
    closed ||= answer.closed
  }
  if (closed) branch.changed('cases', 'exchange')
}

function closeIfDue(branch: Branch, id: string): boolean {
  const state = caseOf(branch, id)
  if (!state) return false
  const command = { do: 'closeByTime' as const, command: newId(branch) }
  const decision = decide(state, command, { person: program, ...timeFacts(branch, state) })
  if (!decision.ok) return false
  append(branch, decision.events)
  project(branch, id)
  return true
}
