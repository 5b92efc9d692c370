/** The counters of a world: each with its machine, its clerk and what is under way on it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { certify } from '../../../domain/journal/certificate.ts'
import { VERSION_HEADER } from '../../../domain/wire/version.ts'
import type { Fetch } from '../../../electron/branch/courier/link.ts'
import { enrolled } from '../../../electron/branch/handover.ts'
import { exchangeWithHub } from '../../../electron/branch/hub/exchange.ts'
import { membershipOf } from '../../../electron/branch/hub/membership.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { storageFailure } from '../../../electron/branch/storage.ts'
import { setting } from '../../../electron/branch/store/settings.ts'
import type { TestHq } from '../../support/hq.ts'
import { type Carried, carry } from './carry.ts'
import { chanceOf } from './chance.ts'
import { Killed, type Machine, machineAt } from './counter.ts'
import { type Desk, deskAt, type Intent } from './desk.ts'
import type { Tally } from './faults.ts'
import { type LanTrouble, lanLine } from './lan.ts'
import { checkAcknowledged } from './ledger.ts'
import { type Network, openGate, type Trouble } from './network.ts'
import type { Office } from './office.ts'
import type { Kill } from './schedule.ts'
import type { World } from './world.ts'

export type Counter = {
  name: string
  letter: string
  /** Code of its branch. */
  branch: string
  machine: Machine
  desk: Desk
  /** The code of its enrolment; null where it was certified ahead. */
  code: string | null
  mayEnrol: boolean
  /** The process that exchanges with headquarters, or with the hub, at the moment. */
  carrying: OpenBranch | null
  meeting: OpenBranch | null
  backup: { folder: string; own: boolean; intents: Intent[] } | null
  /** Counts the copies that were restored over each other. */
  copy: number
  standsUntil: number
  /** The version of the protocol that its older program speaks. */
  speaks: number | null
  stands(): number
}

export type Play = {
  world: World
  hq: TestHq
  office: Office
  network: Network
  tally: Tally
  home: string
  timeZone: string | undefined
  counters: Map<string, Counter>
  /** Per command, on which copies of a database it was given. */
  asked: Map<string, Set<string>>
  /** What headquarters lost by being restored, by place. */
  lost: Set<string>
  /** Lines that were under way on a disk when it was copied together with its marker. */
  forkable: Set<string>
  note(line: string): void
  complain(what: string): void
  exchanges: number
}

type Role = Pick<Counter, 'name' | 'letter' | 'branch' | 'code' | 'mayEnrol'>

export function addCounter(play: Play, role: Role): Counter {
  const { name, letter, branch } = role
  const { world, home, asked, tally, timeZone, counters, note, complain } = play
  const place = { workspace: join(home, name), machine: join(home, `${name}-machine`) }
  mkdirSync(place.workspace, { recursive: true })
  const machine = machineAt(place, letter, world, chanceOf(`${branch} ${name}`), { tally, timeZone, branch })
  const asks = (command: string) =>
    asked.set(command, (asked.get(command) ?? new Set()).add(`${name}${counters.get(name)?.copy}`))
  const desk = deskAt(
    machine,
    asks,
    (line) => note(`${name}${line}`),
    (what) => complain(`${name}: ${what}`),
    tally,
  )
  const counter: Counter = {
    ...role,
    ...{ machine, desk, carrying: null, meeting: null, backup: null, copy: 0, standsUntil: 0, speaks: null },
    stands: () => Math.max(0, counter.standsUntil - world.now()),
  }
  counters.set(name, counter)
  return counter
}

/** Its process, running, and certified where that is done by hand. */
export async function ready({ world, hq }: Play, counter: Counter): Promise<OpenBranch> {
  const open = await counter.machine.start()
  if (counter.code === null && counter.mayEnrol && setting(open.branch.db, 'hqKey') === null) {
    const { device } = open.branch.desk()
    const { publicKey } = open.branch.keys
    const issuedAt = new Date(world.now()).toISOString()
    const body = { v: 1 as const, device, branch: counter.branch, letter: counter.letter, publicKey, issuedAt }
    enrolled(open.branch, certify(body, hq.key.sign), hq.key.publicKey)
  }
  return open
}

