/**
 * What goes up by itself because of what it says, in the transaction that takes it in. Nobody has to notice: security,
 * urgency, a named employee and the third coming of one person with one matter are passed up at once. What rises because
 * days pass is never written down here (`clocks`).
 */
import { z } from 'zod'
import { basis, text3 } from '../forms/schema.ts'
import { type EventDraft, SYSTEM } from '../journal/event.ts'
import type { Case } from './case.ts'
import type { CaseEscalated } from './events.ts'

/** What a paper may say that lifts it at once. */
export const contents = ['urgent', 'security', 'namedEmployee'] as const
export type Content = (typeof contents)[number]

/** The program's own reasons; those that people choose from are data (`escalationRule`). */
export const escalationReasons = ['thirdCase', ...contents] as const
export type EscalationReason = (typeof escalationReasons)[number]

const level = z.int().min(1).max(4)
const reason = z.string().regex(/^[a-z][A-Za-z]*$/)
/** Whether it can be one of the list: words are no code. */
export const isReasonCode = (text: string): boolean => reason.safeParse(text).success

export const escalationRule = z.strictObject({
  /** How high each goes; a content that is not named stays where it is. */
  byContent: z.array(z.strictObject({ reason: z.enum(contents), level })),
  /** From which a person chooses who passes a case up. */
  reasons: z.array(z.strictObject({ code: reason, label: text3 })).min(1),
  basis,
})
export type EscalationRule = z.infer<typeof escalationRule>

/** How often the person has come with the matter before, and the operator's rule (`repeatRule`). */
export type Repeats = { before: number; rule: { escalateAtTime: number; escalateToLevel: number } }

/** What of it holds for these answers, by what the form's own rules say. */
export const contentsOf = (facts: { urgent: boolean; security: boolean; namesEmployee?: boolean }): Content[] =>
  contents.filter((content) => (content === 'namedEmployee' ? facts.namesEmployee : facts[content]))

/** What the paper says, and the operator's rule on it. */
export type Says = { contents: readonly Content[]; rule: Pick<EscalationRule, 'byContent'> }

type Escalated = Pick<Case, 'id' | 'escalation'>
const up = (id: string, payload: CaseEscalated): EventDraft => ({
  type: 'caseEscalated',
  case: id,
  by: SYSTEM,
  payload,
})

/** The program's own events of a registration, the lowest level first: each reason stands in the history. */
export function escalateByContent(id: string, says: Says | undefined): EventDraft[] {
  if (!says) return []
  return says.rule.byContent
    .filter(({ reason }) => says.contents.includes(reason))
    .sort((a, b) => a.level - b.level)
    .map(({ reason, level }) => up(id, { level, reason }))
}

/** The program's own event when this coming is the one that the rule names, or a later one; none where it is up there already. */
export function escalateRepeats({ id, escalation }: Escalated, repeats: Repeats | undefined): EventDraft[] {
  if (!repeats) return []
  const times = repeats.before + 1
  const { escalateAtTime, escalateToLevel: level } = repeats.rule
  if (times < escalateAtTime || (escalation && escalation.level >= level)) return []
  return [up(id, { level, reason: 'thirdCase' satisfies EscalationReason, times })]
}
