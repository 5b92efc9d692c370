/**
 * Any sequence of commands by anybody, played as the rules let it happen; half of them lead on from where the case is.
 * Nothing here says what is right: the tables that do stand in the tests.
 */
import fc from 'fast-check'
import type { Case } from '../../domain/cases/case.ts'
import { decide } from '../../domain/cases/decide.ts'
import { type CaseEvent, fold } from '../../domain/cases/evolve.ts'
import { transitions } from '../../domain/cases/transitions.ts'
import { type Actor, may } from '../../domain/people/permissions.ts'
import * as life from '../support/life.ts'
import { uuid } from '../support/pen.ts'

export const { people } = life
export const RUNS = 1000
const commands: Record<life.Do, number> = {
  ...{ registerCase: 1, acceptCase: 4, giveConsent: 2, recordSlip: 1, tellRecovery: 1, noteVisit: 1, addAttachment: 1 },
  ...{ returnCase: 2, returnFromHq: 2, answerReturn: 4, correctCase: 2, askCustomer: 2, customerBrought: 4 },
  ...{
    leaveIncomplete: 1,
    finishAtBranch: 2,
    bagCase: 2,
    receiveCase: 4,
    takeIntoWork: 4,
    waitThird: 2,
    resumeWork: 3,
  },
  ...{ answerCase: 3, forwardCase: 1, deliverAnswer: 3, closeCase: 2, closeByTime: 2, withdrawCase: 1, mergeCase: 1 },
  ...{ escalateCase: 1, reopenCase: 3, moveAnswerDate: 1, disputeEntry: 1, confirmBasis: 2, repairRefused: 1 },
}
const anyDo = fc.oneof(
  ...Object.entries(commands).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as life.Do) })),
)
export const who = fc.constantFrom(...(Object.keys(people) as life.Who[]))
/** Odd words, days and outcomes now and then: what is refused must be refused, and never fold into a conflict. */
const odd = fc.constantFrom<object>(
  ...[{}, {}, {}, {}, {}, {}],
  { what: ' ' },
  {
    reasons: [
      { words: 'a', fields: [] },
      { words: ' b ', fields: ['iin', 'iin'] },
    ],
  },
  { until: '2020-01-01' },
  { outcome: 'REFUSED' },
  { sum: 900_000 },
  { level: 1 },
  { level: 4 },
  { reason: ' спрос ' },
  { changes: { last_name: null, phone: '+77050000000' } },
  { onWord: false },
  { incompleteBecause: 'принесёт завтра' },
  { proof: { way: 'signature', paper: 'лист', seenBy: uuid('somebody') } },
)
/** `guided`: not by chance, but a step that leads on from where the case is, by somebody who may. */
type Try = { who: life.Who; name: life.Do; change: object; named: boolean; alone: boolean; guided: number | null }
const anyTry: fc.Arbitrary<Try> = fc.record({
  who,
  name: anyDo,
  change: odd,
  named: fc.constantFrom(false, false, false, true),
  alone: fc.constantFrom(false, false, true),
  guided: fc.option(fc.nat({ max: 999 }), { freq: 2 }),
})
export const tries = fc.array(anyTry, { minLength: 4, maxLength: 40 })

type Consent = 'none' | 'wanted'
function guided({ who, name, guided: n }: Try, state: Case | null): { name: life.Do; by: Actor } {
  const steps = state && n !== null ? transitions.filter(({ from, to }) => to && from.includes(state.state)) : []
  const action = steps[(n ?? 0) % (steps.length || 1)]?.action
  if (!action || !(action in commands)) return { name, by: people[who] }
  const allowed = Object.values(people).filter((one) => may(one, action))
  return { name: action as life.Do, by: allowed[(n ?? 0) % allowed.length] ?? people[who] }
}

/** Of the odd things those that this command can say at all. */
const fitting = (change: object, command: object) =>
  Object.fromEntries(
    Object.entries(change).filter(([key, value]) =>
      Object.entries(command).some(([own, said]) => own === key && (said === null || typeof said === typeof value)),
    ),
  )

/** Plays, and counts what was gone through in all: a search that reaches nothing proves nothing. */
export function player() {
  const reached = { histories: 0, commands: 0, decided: 0, events: 0 }

  /** Goes on from a history by what the rules let happen; `tag` keeps hashes of two computers apart. */
  function played(history: readonly CaseEvent[], all: readonly Try[], consent: Consent, tag = ''): CaseEvent[] {
    const now = [...history]
    for (const one of all) {
      const state = fold(now)
      const { name, by } = guided(one, state)
      const plain = life.commandOf(name, now.length, state, by)
      const command = { ...plain, ...fitting(one.change, plain) } as Parameters<typeof decide>[1]
      const facts = life.factsFor(by, command, consent === 'wanted' ? life.wanted : null)
      const decision = decide(state, command, { ...facts, named: one.named, alone: one.alone })
      reached.commands += 1
      if (!decision.ok) continue
      reached.decided += 1
      const mine = decision.events.filter((draft) => draft.case === life.caseId)
      now.push(...mine.map((draft, i) => life.happened(draft, `${now.length + i}${tag}`)))
    }
    reached.histories += 1
    reached.events += now.length
    return now
  }
  return { reached, played }
}

export const start = (consent: Consent): CaseEvent[] => {
  const command = life.commandOf('registerCase', 0, null, people.clerk)
  const facts = life.factsFor(people.clerk, command, consent === 'wanted' ? life.wanted : null)
  const decision = decide(null, command, facts)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.events.map(life.happened)
}
