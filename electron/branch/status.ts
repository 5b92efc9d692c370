/**
 * How the exchange with headquarters stands. The courier says what it is doing; what waits and what is stuck is read
 * from the database each time, so that the ledge never shows a number of its own.
 */
import type { z } from 'zod'
import type { exchange } from '../contract.ts'
import { storageFailure } from './storage.ts'
import { casesBehindBroken, refusedEvents } from './store/acknowledgements.ts'
import { waitingCases } from './store/cases.ts'
import { unprovenCases } from './store/certificates.ts'
import { setSetting, setting } from './store/settings.ts'
import type { Db } from './store/sql.ts'

export type Exchange = Omit<z.infer<typeof exchange>, 'files'>
export type CourierSays = Pick<
  Exchange,
  | 'state'
  | 'offlineSince'
  | 'nextTryAt'
  | 'lastContactAt'
  | 'sending'
  | 'program'
  | 'givesUpAt'
  | 'waitAsked'
  | 'trouble'
  | 'obstacle'
>

export type Status = {
  read(): Exchange
  set(part: Partial<CourierSays>): void
  /** Whether the demo's pretend network cable is plugged in; always true elsewhere. */
  plugged(): boolean
  plug(plugged: boolean): void
  /** Called when the cable is pulled or plugged in; returns how to stop. */
  onPlug(listener: () => void): () => void
  /** The clerk does not want to wait for the next try. */
  tryNow(): void
  onTry(listener: () => void): () => void
}

/** An outage is longer than a run of the program: since when, and when the last exchange was, is known after a restart. */
const KEPT = { offlineSince: 'courier.offlineSince', lastContactAt: 'courier.lastContactAt' } as const
/** While all is well the last contact is not written down more often. */
const APART_MS = 600_000

export function openStatus(db: Db, demo: boolean, changed: () => void): Status {
  let cable = true
  const listeners = new Set<() => void>()
  const trying = new Set<() => void>()
  const kept = { offlineSince: keptAt(db, KEPT.offlineSince), lastContactAt: keptAt(db, KEPT.lastContactAt) }
  let said: CourierSays = {
    state: 'notEnrolled',
    ...kept,
    nextTryAt: null,
    waitAsked: false,
    trouble: false,
    obstacle: null,
    givesUpAt: null,
    sending: null,
    program: null,
  }
  function keep({ offlineSince, lastContactAt }: CourierSays): void {
    const turned = offlineSince !== kept.offlineSince
    if (!turned && Date.parse(lastContactAt ?? '') < Date.parse(kept.lastContactAt ?? '') + APART_MS) return
    if (!db.open || (!turned && lastContactAt === kept.lastContactAt)) return
    try {
      setSetting(db, KEPT.offlineSince, offlineSince ?? '')
      setSetting(db, KEPT.lastContactAt, lastContactAt ?? '')
      Object.assign(kept, { offlineSince, lastContactAt })
    } catch (error) {
      // A disk that is full is told where something is recorded.
      if (storageFailure(error) === null) throw error
    }
  }
  return {
    read() {
      const stuck = [
        ...refusedEvents(db).map(({ entry, type, at, ...one }) => ({ ...one, refused: { entry, type, at } })),
        ...[...unprovenCases(db), ...casesBehindBroken(db)].map((one) => ({ ...one, refused: null })),
      ]
      const state = stuck.length > 0 && said.state === 'online' ? 'stuck' : said.state
      return { ...said, state, waiting: waitingCases(db), stuck, cable: demo ? cable : null }
    },
    set(part) {
      const next = { ...said, ...part }
      if (JSON.stringify(next) === JSON.stringify(said)) return
      said = next
      keep(said)
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
    tryNow() {
      for (const listener of trying) listener()
    },
    onTry(listener) {
      trying.add(listener)
      return () => trying.delete(listener)
    },
  }
}

const keptAt = (db: Db, key: string): string | null => setting(db, key) || null
