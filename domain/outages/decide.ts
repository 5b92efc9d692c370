/**
 * Who may say what about an outage, and when. Shift lead and manager open, update and close; a clerk reads. Time,
 * person and the number that would be given arrive as facts.
 */
import type { EventDraft } from '../journal/event.ts'
import type { Person } from '../people/person.ts'
import type { Bulletin } from './events.ts'
import type { Outage } from './outage.ts'

export type OutageCommand =
  | { do: 'openOutage'; command: string; since: string; said: Bulletin }
  | { do: 'updateOutage'; command: string; number: string; said: Bulletin }
  | { do: 'closeOutage'; command: string; number: string; endedAt: string }

export type OutageFacts = {
  person: Person
  /** UTC. */
  now: string
  /** Where an outage would be opened, and the number it would get. */
  place: { branch: string; window: string; serial: number; number: string }
}

export type OutageRefusal =
  | { code: 'roleMayNot'; role: string }
  | { code: 'unknownOutage' | 'alreadyClosed' | 'alreadyOpened' }
  | { code: 'sinceInFuture' | 'newsInPast' | 'endInFuture' | 'endBeforeBegin' }

export type OutageDecision = { ok: true; events: EventDraft[] } | { ok: false; refusal: OutageRefusal }

const refuse = (refusal: OutageRefusal): OutageDecision => ({ ok: false, refusal })
const before = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other)

/** May this person write on the card? */
export const mayLead = ({ role }: Pick<Person, 'role'>): boolean => role === 'shift_lead' || role === 'manager'

/** Decides one command on one outage (`null` before it exists). */
export function decideOutage(state: Outage | null, command: OutageCommand, facts: OutageFacts): OutageDecision {
  const { person, now, place } = facts
  if (!mayLead(person)) return refuse({ code: 'roleMayNot', role: person.role })
  const event = (type: string, payload: EventDraft['payload']): OutageDecision => ({
    ok: true,
    events: [{ type, case: null, by: person.id, payload }],
  })
  if (command.do === 'openOutage') {
    if (state) return refuse({ code: 'alreadyOpened' })
    if (before(now, command.since)) return refuse({ code: 'sinceInFuture' })
    if (!before(now, command.said.nextNewsAt)) return refuse({ code: 'newsInPast' })
    return event('outageOpened', { command: command.command, since: command.since, ...place, ...command.said })
  }
  if (!state) return refuse({ code: 'unknownOutage' })
  if (state.endedAt !== null) return refuse({ code: 'alreadyClosed' })
  switch (command.do) {
    case 'updateOutage':
      if (!before(now, command.said.nextNewsAt)) return refuse({ code: 'newsInPast' })
      return event('outageUpdated', { command: command.command, number: state.number, ...command.said })
    case 'closeOutage':
      if (before(now, command.endedAt)) return refuse({ code: 'endInFuture' })
      if (before(command.endedAt, state.since)) return refuse({ code: 'endBeforeBegin' })
      return event('outageClosed', { command: command.command, number: state.number, endedAt: command.endedAt })
    default:
      return command satisfies never
  }
}
