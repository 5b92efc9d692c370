/** On the way to headquarters, and the steps that its officers take. Each says what it is based on. */
import type { Case } from './case.ts'
import type { Facts } from './commands.ts'
import { type Decision, decided, obstacle, owed, refuse, unsaid } from './decision.ts'
import type { BagCase, ReceiveCase, ResumeWork, TakeIntoWork, WaitThird } from './lifeCommands.ts'

/** The papers leave in a bag with a list. Again in another one where the first was never acknowledged. */
export function bagCase(state: Case, { command, bag }: BagCase, facts: Facts): Decision {
  const stands = obstacle(state, 'bagCase', facts) ?? unsaid({}, { bag })
  return stands ? refuse(stands) : decided(state, facts, command, 'caseBagged', { bag: bag.trim() })
}

export function receiveCase(state: Case, { command, hqNumber }: ReceiveCase, facts: Facts): Decision {
  const stands = obstacle(state, 'receiveCase', facts) ?? unsaid({}, { hqNumber })
  if (stands) return refuse(stands)
  const payload = { command, hqNumber: hqNumber.trim() }
  // The program decides nothing by it, so what it had not seen takes nothing from it.
  if (facts.person.role === 'system')
    return { ok: true, events: [{ type: 'caseReceived', case: state.id, by: facts.person.id, payload }] }
  return decided(state, facts, command, 'caseReceived', { hqNumber: payload.hqNumber })
}

/** Somebody with a name works on it; another officer may take it over. */
export function takeIntoWork(state: Case, { command, officer }: TakeIntoWork, facts: Facts): Decision {
  const stands = obstacle(state, 'takeIntoWork', facts) ?? unsaid({}, { officer: officer.name })
  if (stands) return refuse(stands)
  return decided(state, facts, command, 'caseTaken', { officer: { id: officer.id, name: officer.name.trim() } })
}

/** Foreign post, courier, bank, court: the clock runs on and the customer is told. */
export function waitThird(state: Case, { command, whom, until, told }: WaitThird, facts: Facts): Decision {
  const stands = obstacle(state, 'waitThird', facts) ?? unsaid({}, { whom, proof: told.proof })
  if (stands) return refuse(stands)
  if (until < owed(facts.time, 'time').today) return refuse({ code: 'dateInPast' })
  return decided(state, facts, command, 'thirdAwaited', {
    ...{ whom: whom.trim(), until, told: { ...told, proof: told.proof.trim() } },
  })
}

export function resumeWork(state: Case, { command, what }: ResumeWork, facts: Facts): Decision {
  const stands = obstacle(state, 'resumeWork', facts) ?? unsaid({ what })
  return stands ? refuse(stands) : decided(state, facts, command, 'workResumed', { what: what.trim() })
}
