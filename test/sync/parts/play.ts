/**
 * Plays one schedule against the real branch stores and the real headquarters, heals everything, drains the queues and
 * compares the ledgers. It says what was violated, with the whole story; it never stops at the first.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { certify } from '../../../domain/journal/certificate.ts'
import { enrolled } from '../../../electron/branch/handover.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { setting } from '../../../electron/branch/store/settings.ts'
import type { TestHq } from '../../support/hq.ts'
import { carry } from './carry.ts'
import { chanceOf } from './chance.ts'
import { copyMarker, copyWorkspace, furnish, type Machine, machineAt } from './counter.ts'
import { type Desk, deskAt, type Intent } from './desk.ts'
import { acknowledgementsOf, type Bytes, checkAcknowledged, checkLedger, journalOf, placeOf } from './ledger.ts'
import { type Gate, openGate, openNetwork, smooth, type Trouble } from './network.ts'
import { type Kill, type Schedule, type Step, troubleOf } from './schedule.ts'
import { openWorld } from './world.ts'

export type Ground = { hq: TestHq /** In memory, for speed. */; folder: string; template: string }
export type Outcome = { violations: string[]; story: string[]; cases: number; exchanges: number }

/** More than any schedule needs: a run, a new line after a fork, its run, and one to see that all is quiet. */
const DRAIN_ROUNDS = 8

type Counter = {
  name: string
  letter: string
  machine: Machine
  desk: Desk
  gate: Gate
  /** The code of its enrolment; null where it was certified ahead. */
  code: string | null
  mayEnrol: boolean
  carrying: boolean
  backup: { folder: string; intents: Intent[] } | null
  /** Counts the copies that were restored over each other. */
  copy: number
}

