/**
 * Who may say what about an outage, and when. Shift lead and manager open, update and close; a clerk reads. Time,
 * person and the number that would be given arrive as facts.
 */
import type { Json } from '../journal/canonical.ts'
import type { EventDraft } from '../journal/event.ts'
import { type ActorRole, may } from '../people/permissions.ts'
import { type Person, signature } from '../people/person.ts'
import type { Bulletin } from './events.ts'
import type { Outage } from './outage.ts'
import { type NewsRefusal, newsRefusal, type OutageBounds, type SinceRefusal, sinceRefusal } from './times.ts'

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
  bounds: OutageBounds
}

export type OutageRefusal =
  | { code: 'roleMayNot'; role: string }
  | { code: 'unknownOutage' | 'alreadyClosed' | 'alreadyOpened' }
  | { code: 'endInFuture' | 'endBeforeBegin' }
  | SinceRefusal
  | NewsRefusal

export type OutageDecision = { ok: true; events: EventDraft[] } | { ok: false; refusal: OutageRefusal }

const refuse = (refusal: OutageRefusal): OutageDecision => ({ ok: false, refusal })
const before = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other)

/** May this person write on the card? */
export const mayLead = ({ role }: { role: ActorRole }): boolean => may({ role }, 'openOutage')

/** Decides one command on one outage (`null` before it exists). */
export function decideOutage(state: Outage | null, command: OutageCommand, facts: OutageFacts): OutageDecision {
  const { person, now, place, bounds } = facts
  if (!mayLead(person)) return refuse({ code: 'roleMayNot', role: person.role })
  const event = (type: string, payload: { [key: string]: Json }): OutageDecision => ({
    ok: true,
    events: [{ type, case: null, by: person.id, payload: { ...payload, signature: signature(person) } }],
  })
  if (command.do === 'openOutage') {
    if (state) return refuse({ code: 'alreadyOpened' })
    const wrong = sinceRefusal(command.since, now, bounds) ?? newsRefusal(command.said.nextNewsAt, now, bounds)
    if (wrong) return refuse(wrong)
    return event('outageOpened', { command: command.command, since: command.since, ...place, ...command.said })
  }
  if (!state) return refuse({ code: 'unknownOutage' })
  if (state.endedAt !== null) return refuse({ code: 'alreadyClosed' })
  switch (command.do) {
    case 'updateOutage': {
      const wrong = newsRefusal(command.said.nextNewsAt, now, bounds)
      if (wrong) return refuse(wrong)
      return event('outageUpdated', { command: command.command, number: state.number, ...command.said })
    }
    case 'closeOutage':
      if (before(now, command.endedAt)) return refuse({ code: 'endInFuture' })
      if (before(command.endedAt, state.since)) return refuse({ code: 'endBeforeBegin' })
      return event('outageClosed', { command: command.command, number: state.number, endedAt: command.endedAt })
    default:
      return command satisfies never
  }
}
