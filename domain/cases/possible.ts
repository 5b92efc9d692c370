/**
 * What a person could do with a case now: each step tried by the rules themselves, saying what could be said, and nothing
 * written. A step that leads nowhere from here is left out; where something else stands in its way, that is told. There is
 * no second opinion of who may do what.
 */

import { LEAST_LETTERS } from '../people/said.ts'
import type { Case } from './case.ts'
import type { Facts } from './commands.ts'
import { decide } from './decide.ts'
import type { CaseRefusal } from './decision.ts'
import type { LifeCommand, OlderCase } from './lifeCommands.ts'
import type { AnswerTerm } from './registered.ts'
import { rowFor } from './transitions.ts'

/** Steps that a screen of the branch offers, besides the acceptance and passing up, which have their own. */
export const possibleSteps = [
  'returnCase',
  'answerReturn',
  'correctCase',
  'askCustomer',
  'customerBrought',
  'leaveIncomplete',
  'finishAtBranch',
  'bagCase',
  'deliverAnswer',
  'closeCase',
  'withdrawCase',
  'mergeCase',
  'reopenCase',
  'moveAnswerDate',
  'disputeEntry',
  'confirmBasis',
] as const
export type PossibleStep = (typeof possibleSteps)[number]
/** Null: it may be done. */
export type Possible = Partial<Record<PossibleStep, CaseRefusal | null>>

export type Beside = {
  /** Older open cases of the same person and matter. */
  older: readonly OlderCase[]
  /** Whether the form has an outcome that a branch may give. */
  finishes: boolean
}

export function possibleOn(state: Case, facts: Facts, beside: Beside): Possible {
  return Object.fromEntries(
    possibleSteps
      .filter((step) => leadsOn(state, step, beside))
      .map((step) => {
        const decision = decide(state, sample(step, state, facts, beside), wellFounded(facts, beside))
        return [step, decision.ok ? null : decision.refusal]
      }),
  )
}

function leadsOn(state: Case, step: PossibleStep, { older, finishes }: Beside): boolean {
  if (step === 'disputeEntry') return true
  if (step === 'confirmBasis') return state.conflicts.some(({ confirmed }) => !confirmed)
  if (step === 'mergeCase' && older.length === 0) return false
  if (step === 'finishAtBranch' && !finishes) return false
  return rowFor(step, state.state) !== undefined
}

const NEVER = '9999-12-31'
const words = 'x'.repeat(LEAST_LETTERS)
const told = { how: 'here' as const, proof: words }

/** Nothing that a person could still put right while he says it stands against the sample. */
function sample(step: PossibleStep, state: Case, { person, time }: Facts, { older }: Beside): LifeCommand {
  const command = state.command
  switch (step) {
    case 'returnCase':
      return { do: step, command, reasons: [{ words, fields: [] }] }
    case 'answerReturn':
      return { do: step, command, answers: (state.returned?.reasons ?? []).map(() => words) }
    case 'correctCase':
      return { do: step, command, reason: words, changes: { [words]: words }, kept: [] }
    case 'askCustomer':
      return { do: step, command, what: words, until: NEVER, told }
    case 'customerBrought':
      return { do: step, command, what: words, papers: [], attachments: [] }
    case 'leaveIncomplete':
      return { do: step, command, proof: words }
    case 'finishAtBranch':
      return { do: step, command, outcome: words, text: words, ground: words, sum: null }
    case 'bagCase':
      return { do: step, command, bag: words }
    case 'deliverAnswer':
      return { do: step, command, channel: 'counter', at: time?.now ?? '', to: words }
    case 'closeCase':
      return { do: step, command }
    case 'withdrawCase':
      return { do: step, command, proof: { way: 'signature', paper: words, seenBy: person.id, taken: true } }
    case 'mergeCase':
      return { do: step, command, into: older[0]?.id ?? '' }
    case 'reopenCase':
      return { do: step, command, what: words, onWord: false }
    case 'moveAnswerDate':
      return { do: step, command, by: NEVER, reason: words, told }
    case 'disputeEntry':
      return { do: step, command, entry: { line: '', seq: 1, hash: '' }, words }
    case 'confirmBasis': {
      const open = state.conflicts.filter(({ confirmed }) => !confirmed)
      const conflict = open.find(({ by }) => by !== person.id) ?? open[0]
      return { do: step, command, conflict: conflict?.event ?? '', words }
    }
    default:
      return step satisfies never
  }
}

const right = { wrong: [], minimum: [], missing: [], kept: [], urgent: false, security: false, lateFiled: false }
const term: AnswerTerm = {
  // No term of anybody's: a step is only tried, and nothing of it is written.
  ...{ by: NEVER, amount: Number.MAX_SAFE_INTEGER, unit: 'calendar_days', unconfirmed: false },
  basis: { kind: 'operator', text: { kk: '', ru: '', en: '' }, source: '', checkedOn: NEVER },
}

const wellFounded = (facts: Facts, { older }: Beside): Facts => ({
  ...facts,
  correction: { ...right, consent: null },
  outcome: { obstacle: null, outcome: { atBranch: true }, language: 'kk', outsideBody: null },
  older: older[0] ?? null,
  term,
  entryHeld: true,
})