/** `code`: the branch's own at headquarters, never used before. */
export async function play(schedule: Schedule, code: string, { hq, folder, template }: Ground): Promise<Outcome> {
  const world = openWorld()
  const story: string[] = []
  const violations = new Set<string>()
  const began = world.now()
  const note = (line: string) => void story.push(`${String(world.now() - began).padStart(8)} ms  ${line}`)
  const complain = (what: string) => {
    if (!violations.has(what)) note(`VIOLATION ${what}`)
    violations.add(what)
  }
  const network = openNetwork(world, hq, note)
  const home = join(folder, code)
  const counters = new Map<string, Counter>()
  const ever = new Map<string, Bytes>()
  const asked = new Map<string, Set<string>>()
  let exchanges = 0

  function addCounter(name: string, letter: string, enrolCode: string | null, mayEnrol: boolean): Counter {
    const place = { workspace: join(home, name), machine: join(home, `${name}-machine`) }
    mkdirSync(place.workspace, { recursive: true })
    const machine = machineAt(place, letter, world, chanceOf(`${code} ${name}`))
    const asks = (command: string) =>
      asked.set(command, (asked.get(command) ?? new Set()).add(`${name}${counters.get(name)?.copy}`))
    const desk = deskAt(
      machine,
      asks,
      (line) => note(`${name}${line}`),
      (what) => complain(`${name}: ${what}`),
    )
    const counter: Counter = {
      ...{ name, letter, machine, desk, gate: openGate(), code: enrolCode, mayEnrol },
      ...{ carrying: false, backup: null, copy: 0 },
    }
    counters.set(name, counter)
    return counter
  }

  const remember = (open: OpenBranch) => {
    for (const event of journalOf(open)) ever.set(placeOf(event), event)
  }

  async function ready(counter: Counter): Promise<OpenBranch> {
    const open = await counter.machine.start()
    if (counter.code === null && counter.mayEnrol && setting(open.branch.db, 'hqKey') === null) {
      const { device } = open.branch.desk()
      const { publicKey } = open.branch.keys
      const issuedAt = new Date(world.now()).toISOString()
      const body = { v: 1 as const, device, branch: code, letter: counter.letter, publicKey, issuedAt }
      enrolled(open.branch, certify(body, hq.key.sign), hq.key.publicKey)
    }
    return open
  }

  /** One exchange; the world goes on as soon as it waits for the line. */
  async function exchange(counter: Counter, trouble: Trouble, kill: Kill | null): Promise<void> {
    if (counter.carrying || !counter.mayEnrol) return
    const { machine, name, gate } = counter
    const open = await ready(counter)
    const alive = () => machine.running === open
    const fetch = network.fetchOf({ name, computer: `${code} ${name}`, alive, gate, trouble })
    const run = async () => {
      const outcome = await carry(machine, counter.code, fetch)
      note(`${name} exchange ended ${JSON.stringify(outcome)}`)
      if (alive()) await checkAcknowledged(open, hq.database, code, (what) => complain(`${name}: ${what}`))
    }
    counter.carrying = true
    exchanges += 1
    machine.arm(kill)
    await gate.after(() => {
      void run()
        .catch((error) => complain(`${name}: the exchange threw ${error?.stack ?? error}`))
        .finally(() => {
          if (alive() || machine.running === null) counter.carrying = false
          machine.disarm(kill)
          gate.waits()
        })
    })
  }

  async function take(step: Step): Promise<void> {
    const counter = counters.get(step.counter)
    if (!counter) return
    const { machine, desk, name } = counter
    const told = Object.entries(step).filter(
      ([word, value]) => !['at', 'counter', 'do', 'luck'].includes(word) && value,
    )
    note(`${name} ${step.do} ${told.map(([word, value]) => `${word}=${JSON.stringify(value)}`).join(' ')}`)
    const before = machine.running
    switch (step.do) {
      case 'open':
        await ready(counter)
        await desk.open(step.paper)
        break
      case 'register':
        await ready(counter)
        await desk.register(step.paper, step.enters, step.kill)
        break
      case 'again':
        await ready(counter)
        await desk.again(step.paper, step.enters, step.kill)
        break
      case 'accept':
        await desk.accept(step.paper, acceptCommand(step))
        break
      case 'exchange':
        await exchange(counter, troubleOf(step.luck, step.trouble), step.kill)
        break
      case 'kill':
        machine.crash()
        break
      case 'cut':
        network.cut(step.everybody ? null : name, step.ms)
        break
      case 'backup': {
        await ready(counter)
        const kept = join(home, `${name}-backup`)
        copyWorkspace(machine.place.workspace, kept)
        counter.backup = { folder: kept, intents: [...desk.intents.values()].map((intent) => ({ ...intent })) }
        break
      }
      case 'restore': {
        if (!counter.backup) break
        remember(await machine.start())
        machine.crash()
        copyWorkspace(counter.backup.folder, machine.place.workspace)
        counter.copy += 1
        forget(desk, counter.backup.intents)
        break
      }
      case 'clone': {
        await machine.start()
        const twin = addCounter(step.as, counter.letter, counter.code, counter.mayEnrol)
        copyWorkspace(machine.place.workspace, twin.machine.place.workspace)
        if (step.withMarker) copyMarker(machine.place, twin.machine.place)
        forget(twin.desk, [...desk.intents.values()])
        for (const [paper, draft] of desk.screen) twin.desk.screen.set(paper, draft)
        break
      }
      default:
        step satisfies never
    }
    if (machine.running !== before) counter.carrying = false
  }

  for (const [i, { name, enrolled: when, byCode }] of schedule.counters.entries()) {
    const counter = addCounter(name, name, byCode ? await hq.code(code, name) : null, when === 'early')
    furnish(counter.machine.place, template, `${code} ${name}`)
    if (when === 'late') world.in(300_000 + i, () => enrolFamily(counters, name))
  }
  for (const step of schedule.steps)
    world.in(step.at, () =>
      take(step).catch((error) => complain(`${step.counter} ${step.do} threw ${error?.stack ?? error}`)),
    )
  await world.settle()

  note('everything is healed')
  network.heal()
  const calm: Trouble = () => smooth
  for (const counter of counters.values()) counter.mayEnrol = true
  for (let round = 0; round < DRAIN_ROUNDS; round++)
    for (const counter of counters.values()) {
      const { name, machine } = counter
      if (round > 0 && machine.running && isDrained(machine.running)) continue
      await exchange(counter, calm, null).catch((error) => complain(`${name}: drain threw ${error?.stack ?? error}`))
      await world.settle()
    }
  const copies = []
  for (const { name, machine, desk } of counters.values()) {
    const open = await machine.start()
    if (!isDrained(open)) complain(`${name} did not drain`)
    remember(open)
    copies.push({ name, open, intents: desk.intents })
  }
  const mayFork = schedule.steps.some((step) => step.do === 'clone' && step.withMarker)
  await checkLedger({ copies, ever, asked, mayFork }, hq.database, code, complain)
  for (const { machine } of counters.values()) await machine.close()
  rmSync(home, { recursive: true, force: true })
  const cases = [...asked.keys()].length
  return { violations: [...violations], story, cases, exchanges }
}

/** A clone stands at the same desk and is enrolled with it. */
function enrolFamily(counters: ReadonlyMap<string, Counter>, name: string): void {
  for (const counter of counters.values()) if (counter.name.startsWith(name)) counter.mayEnrol = true
}

function forget(desk: Desk, intents: readonly Intent[]): void {
  desk.intents.clear()
  for (const intent of intents) desk.intents.set(intent.draft, { ...intent })
}

const acceptCommand = ({ counter, at }: Step) => {
  const hex = [...chanceOf(`accept ${counter} ${at}`).bytes(16)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Each end of each line is acknowledged. */
function isDrained(open: OpenBranch): boolean {
  const marks = new Set(acknowledgementsOf(open).map(placeOf))
  const tips = open.branch.db
    .prepare<[], { line: string; seq: number; hash: string }>(
      `SELECT line, seq, hash FROM journal AS tip
       WHERE NOT EXISTS (SELECT 1 FROM journal WHERE line = tip.line AND prev = tip.hash)`,
    )
    .all()
  return tips.every((tip) => marks.has(placeOf(tip)))
}
