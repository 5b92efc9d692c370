/**
 * An outage of the branch: the fold of its events. The first opening counts, the last bulletin stands, the first closing
 * ends it; what does not fit is counted and changes nothing, so that every computer folds the same bytes alike.
 */
import { type Bulletin, outageClosed, outageOpened, outageUpdated } from './events.ts'

export type Outage = Bulletin & {
  number: string
  /** UTC. */
  since: string
  openedAt: string
  openedBy: string
  /** 1 when it is opened, one more with each update. */
  bulletin: number
  /** When the bulletin that stands was written, UTC. */
  saidAt: string
  saidBy: string
  /** When it worked again, UTC; null while it lasts. */
  endedAt: string | null
  closedAt: string | null
  closedBy: string | null
  /** Signatures by id, as they stand in the events themselves. */
  signatures: Record<string, string>
  /** Events that came too late or were written twice. */
  unfit: number
}

export type OutageEvent = { fields: { type: string; at: string; by: string }; payload: unknown }

export const outageEvents = ['outageOpened', 'outageUpdated', 'outageClosed'] as const
type OutageEventType = (typeof outageEvents)[number]
const isOutageEvent = (type: string): type is OutageEventType => outageEvents.some((one) => one === type)

/** The outage after this event; null while it has not been opened. */
export function evolveOutage(state: Outage | null, { fields, payload }: OutageEvent): Outage | null {
  if (!isOutageEvent(fields.type)) return state
  switch (fields.type) {
    case 'outageOpened': {
      const opened = outageOpened.safeParse(payload)
      if (state || !opened.success) return unfit(state)
      const { command: _, branch: __, window: ___, serial: ____, signature, ...said } = opened.data
      return {
        ...said,
        openedAt: fields.at,
        openedBy: fields.by,
        bulletin: 1,
        saidAt: fields.at,
        saidBy: fields.by,
        endedAt: null,
        closedAt: null,
        closedBy: null,
        signatures: named({}, fields.by, signature),
        unfit: 0,
      }
    }
    case 'outageUpdated': {
      const updated = outageUpdated.safeParse(payload)
      if (!state || state.endedAt !== null || !updated.success || updated.data.number !== state.number)
        return unfit(state)
      const { command: _, signature, ...said } = updated.data
      const signatures = named(state.signatures, fields.by, signature)
      return { ...state, ...said, bulletin: state.bulletin + 1, saidAt: fields.at, saidBy: fields.by, signatures }
    }
    case 'outageClosed': {
      const closed = outageClosed.safeParse(payload)
      if (!state || state.endedAt !== null || !closed.success || closed.data.number !== state.number)
        return unfit(state)
      const signatures = named(state.signatures, fields.by, closed.data.signature)
      return { ...state, endedAt: closed.data.endedAt, closedAt: fields.at, closedBy: fields.by, signatures }
    }
    default:
      return fields.type satisfies never
  }
}

const named = (before: Outage['signatures'], by: string, signature: string | undefined): Outage['signatures'] =>
  signature === undefined ? before : { ...before, [by]: signature }

const unfit = (state: Outage | null): Outage | null => state && { ...state, unfit: state.unfit + 1 }

/** The fold of the events of one outage, given in fold order. */
export const foldOutage = (events: Iterable<OutageEvent>): Outage | null => {
  let state: Outage | null = null
  for (const event of events) state = evolveOutage(state, event)
  return state
}

/** Whole minutes that it has lasted; `now` (UTC) while it is not over. Never negative, whatever the clocks said. */
export const minutesOf = ({ since, endedAt }: Pick<Outage, 'since' | 'endedAt'>, now: string): number =>
  Math.max(0, Math.floor((Date.parse(endedAt ?? now) - Date.parse(since)) / 60_000))
