/**
 * This computer among the others of its branch: alone, serving them, or using the one that serves. The part it plays is a
 * setting; a change of it ends the old part before the new one begins. Neither part ever waits for headquarters, and no
 * call of the window waits for either.
 */
import { networkInterfaces } from 'node:os'
import type { Inventory } from '../../../domain/wire/hub.ts'
import { type HubSetting, type HubState, hubSetting } from '../../contract/hub.ts'
import type { Branch } from '../branch.ts'
import { setSetting, setting } from '../store/settings.ts'
import { ask } from './asking.ts'
import type { Hub } from './door.ts'
import { eventsIn, inventoryOf } from './inventory.ts'
import { openMembers } from './members.ts'
import { serve } from './serving.ts'

export type HubOptions = {
  /** Set from outside, by the environment: then the workspace's own setting does not count. */
  fixed?: HubSetting | null
  onTrouble?: (what: string, error: unknown) => void
  /** Where to listen; all of the computer's addresses unless told otherwise. */
  host?: string
  /** Milliseconds between two questions to the computer that serves. */
  betweenMs?: number
  /** Requests of one address that are answered in a second. */
  mostASecond?: number
}

type Part = { stop(): Promise<void> }
type Stand = Pick<HubState, 'state' | 'detail'>

/** Where this computer sees the others, or need not. */
const WELL: readonly HubState['state'][] = ['alone', 'serving', 'together', 'connecting']
/** A computer that is started anew is missed for a moment, and nobody needs to hear of it. */
const APART_AFTER_MS = 8_000

/** Starts playing the part that was set; `stop` breaks off what is under way, which is safe anywhere. */
export function startHub(
  branch: Branch,
  { fixed = null, onTrouble, host, betweenMs, mostASecond }: HubOptions = {},
): Hub {
  const members = openMembers(branch)
  let part: Promise<Part> = Promise.resolve({ stop: () => Promise.resolve() })
  let stand: Stand & { since: string } = { state: 'alone', detail: null, since: iso(branch.clock()) }
  let port: number | null = null
  let stopped = false
  const say = (next: Stand) => {
    if (next.state === stand.state && next.detail === stand.detail) return
    stand = { ...next, since: next.state === stand.state ? stand.since : iso(branch.clock()) }
    branch.changed('hub')
  }
  const isApart = () => !WELL.includes(stand.state)
  const tell = (error: unknown) => onTrouble?.('hub', error)
  const now = () => fixed ?? settingOf(branch)

  function play(wish: HubSetting): void {
    part = part
      .then((before) => before.stop())
      .then(async (): Promise<Part> => {
        port = null
        if (stopped || wish.role === 'alone') {
          say({ state: 'alone', detail: null })
          return { stop: () => Promise.resolve() }
        }
        if (wish.role === 'uses')
          return ask(branch, { address: wish.address, betweenMs, members, say, onTrouble: tell })
        const onPort = (bound: number | null) => {
          port = bound
        }
        return serve(branch, { port: wish.port, host, mostASecond, members, say, onPort, onTrouble: tell })
      })
  }
  play(now())

  const hub: Hub = {
    fixed: fixed !== null,
    state() {
      const held: Inventory = inventoryOf(branch)
      return {
        setting: now(),
        fixed: fixed !== null,
        ...stand,
        apartAt: isApart() ? iso(Date.parse(stand.since) + APART_AFTER_MS) : null,
        addresses: port === null ? [] : ownAddresses().map((address) => `${address}:${port}`),
        lines: Object.keys(held.lines).length,
        records: eventsIn(held),
        // Whom this one does not see is missed in the list at once.
        computers: members.list().map((one) => ({ ...one, here: one.here && !isApart() })),
      }
    },
    inContact: () =>
      stand.state === 'together' || (stand.state === 'serving' && members.list().some(({ here }) => here)),
    set(wish) {
      setSetting(branch.db, 'hub', JSON.stringify(wish))
      members.forget()
      play(wish)
    },
    async stop() {
      stopped = true
      branch.hub = null
      await (await part).stop()
    },
  }
  branch.hub = hub
  return hub
}

/** What the environment of the process says; null where it says nothing. `serve`: a port; `use`: `host:port`. */
export function fixedBy({ serve, use }: { serve?: string | undefined; use?: string | undefined }): HubSetting | null {
  if (serve) return hubSetting.parse({ role: 'serves', port: Number(serve) })
  return use ? hubSetting.parse({ role: 'uses', address: use }) : null
}

/** A setting that cannot be read is none: a computer alone works as before. */
export function settingOf({ db }: Pick<Branch, 'db'>): HubSetting {
  const kept = setting(db, 'hub')
  if (kept === null) return { role: 'alone' }
  try {
    return hubSetting.catch({ role: 'alone' }).parse(JSON.parse(kept))
  } catch {
    return { role: 'alone' }
  }
}

/** IPv4 first: that is what people type. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const outside = all.filter(({ internal, family }) => !internal && family === 'IPv4')
  return (outside.length > 0 ? outside : all.filter(({ family }) => family === 'IPv4')).map(({ address }) => address)
}

const iso = (ms: number) => new Date(ms).toISOString()
