/**
 * Any command on a registered case: one record, in which the facts are gathered, the rules decide, and the events, the
 * rows of every case they are about, and the answer stand together or not at all. The same command again has no second
 * effect.
 */
import type { Case } from '../../../domain/cases/case.ts'
import type { CaseCommand } from '../../../domain/cases/commands.ts'
import { decide } from '../../../domain/cases/decide.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Act, Acting } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { append } from '../journal.ts'
import { caseOf, project } from '../projection.ts'
import { caseOfCommand, keepAnswer, record } from '../record.ts'
import { correctionOf } from './correction.ts'
import { type ActingFacts, factsOf } from './facts.ts'

/** Whose decision it is, and the events of the case that he had before him (`seen` of a case). */
export type DecidedOn = { person: string; seen: readonly string[] }

/**
 * Does it in the name of the signed-in person. A decision that waited in the window (`on`) is nobody else's, and holds only
 * for the case as it was seen: what came meanwhile must be looked at first.
 */
export function actOnCase(branch: Branch, id: string, wish: Act, on?: DecidedOn): Acting {
  const person = branch.session.current()
  if (!person || (on && on.person !== person.id)) return { ok: false, refusal: { code: 'notSignedIn' } }
  const acted = record(branch, (): Acting => {
    const done = caseOfCommand(branch, wish.command)
    if (done === null) return act(branch, id, wish, person, on)
    // Its effect was on another case: here nothing was done, and nobody may believe that it was.
    return done === id ? { ok: true } : { ok: false, refusal: { code: 'commandOfAnotherCase' } }
  })
  if (acted.ok) branch.changed('cases', 'exchange')
  return acted
}

function act(branch: Branch, id: string, wish: Act, person: Person, on?: DecidedOn): Acting {
  const state = caseOf(branch, id)
  if (!state) return { ok: false, refusal: { code: 'notRegistered' } }
  if (on && on.seen.join() !== state.seen.join()) return { ok: false, refusal: { code: 'changedMeanwhile' } }
  const command = commandOf(branch, state, wish, person)
  if (command === null) return { ok: false, refusal: { code: 'unknownForm' } }
  const decision = decide(state, command.command, { ...factsOf(branch, state, wish, person), ...command.facts })
  if (!decision.ok) return decision
  append(branch, decision.events)
  // A case that is joined to an older one is an event of that one too.
  for (const each of new Set(decision.events.flatMap((event) => event.case ?? []))) project(branch, each)
  keepAnswer(branch, { id: wish.command, draft: null, case: id, at: utcNow(branch) }, { ok: true })
  return { ok: true }
}

type Made = { command: CaseCommand; facts?: ActingFacts }

/** What was asked for in the window, as the rules know it; null where the form that must judge it is not here. */
function commandOf(branch: Branch, state: Case, wish: Act, person: Person): Made | null {
  switch (wish.do) {
    case 'correctCase':
      return correctionOf(branch, state, wish)
    case 'withdrawCase': {
      const { command, paper, taken } = wish
      const proof = { way: 'signature' as const, paper, seenBy: person.id, ...(taken && { taken: true as const }) }
      return { command: { do: wish.do, command, proof } }
    }
    case 'customerBrought':
      return { command: { ...wish, attachments: [] } }
    default:
      return { command: wish }
  }
}
