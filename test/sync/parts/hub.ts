/** Computers of one branch on real sockets of this machine. Time within the branch stands still; what is measured is real. */

import type { Hub } from '../../../electron/branch/hub/door.ts'
import { startHub } from '../../../electron/branch/hub/hub.ts'
import type { HubSetting } from '../../../electron/contract/hub.ts'
import type { Counter } from './bench.ts'
import { Killed } from './counter.ts'
import { journalOf, placeOf } from './ledger.ts'

const running = new Set<Hub>()
/** Leaves with `allLeave`, at the latest. */
export function takesPart(hub: Hub): Hub {
  running.add(hub)
  return hub
}

/** Waits for something on another computer; milliseconds that it took. */
export async function until(holds: () => unknown, limitMs = 60_000): Promise<number> {
  const from = performance.now()
  for (;;) {
    const ms = performance.now() - from
    if (await holds()) return ms
    if (ms > limitMs) throw new Error('it never came to that')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** A counter takes part; a kill at an armed point ends its process and its sockets. */
export async function plays(counter: Counter, setting: HubSetting, betweenMs = 50): Promise<Hub> {
  const { branch } = await counter.start()
  const hub = startHub(branch, {
    ...{ fixed: setting, host: '127.0.0.1', betweenMs },
    onTrouble(_, error) {
      if (!(error instanceof Killed)) throw error
      counter.machine.crash()
      void leaves(hub)
    },
  })
  return takesPart(hub)
}

export async function leaves(hub: Hub): Promise<void> {
  running.delete(hub)
  await hub.stop()
}
export const allLeave = () => Promise.all([...running].map(leaves))

/** Serves on a free port; where the others find it. */
export async function serves(counter: Counter, port = 0): Promise<{ hub: Hub; address: string }> {
  const hub = await plays(counter, { role: 'serves', port })
  await until(() => hub.state().state === 'serving')
  return { hub, address: `127.0.0.1:${hub.state().addresses[0]?.split(':').at(-1)}` }
}
export const uses = (counter: Counter, address: string, betweenMs?: number) =>
  plays(counter, { role: 'uses', address }, betweenMs)

/** Every event a computer holds, by place. */
export const placesAt = async (counter: Counter): Promise<string[]> =>
  journalOf(await counter.start())
    .map(placeOf)
    .sort()

/** Until all of them hold the same events; those. */
export async function agree(...counters: Counter[]): Promise<string[]> {
  let held: string[][] = []
  await until(async () => {
    held = await Promise.all(counters.map(placesAt))
    return new Set(held.map((places) => places.join())).size === 1
  })
  return held[0] ?? []
}
