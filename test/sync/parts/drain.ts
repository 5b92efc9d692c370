/**
 * Everything heals, the queues drain, and the computers of a branch that meet come to hold the same: in half of the schedules
 * they first meet while headquarters is out of reach, so that nobody but the hub can have told them.
 */
import { membershipOf } from '../../../electron/branch/hub/membership.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { sql } from '../../../electron/branch/store/sql.ts'
import { update } from './acts.ts'
import { type Counter, exchange, meet, type Play } from './cast.ts'
import { chanceOf } from './chance.ts'
import { acknowledgementsOf, journalOf, type Place, placeOf, placesAtHq } from './journals.ts'
import { quick } from './lan.ts'
import { smooth } from './network.ts'
import { isOfficeStep, type Schedule } from './schedule.ts'

/** More than any schedule needs: a run, a new line after a fork, its run, and one to see that all is quiet. */
const ROUNDS = 8
/** Everybody hands over, everybody takes; then once more for whoever has begun a new line because of it. */
const MEETINGS = 4

export async function drain(play: Play, { name: schedule, steps }: Schedule): Promise<void> {
  const { world, network, counters, note, complain } = play
  note('everything is healed')
  network.heal()
  for (const counter of counters.values()) {
    counter.mayEnrol = true
    counter.standsUntil = 0
    counter.machine.fill(false)
    await update(play, counter)
    await enterAgain(counter)
  }
  // Who serves is who was last said to: of each branch, by name.
  const hubs = new Map<string, Counter>()
  for (const step of steps) {
    const hub = !isOfficeStep(step) && step.do === 'meet' ? counters.get(step.hub) : undefined
    if (hub) hubs.set(hub.branch, hub)
  }
  const all = () => [...counters.values()]
  const settled = async (): Promise<Counter[]> => {
    const atHq = new Map<string, string[]>()
    for (const { branch } of all()) if (!atHq.has(branch)) atHq.set(branch, await placesAtHq(play.hq.database, branch))
    const found: Counter[] = []
    for (const one of all()) if (isSettled(await one.machine.start(), atHq.get(one.branch) ?? [])) found.push(one)
    return found
  }
  const guests = (hub: Counter) => all().filter((one) => one !== hub && one.branch === hub.branch && !isTwin(one, hub))
  const meetAll = async (hub: Counter) => {
    for (const guest of guests(hub)) {
      await meet(play, guest, hub, () => quick, { kill: null, hubKill: null })
      await world.settle()
    }
  }
  const compare = async (hub: Counter, others: Counter[]) => {
    const held = await holds(hub)
    for (const guest of others)
      if ((await holds(guest)) !== held) complain(`${guest.name} does not hold what ${hub.name} holds, and they met`)
  }
  if (chanceOf(`${schedule} meets first`).once(0.5))
    for (const hub of hubs.values()) {
      for (let meeting = 0; meeting < MEETINGS; meeting++) await meetAll(hub)
      // Whoever never was enrolled cannot have met anybody.
      const met: Counter[] = []
      if (await isMember(hub)) for (const guest of guests(hub)) if (await isMember(guest)) met.push(guest)
      await compare(hub, met)
    }
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = round === 0 ? [] : await settled()
    if (quiet.length === counters.size) break
    for (const counter of all()) {
      const { name } = counter
      if (quiet.includes(counter)) continue
      await exchange(play, counter, () => smooth, null).catch((error) =>
        complain(`${name}: drain threw ${error?.stack}`),
      )
      await world.settle()
    }
  }
  // What headquarters has told them all they now hear of each other, and there must be nothing new in it.
  for (const hub of hubs.values()) await meetAll(hub)
  const quiet = await settled()
  for (const one of all()) if (!quiet.includes(one)) complain(`${one.name} did not drain`)
  for (const hub of hubs.values()) await compare(hub, guests(hub))
}

const isMember = async ({ machine }: Counter) => membershipOf((await machine.start()).branch) !== null

/** The screen said "not recorded" and kept the form: now that the disk has room, Enter once more. */
async function enterAgain({ desk }: Counter): Promise<void> {
  for (const paper of [...desk.unrecorded]) await desk.register(paper, 1, null)
}

/** Copies of one disk are one device, and nobody asks himself. */
const isTwin = (one: Counter, other: Counter) => one.name.startsWith(other.name) || other.name.startsWith(one.name)

const holds = async ({ machine }: Counter): Promise<string> =>
  journalOf(await machine.start())
    .map(placeOf)
    .sort()
    .join()

/** Each end of each line is acknowledged, and both sides hold the same: no exchange has anything to carry. */
function isSettled(open: OpenBranch, atHq: readonly string[]): boolean {
  const held = new Set(journalOf(open).map(placeOf))
  if (held.size !== atHq.length || !atHq.every((place) => held.has(place))) return false
  const marks = new Set(acknowledgementsOf(open).map(placeOf))
  const tips = sql<Place>(
    open.branch.db,
    `SELECT line, seq, hash FROM journal AS tip
     WHERE NOT EXISTS (SELECT 1 FROM journal WHERE line = tip.line AND prev = tip.hash)`,
  ).all()
  return tips.every((tip) => marks.has(placeOf(tip)))
}
