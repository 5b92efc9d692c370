/** A correction as the rules know it: stored answers, and what the form says of them on the day of the registration. */
import type { Case } from '../../../domain/cases/case.ts'
import type { CaseCommand, Facts } from '../../../domain/cases/commands.ts'
import { wantedOf } from '../../../domain/cases/consent.ts'
import { normaliseAnswers } from '../../../domain/forms/answers.ts'
import type { Answers, AnswerValue } from '../../../domain/forms/schema.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { Act } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { papersOfCase } from '../consent/subject.ts'
import { registrationFacts } from '../facts.ts'
import { formMadeWith } from '../forms.ts'

type Correction = Extract<Act, { do: 'correctCase' }>

/** Null where the form that the case was made with is not here. */
export function correctionOf(
  branch: Branch,
  state: Case,
  wish: Correction,
): { command: CaseCommand; facts: Pick<Facts, 'correction'> } | null {
  const form = formMadeWith(branch, state)
  if (!form) return null
  const { catalogue, profile } = branch.knowledge
  const typed: Answers = { ...state.answers }
  for (const [key, value] of Object.entries(wish.changes)) {
    if (value === null) delete typed[key]
    else typed[key] = value
  }
  const answers = normaliseAnswers(catalogue, form, typed, { country: profile.country })
  const papers = papersOfCase(branch, state).map((key) => ({ key, sheets: 1, original: true }))
  const kept = [...new Set([...state.kept, ...wish.kept])]
  // What is late, or was in the future, was so on the day when the paper was taken in.
  const then = { ...branch, clock: () => Date.parse(state.handTaken?.at ?? state.registeredAt) }
  const facts = registrationFacts(then, form, { answers, kept, papers, attachments: state.attachments }, 1)
  return {
    command: { ...wish, changes: changed(state.answers, answers) },
    facts: {
      correction: {
        ...facts,
        kept: facts.kept ?? kept,
        consent: wantedOf(primitives.sha256, form, answers, state.command),
      },
    },
  }
}

/** Every answer that is otherwise now, also where the form itself took one away. */
function changed(before: Answers, after: Answers): Record<string, AnswerValue | null> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const other = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return Object.fromEntries(other.map((key) => [key, after[key] ?? null]))
}
