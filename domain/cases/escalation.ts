/** What goes up by itself. Nobody has to notice: the third coming of one person with one matter is passed up at once. */
import { type EventDraft, SYSTEM } from '../journal/event.ts'
import type { Case } from './case.ts'
import type { CaseEscalated } from './events.ts'

/** Reasons that this program knows words for. */
export const escalationReasons = ['thirdCase'] as const
export type EscalationReason = (typeof escalationReasons)[number]

/** How often the person has come with the matter before, and the operator's rule (`repeatRule`). */
export type Repeats = { before: number; rule: { escalateAtTime: number; escalateToLevel: number } }

/** The program's own event when this coming is the one that the rule names, or a later one; none where it is up there already. */
export function escalateRepeats(
  { id, escalation }: Pick<Case, 'id' | 'escalation'>,
  repeats: Repeats | undefined,
): EventDraft[] {
  if (!repeats) return []
  const times = repeats.before + 1
  const { escalateAtTime, escalateToLevel: level } = repeats.rule
  if (times < escalateAtTime || (escalation && escalation.level >= level)) return []
  const payload: CaseEscalated = { level, reason: 'thirdCase' satisfies EscalationReason, times }
  return [{ type: 'caseEscalated', case: id, by: SYSTEM, payload }]
}
