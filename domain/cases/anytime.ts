/**
 * What may happen to a case wherever it is: the customer takes it back, it turns out to be an older one, somebody passes
 * it up, somebody says "that was not me", somebody looks at what did not fit. None of it removes anything.
 */
import type { EventDraft } from '../journal/event.ts'
import { may } from '../people/permissions.ts'
import { type Case, isOpen } from './case.ts'
import type { Facts } from './commands.ts'
import { saysWithdrawn } from './consent.ts'
import { type Decision, decided, obstacle, owed, refuse, unsaid } from './decision.ts'
import { isReasonCode } from './escalation.ts'
import type { ConfirmBasis, DisputeEntry, EscalateCase, MergeCase, WithdrawCase } from './lifeCommands.ts'
import { secondPerson } from './review.ts'

/** The applicant's own word: his signature in front of who writes it down, or the code from his phone. */
export function withdrawCase(state: Case, { command, proof }: WithdrawCase, facts: Facts): Decision {
  const stands = obstacle(state, 'withdrawCase', facts)
  if (stands) return refuse(stands)
  if (proof.way === 'signature') {
    const silent = unsaid({}, { paper: proof.paper })
    if (silent) return refuse(silent)
    // As with a consent: a signature is on a paper that stays here.
    if (!proof.taken) return refuse({ code: 'nothingSigned' })
    if (proof.seenBy !== facts.person.id) return refuse({ code: 'notWithdrawnByCustomer' })
    return decided(state, facts, command, 'caseWithdrawn', { proof: { ...proof, paper: proof.paper.trim() } })
  }
  const { genuine, what, phones } = owed(facts.withdrawal, 'withdrawal')
  const { body } = proof.confirmation
  const own = genuine && saysWithdrawn(state, proof.confirmation) && body.what === what && phones.includes(body.phone)
  return own ? decided(state, facts, command, 'caseWithdrawn', { proof }) : refuse({ code: 'notWithdrawnByCustomer' })
}

/** The same person came with the same matter before: this case follows that one, and the customer keeps both numbers. */
export function mergeCase(state: Case, { command, into }: MergeCase, facts: Facts): Decision {
  const stands = obstacle(state, 'mergeCase', facts)
  if (stands) return refuse(stands)
  const older = owed(facts.older, 'older')
  if (into === state.id) return refuse({ code: 'sameCase' })
  if (!older || older.id !== into) return refuse({ code: 'unknownCase' })
  if (!isOpen(older.state)) return refuse({ code: 'olderNotOpen' })
  // Ids go with the time too: two papers of one second have an order.
  const isOlder = `${older.registeredAt} ${older.id}` < `${state.registeredAt} ${state.id}`
  if (!isOlder) return refuse({ code: 'notOlder' })
  if (!older.samePerson) return refuse({ code: 'otherPerson' })
  if (!older.sameMatter) return refuse({ code: 'otherMatter' })
  // It ends here and the customer hears no more of it alone: two persons, as for a review.
  const second = secondPerson(state, facts.person, facts.alone)
  if (!second.ok) return refuse(second.refusal)
  const merged = decided(state, facts, command, 'caseMerged', {
    into: { case: older.id, number: older.number },
    ...(second.selfReviewed && { selfReviewed: true }),
  })
  if (!merged.ok) return merged
  const joins = { case: state.id, number: state.number }
  const joined: EventDraft = { type: 'caseJoined', case: older.id, by: facts.person.id, payload: { command, joins } }
  return { ok: true, events: [...merged.events, joined] }
}

/** Passed up by hand: to a name, for a reason of the list, never lower than it stands; own words may be left out. */
export function escalateCase(state: Case, { command, level, reason, words, to }: EscalateCase, facts: Facts): Decision {
  const own: Record<string, string> = words.trim() === '' ? {} : { words }
  const named = { reason: isReasonCode(reason) ? reason : '', to: to.name }
  const stands = obstacle(state, 'escalateCase', facts) ?? unsaid(own, named)
  if (stands) return refuse(stands)
  const before = state.escalation?.level ?? 0
  if (level < before) return refuse({ code: 'lowerLevel', level: before })
  const payload = {
    ...{ command, level, reason, to: { id: to.id, name: to.name.trim() } },
    ...(words.trim() !== '' && { words: words.trim() }),
  }
  // It decides nothing of the case: what was not seen takes nothing from it.
  return { ok: true, events: [{ type: 'caseEscalated', case: state.id, by: facts.person.id, payload }] }
}

/** "This is not mine", "it was not so": it stands beside the entry for good. Once from each person. */
export function disputeEntry(state: Case, command: DisputeEntry, facts: Facts): Decision {
  const stands = obstacle(state, 'disputeEntry', facts)
  if (stands) return refuse(stands)
  const { hash } = command.entry
  if (state.disputes.some(({ entry, by }) => entry.hash === hash && by === facts.person.id))
    return refuse({ code: 'alreadyDisputed' })
  return disputed(state.id, command, facts)
}

/** The same of an entry that belongs to no case, whatever it is of. `by`: who has disputed this entry before. */
export function disputeBranchEntry(command: DisputeEntry, facts: Facts, by: readonly string[] = []): Decision {
  if (!may(facts.person, 'disputeEntry')) return refuse({ code: 'roleMayNot', role: facts.person.role })
  return by.includes(facts.person.id) ? refuse({ code: 'alreadyDisputed' }) : disputed(null, command, facts)
}

function disputed(id: string | null, { command, entry, words }: DisputeEntry, facts: Facts): Decision {
  const silent = unsaid({ words })
  if (silent) return refuse(silent)
  if (!owed(facts.entryHeld, 'entryHeld')) return refuse({ code: 'unknownEntry' })
  const payload = { command, entry, words: words.trim() }
  return { ok: true, events: [{ type: 'entryDisputed', case: id, by: facts.person.id, payload }] }
}

/** Somebody else has looked at what did not fit, or was decided without seeing something, and lets it stand as it is. */
export function confirmBasis(state: Case, { command, conflict, words }: ConfirmBasis, facts: Facts): Decision {
  const stands = obstacle(state, 'confirmBasis', facts) ?? unsaid({ words })
  if (stands) return refuse(stands)
  const found = state.conflicts.filter(({ event }) => event === conflict)
  if (found.length === 0) return refuse({ code: 'unknownConflict' })
  if (found.every(({ confirmed }) => confirmed)) return refuse({ code: 'alreadyConfirmed' })
  const own = found.some(({ by }) => by === facts.person.id)
  if (own && !facts.alone) return refuse({ code: 'ownCorrection' })
  return decided(state, facts, command, 'basisConfirmed', {
    ...{ conflict, words: words.trim() },
    ...(own && { selfReviewed: true }),
  })
}
