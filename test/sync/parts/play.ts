/**
 * Plays one schedule against the real branch stores and the real headquarters, heals everything, drains the queues and
 * compares the ledgers. It says what was violated, with the whole story; it never stops at the first.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { take } from './acts.ts'
import { addCounter, type Counter, type Play } from './cast.ts'
import { chanceOf } from './chance.ts'
import { furnish } from './counter.ts'
import { drain } from './drain.ts'
import { openTally } from './faults.ts'
import type { Ground } from './ground.ts'
import { type Bytes, journalIn, journalOf, placeOf } from './journals.ts'
import { checkLedger } from './ledger.ts'
import { openNetwork } from './network.ts'
import { openOffice } from './office.ts'
import { beginnings, LENGTH_MS, type Schedule } from './schedule.ts'
import { openWorld } from './world.ts'

export type Outcome = {
  violations: string[]
  story: string[]
  cases: number
  exchanges: number
  struck: ReadonlyMap<string, number>
}

/** `codeOf`: the code of each of its branches at headquarters, never used before. */
export async function play(
  schedule: Schedule,
  codeOf: (branch: number) => string,
  { hq, time, officer, folder, template }: Ground,
): Promise<Outcome> {
  const { at: begins, timeZone, turns } = beginnings[schedule.begins]
  const world = openWorld(begins)
  time.now = world.now
  time.random = chanceOf(`${schedule.name} headquarters`).bytes
  const story: string[] = []
  const violations = new Set<string>()
  const note = (line: string) => void story.push(`${String(world.now() - begins).padStart(8)} ms  ${line}`)
  const complain = (what: string) => {
    if (!violations.has(what)) note(`VIOLATION ${what}`)
    violations.add(what)
  }
  const tally = openTally()
  const office = openOffice(hq, world, officer)
  const network = openNetwork(world, office, note, tally)
  const codes = [...new Set(schedule.counters.map(({ branch }) => branch))].sort().map(codeOf)
  const code = (branch: number) => codes[branch] ?? codeOf(branch)
  const home = join(folder, code(0))
  const playing: Play = {
    ...{ world, hq, office, network, tally, home, timeZone, note, complain },
    ...{ counters: new Map(), asked: new Map(), lost: new Set(), forkable: new Set(), exchanges: 0 },
  }
  const { counters, asked } = playing
  /** Every event that any copy ever committed, also those lost with a disk. */
  const ever = new Map<string, Bytes>()
  const director = {
    ...{ play: playing, codes },
    remember({ machine: { running, place } }: Pick<Counter, 'machine'>) {
      for (const event of running ? journalOf(running) : journalIn(place.workspace)) ever.set(placeOf(event), event)
    },
  }

  for (const [i, { name, branch, enrolled: when, byCode }] of schedule.counters.entries()) {
    const letter = name.slice(-1)
    const enrolCode = byCode ? await hq.code(code(branch), letter) : null
    const role = { name, letter, branch: code(branch), code: enrolCode, mayEnrol: when === 'early' }
    furnish(addCounter(playing, role).machine.place, template, `${code(branch)} ${name}`)
    if (when === 'late') world.in(LENGTH_MS / 2 + i, () => enrolFamily(playing, name))
  }
  for (const step of schedule.steps) world.in(step.at, () => take(director, step))
  if (turns !== null)
    world.in(turns - begins, () => {
      if (asked.size > 0) tally.strike(schedule.begins === 'year ends' ? 'year ended' : 'summer time ended')
    })
  await world.settle()
  await drain(playing, schedule)

  for (const branch of codes) {
    const mine = [...counters.values()].filter((counter) => counter.branch === branch)
    const copies = []
    for (const { name, machine, desk } of mine) {
      const open = await machine.start()
      for (const event of journalOf(open)) ever.set(placeOf(event), event)
      copies.push({ name, open, intents: desk.intents })
    }
    const { forkable, lost } = playing
    const told = { copies, ever, asked, forkable, lost, officer: officer.id }
    await checkLedger(told, hq.database, branch, complain)
  }
  for (const { machine } of counters.values()) await machine.close()
  await office.close()
  rmSync(home, { recursive: true, force: true })
  const { exchanges } = playing
  return { violations: [...violations], story, cases: asked.size, exchanges, struck: tally.counts }
}

/** A clone stands at the same desk and is enrolled with it. */
function enrolFamily({ counters }: Play, name: string): void {
  for (const counter of counters.values()) if (counter.name.startsWith(name)) counter.mayEnrol = true
}