/** One exchange with headquarters; the world goes on as soon as it waits for the line. */
export async function exchange(play: Play, counter: Counter, trouble: Trouble, kill: Kill | null): Promise<void> {
  const { hq, network, note, complain, tally } = play
  const { machine, name, branch } = counter
  if (!counter.mayEnrol || (counter.carrying !== null && counter.carrying === machine.running)) return
  const open = await ready(play, counter)
  const alive = () => machine.running === open
  const gate = openGate()
  const caller = { name, computer: `${branch} ${name}`, alive, gate, trouble, stands: counter.stands }
  const fetch = speaking(counter, network.fetchOf(caller))
  const run = async () => {
    const outcome = await carry(machine, counter.code, fetch)
    note(`${name} exchange ended ${JSON.stringify(outcome)}`)
    judge(counter, outcome, play)
    const says = (what: string) => complain(`${name}: ${what}`)
    if (alive()) await checkAcknowledged(open, hq.database, branch, says, play.lost)
  }
  counter.carrying = open
  play.exchanges += 1
  machine.arm(kill)
  await gate.after(() => {
    void run()
      .catch((error) => complain(`${name}: the exchange threw ${error?.stack ?? error}`))
      .finally(() => {
        if (counter.carrying === open) counter.carrying = null
        machine.disarm(kill)
        gate.waits()
      })
  })

  function judge({ speaks }: Counter, outcome: Carried, { network: { healed } }: Play): void {
    if (outcome.ok) return
    if (speaks !== null && outcome.detail === 'HTTP 426') tally.strike('older program turned away')
    if (outcome.why === 'equipment') {
      tally.strike('disk full at an exchange')
      if (!machine.isFull()) complain(`${name}: the disk refused and is not full: ${outcome.detail}`)
    }
    if (healed() && alive() && outcome.why === 'nonsense') complain(`${name}: healed, and yet ${outcome.detail}`)
  }
}

function speaking({ speaks }: Counter, fetch: Fetch): Fetch {
  if (speaks === null) return fetch
  return (url, init) => fetch(url, { ...init, headers: { ...init.headers, [VERSION_HEADER]: String(speaks) } })
}

type Kills = { kill: Kill | null; hubKill: Kill | null }

/** One exchange with the computer that serves in this branch. */
export async function meet(
  play: Play,
  counter: Counter,
  hub: Counter,
  trouble: LanTrouble,
  kills: Kills,
): Promise<void> {
  const { world, network, note, complain, tally } = play
  const { machine, name } = counter
  if (!counter.mayEnrol || !hub.mayEnrol || (counter.meeting !== null && counter.meeting === machine.running)) return
  const open = await ready(play, counter)
  await ready(play, hub)
  const hqKey = membershipOf(open.branch)?.hqKey
  const gate = openGate()
  const { healed } = network
  const isCut = (one: string) => network.isCut(`lan ${one}`, 'there') !== null
  const line = lanLine(counter, hub, { ...{ world, tally, gate, trouble, isCut, healed, note } })
  if (!line || hqKey === undefined) return
  const run = async () => {
    try {
      const outcome = await exchangeWithHub(open.branch, line, hqKey)
      note(`${name} met ${hub.name} ${outcome.ok ? 'well' : JSON.stringify(outcome)}`)
    } catch (error) {
      if (machine.running !== open) return
      if (error instanceof Killed) machine.crash()
      else if (machine.isFull() && storageFailure(error) !== null) tally.strike('disk full at an exchange')
      else throw error
      note(`${name} met ${hub.name}: ${error}`)
    }
  }
  counter.meeting = open
  machine.arm(kills.kill)
  hub.machine.arm(kills.hubKill)
  await gate.after(() => {
    void run()
      .catch((error) => complain(`${name}: the meeting threw ${error?.stack ?? error}`))
      .finally(() => {
        if (counter.meeting === open) counter.meeting = null
        machine.disarm(kills.kill)
        hub.machine.disarm(kills.hubKill)
        gate.waits()
      })
  })
}
