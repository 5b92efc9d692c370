/**
 * A real headquarters and real counters for tests that tell one story each. Time is virtual; a line does what the test
 * says, and is smooth where it says nothing.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certify } from '../../../domain/journal/certificate.ts'
import type { Fetch } from '../../../electron/branch/courier/link.ts'
import { enrolled } from '../../../electron/branch/handover.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import type { Draft, Receipt, Registration } from '../../../electron/contract.ts'
import type { Hq } from '../../../hq/hq.ts'
import { startHq, type TestHq } from '../../support/hq.ts'
import { type Carried, carry } from './carry.ts'
import { chanceOf } from './chance.ts'
import { copyMarker, copyWorkspace, furnish, layTemplate, type Machine, machineAt } from './counter.ts'
import { answers } from './desk.ts'
import { acknowledgementsOf, hqEventsOf } from './ledger.ts'
import { type Fate, openGate, openNetwork, smooth } from './network.ts'
import type { Kill } from './schedule.ts'
import { openWorld, type World } from './world.ts'

export type Counter = {
  machine: Machine
  start(): Promise<OpenBranch>
  /** Certified by hand, as after an enrolment. */
  certified(): Promise<Counter>
  draft(): Promise<Draft>
  register(draft?: Draft): Promise<Receipt>
  /** What happens to the requests of this exchange one after another; smooth where the list ends. */
  exchange(
    fates?: Partial<Fate>[],
    options?: { kill?: Kill; through?: (fetch: Fetch) => Fetch; code?: string },
  ): Promise<Carried>
  /** Another computer with a copy of this disk as it stands now. */
  clone(options: { withMarker: boolean }): Counter
  /** A copy of the disk, and its return. */
  backUp(): void
  restore(): void
  acknowledged(): Promise<{ line: string; seq: number; hash: string }[]>
  deliveries(): Promise<Record<string, string>>
}

export type Bench = {
  hq: TestHq
  /** The branch's code at headquarters. */
  code: string
  world: World
  counter(letter?: string): Counter
  /** Numbers of all cases at headquarters. */
  numbersAtHq(): Promise<string[]>
  placesAtHq(): Promise<{ line: string; seq: number; hash: string }[]>
}

let folder: string
let template: string
let hq: TestHq
let branches = 0

/** Once per test file, and its end. */
export const raiseBench = (): Promise<void> => raiseBenchWith({})
/** `more`: what headquarters is to be told beside the usual. */
export async function raiseBenchWith(more: Partial<Hq>): Promise<void> {
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'okno-sync-'))
  template = await layTemplate(folder)
  hq = await startHq(() => Date.UTC(2026, 10, 23, 4), null, more)
}
export async function razeBench(): Promise<void> {
  await hq.close()
  rmSync(folder, { recursive: true, force: true })
}

/** A branch of its own, so that tests share a headquarters and nothing else. */
export function openBench(): Bench {
  const world = openWorld()
  const code = `T${String(++branches).padStart(4, '0')}`
  const network = openNetwork(world, hq, () => {})
  let made = 0

  function counterOn(letter: string, name: string): Counter {
    const place = { workspace: join(folder, code, name), machine: join(folder, code, `${name}-machine`) }
    const machine = machineAt(place, letter, world, chanceOf(`${code} ${name}`), { branch: code })
    const backup = `${place.workspace}-backup`
    const start = () => machine.start()
    const call = async <T>(path: string, input: unknown) => (await (await start()).call(path, input)) as T
    const counter: Counter = {
      machine,
      start,
      async certified() {
        const { branch } = await start()
        const issuedAt = new Date(world.now()).toISOString()
        const { publicKey } = branch.keys
        const body = { v: 1 as const, device: branch.desk().device, branch: code, letter, publicKey, issuedAt }
        enrolled(branch, certify(body, hq.key.sign), hq.key.publicKey)
        return counter
      },
      async draft() {
        const opened = await call<{ ok: true; draft: Draft }>('drafts.open', {
          type: 'ACC-DEREG',
          answers: answers('t'),
        })
        return opened.draft
      },
      async register(draft) {
        const { id } = draft ?? (await counter.draft())
        const said = await call<Registration>('cases.register', { draft: id })
        if (!said.ok) throw new Error(`not registered: ${JSON.stringify(said.refusal)}`)
        return said.receipt
      },
      async exchange(fates = [], { kill, through = (fetch: Fetch) => fetch, code: enrolCode } = {}) {
        const open = await start()
        const gate = openGate()
        const fetch = network.fetchOf({
          ...{ name, computer: `${code} ${name}`, gate },
          alive: () => machine.running === open,
          trouble: ({ nth }) => ({ ...smooth, ...fates[nth] }),
        })
        let outcome: Carried | Error | null = null
        machine.arm(kill ?? null)
        await gate.after(() => {
          void carry(machine, enrolCode ?? null, through(fetch))
            .catch((error: Error) => error)
            .then((ended) => {
              outcome = ended
              gate.waits()
            })
        })
        await world.settle()
        machine.disarm(kill ?? null)
        const ended = outcome as Carried | Error | null
        if (ended === null || ended instanceof Error) throw ended ?? new Error('the exchange never ended')
        return ended
      },
      clone({ withMarker }) {
        const twin = counterOn(letter, `${name}-twin${++made}`)
        copyWorkspace(place.workspace, twin.machine.place.workspace)
        if (withMarker) copyMarker(place, twin.machine.place)
        return twin
      },
      backUp: () => copyWorkspace(place.workspace, backup),
      restore() {
        machine.crash()
        copyWorkspace(backup, place.workspace)
      },
      acknowledged: async () => acknowledgementsOf(await start()),
      async deliveries() {
        const { branch } = await start()
        const rows = branch.db
          .prepare<[], { number: string; delivery: string }>('SELECT number, delivery FROM cases')
          .all()
        return Object.fromEntries(rows.map((row) => [row.number, row.delivery]))
      },
    }
    return counter
  }
  return {
    hq,
    code,
    world,
    counter(letter = 'A') {
      const name = `${letter}${++made}`
      const counter = counterOn(letter, name)
      furnish(counter.machine.place, template, `${code} ${name}`)
      return counter
    },
    async numbersAtHq() {
      const rows = await hq.database.query<{ number: string }>('SELECT number FROM case_record WHERE branch = $1', [
        code,
      ])
      return rows.map(({ number }) => number).sort()
    },
    placesAtHq: async () => (await hqEventsOf(hq.database, code)).map(({ line, seq, hash }) => ({ line, seq, hash })),
  }
}
