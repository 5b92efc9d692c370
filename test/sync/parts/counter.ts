/**
 * One counter: the real branch store on real files, opened, used, killed, copied. A kill leaves on the disk what had been
 * written by then and nothing else; whatever was under way never hears an answer.
 */
import type { Person } from '../../../domain/people/person.ts'
import { loadKnowledge } from '../../../electron/branch/catalogue.ts'
import type { FaultPoint } from '../../../electron/branch/faults.ts'
import { type OpenBranch, openBranch } from '../../../electron/branch/open.ts'
import type { Chance } from './chance.ts'
import { dropUnflushed, imageOf, noteOf, type Place, type PowerCut, spoilNote } from './disk.ts'
import { openTally, type Tally } from './faults.ts'
import { clerk } from './people.ts'
import type { Kill } from './schedule.ts'
import type { World } from './world.ts'

export { copyMarker, copyWorkspace, furnish, layTemplate, type Place } from './disk.ts'
export { clerk, lead } from './people.ts'

/** Thrown at a fault point: the process ends there. */
export class Killed extends Error {}

const data = new URL('../../../data', import.meta.url).pathname
const knowledge = loadKnowledge(data)

export type Machine = {
  place: Place
  /** Null while the process is not running. */
  running: OpenBranch | null
  /** By how much its clock is wrong, milliseconds. */
  wrongByMs: number
  /** Starts the process, or goes on with the one that runs, with the clerk signed in. */
  start(): Promise<OpenBranch>
  /** Who sits there now; that he knows his PIN is tested elsewhere. */
  signIn(person: Person): Promise<void>
  /** When this point has been passed so many times, the process ends there. */
  arm(kill: Kill | null): void
  disarm(kill: Kill | null): void
  /** Passing a point of the command that lies outside the branch, such as `after-answer`. */
  pass(point: FaultPoint): void
  /** Nothing fits on the disk any more, or it does again. */
  fill(full: boolean): void
  isFull(): boolean
  /** Ends the process as a kill does, or with a power cut. */
  crash(power?: PowerCut): void
  /** Ends it properly. */
  close(): Promise<void>
}

type Options = {
  tally?: Tally
  /** IANA name; the branch profile's own unless given. */
  timeZone?: string | undefined
  /** Code of its branch; the shipped profile's unless given. */
  branch?: string
}

const ENDLESS = 4_294_967_294

export function machineAt(
  place: Place,
  letter: string,
  world: World,
  chance: Chance,
  { tally = openTally(), timeZone, branch }: Options = {},
): Machine {
  const armed = new Map<Kill, number>()
  let full = false
  const at = (point: FaultPoint) => {
    // While the disk is full the note is refused as well.
    if (full && point === 'note') throw new Error('ENOSPC')
    for (const [kill, passed] of armed) {
      if (kill.point !== point) continue
      armed.set(kill, passed + 1)
      if (passed + 1 !== kill.nth) continue
      tally.strike(`killed ${kill.point}`)
      throw new Killed(point)
    }
  }
  const { profile } = knowledge
  const known = {
    ...knowledge,
    profile: { ...profile, timeZone: timeZone ?? profile.timeZone, code: branch ?? profile.code },
  }
  let noteAtStart: string | null = null
  const limit = () => {
    const db = machine.running?.branch.db
    if (db?.open) db.pragma(`max_page_count = ${full ? db.pragma('page_count', { simple: true }) : ENDLESS}`)
  }
  const machine: Machine = {
    place,
    running: null,
    wrongByMs: 0,
    async start() {
      if (machine.running) return machine.running
      armed.clear()
      machine.running = await openBranch({
        ...{ workspace: place.workspace, state: place.machine, data, knowledge: known, letter, version: 'test' },
        ...{ clock: () => world.now() + machine.wrongByMs, random: chance.bytes, faults: { at } },
        ...{ backups: false, forgetAfterMs: null },
      })
      await machine.signIn(clerk)
      noteAtStart = noteOf(place)
      limit()
      return machine.running
    },
    async signIn(person) {
      machine.running?.branch.session.admit(person)
    },
    arm(kill) {
      if (kill) armed.set(kill, 0)
    },
    disarm(kill) {
      if (kill) armed.delete(kill)
    },
    pass: at,
    fill(now) {
      full = now
      limit()
    },
    isFull: () => full,
    crash(power) {
      armed.clear()
      const { running } = machine
      if (!running) return
      machine.running = null
      const { db, lock } = running.branch
      const synchronous = Number(db.pragma('synchronous', { simple: true }))
      const image = imageOf(place.workspace)
      db.close()
      lock.release()
      if (power) {
        dropUnflushed(image.wal, synchronous, power)
        spoilNote(place, power, noteAtStart)
      }
      image.lay()
    },
    async close() {
      armed.clear()
      const { running } = machine
      machine.running = null
      await running?.close()
    },
  }
  return machine
}
