/** The customer who asked to be told that it works again has been told. */
import { may } from '../people/permissions.ts'
import type { Case } from './case.ts'
import type { Facts, TellRecovery } from './commands.ts'
import { type Decision, refuse } from './decision.ts'

/** Whether somebody is to be told: a report of the outage whose customer asked for it (`notify`). */
export const wantsRecovery = ({ outage, answers }: Pick<Case, 'outage' | 'answers'>): boolean =>
  outage !== null && answers.notify === true

/** Told once; the first who ticked it stands. The case belongs to the outage whose list it is on. */
export function tellRecovery(state: Case, command: TellRecovery, { person }: Facts): Decision {
  if (!may(person, 'tellRecovery')) return refuse({ code: 'roleMayNot', role: person.role })
  if (!wantsRecovery(state) || state.outage !== command.outage) return refuse({ code: 'notOnTheList' })
  if (state.recoveryTold) return refuse({ code: 'alreadyTold' })
  const payload = { command: command.command, outage: command.outage }
  return { ok: true, events: [{ type: 'recoveryTold', case: state.id, by: person.id, payload }] }
}
