/** Putting right what headquarters refused: by something new, which the refused event is told beside. */
import type { Case } from './case.ts'
import type { Facts } from './commands.ts'
import { type Decision, obstacle, owed, refuse, unsaid } from './decision.ts'
import type { RepairRefused } from './lifeCommands.ts'

/** Somebody has put it right by something new, and says how. Once. */
export function repairRefused(state: Case, command: RepairRefused, facts: Facts): Decision {
  const stands = obstacle(state, 'repairRefused', facts) ?? unsaid({ words: command.words })
  if (stands) return refuse(stands)
  const { isRefused, isRepaired, instead, by } = owed(facts.refused, 'refused')
  if (!isRefused) return refuse({ code: 'notRefused' })
  if (isRepaired) return refuse({ code: 'alreadyRepaired' })
  if (command.instead !== null && instead === null) return refuse({ code: 'unknownCase' })
  if (instead?.case === state.id) return refuse({ code: 'sameCase' })
  // As with every conflict: who wrote it does not say himself that it is in order, unless nobody else works here.
  const own = by === facts.person.id
  if (own && !facts.alone) return refuse({ code: 'ownCorrection' })
  const payload = {
    ...{ command: command.command, entry: command.entry, words: command.words.trim() },
    ...(instead && { instead }),
    ...(own && { selfReviewed: true }),
  }
  return { ok: true, events: [{ type: 'refusedRepaired', case: state.id, by: facts.person.id, payload }] }
}
