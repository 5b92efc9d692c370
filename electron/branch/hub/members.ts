/** The computers of the branch that were in contact since the program started: who, since when, how much each holds. */
import type { Certificate } from '../../../domain/journal/certificate.ts'
import type { Inventory } from '../../../domain/wire/hub.ts'
import type { HubComputer } from '../../contract/hub.ts'
import type { Branch } from '../branch.ts'
import { eventsIn } from './inventory.ts'

export type Members = {
  /** It was in contact just now; `held`: what it said that it holds, where it said so. */
  met(peer: Certificate, address: string, held: Inventory | null): void
  list(): HubComputer[]
  forget(): void
}

/** Several missed questions: a computer that is switched off, or a cable that is out. */
const LOST_AFTER_MS = 15_000

type Known = { window: string; address: string; since: number; last: number; records: number | null }

export function openMembers({ clock, changed }: Pick<Branch, 'clock' | 'changed'>): Members {
  const known = new Map<string, Known>()
  return {
    met(peer, address, held) {
      const { device, letter: window } = peer.body
      const before = known.get(device)
      const last = clock()
      const unbroken = before && last - before.last < LOST_AFTER_MS
      const since = unbroken ? before.since : last
      const records = held ? eventsIn(held) : (before?.records ?? null)
      known.set(device, { window, address: plain(address), since, last, records })
      // Each contact is not news; one that begins, and one that brings something, is.
      if (!unbroken || records !== before.records) changed('hub')
    },
    list: () =>
      [...known.values()]
        .map(({ since, last, ...shown }) => ({
          ...shown,
          since: new Date(since).toISOString(),
          lastContactAt: new Date(last).toISOString(),
          here: clock() - last < LOST_AFTER_MS,
        }))
        .sort((one, other) => (one.window < other.window ? -1 : 1)),
    forget: () => known.clear(),
  }
}

/** An IPv4 address as people write it, also where the socket speaks IPv6 (RFC 4291 §2.5.5.2). */
const plain = (address: string): string => address.replace(/^::ffff:/, '')
