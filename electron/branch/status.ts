/**
 * How the exchange with headquarters stands. The courier says what it is doing; what waits and what is stuck is read
 * from the database each time, so that the ledge never shows a number of its own.
 */
import type { z } from 'zod'
import type { exchange } from '../contract.ts'
import { refusedEvents } from './store/acknowledgements.ts'
import { waitingCases } from './store/cases.ts'
import { unprovenCases } from './store/certificates.ts'
import type { Db } from './store/sql.ts'

export type Exchange = z.infer<typeof exchange>
export type CourierSays = Pick<
  Exchange,
  'state' | 'offlineSince' | 'nextTryAt' | 'lastContactAt' | 'sending' | 'program'
>

export type Status = {
  read(): Exchange
  set(part: Partial<CourierSays>): void
  /** Whether the demo's pretend network cable is plugged in; always true elsewhere. */
  plugged(): boolean
  plug(plugged: boolean): void
  /** Called when the cable is pulled or plugged in; returns how to stop. */
  onPlug(listener: () => void): () => void
}

export function openStatus(db: Db, demo: boolean, changed: () => void): Status {
  let cable = true
  const listeners = new Set<() => void>()
  let said: CourierSays = {
    state: 'notEnrolled',
    offlineSince: null,
    nextTryAt: null,
    lastContactAt: null,
    sending: null,
    program: null,
  }
  return {
    read() {
      const stuck = [
        ...refusedEvents(db).map(({ entry, type, at, ...one }) => ({ ...one, refused: { entry, type, at } })),
        ...unprovenCases(db).map((one) => ({ ...one, refused: null })),
      ]
      const state = stuck.length > 0 && said.state === 'online' ? 'stuck' : said.state
      return { ...said, state, waiting: waitingCases(db), stuck, cable: demo ? cable : null }
    },
    set(part) {
      const next = { ...said, ...part }
      if (JSON.stringify(next) === JSON.stringify(said)) return
      said = next
      changed()
    },
    plugged: () => cable,
    plug(plugged) {
      cable = plugged
      changed()
      for (const listener of listeners) listener()
    },
    onPlug(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
