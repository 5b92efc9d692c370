/**
 * One counter: the real branch store on real files, opened, used, killed, copied. A kill leaves on the disk what had been
 * written by then and nothing else; whatever was under way never hears an answer.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../../domain/people/person.ts'
import { loadKnowledge } from '../../../electron/branch/catalogue.ts'
import type { FaultPoint } from '../../../electron/branch/faults.ts'
import { markerFile } from '../../../electron/branch/marker.ts'
import { type OpenBranch, openBranch } from '../../../electron/branch/open.ts'
import { openStore } from '../../../electron/branch/store/open.ts'
import { addPerson } from '../../../electron/branch/store/people.ts'
import { hashPin } from '../../../trust/pin.ts'
import type { Chance } from './chance.ts'
import { seededPem } from './keys.ts'
import type { Kill } from './schedule.ts'
import type { World } from './world.ts'

/** Thrown at a fault point: the process ends there. */
export class Killed extends Error {}

const data = new URL('../../../data', import.meta.url).pathname
const knowledge = loadKnowledge(data)

export const clerk: Person = {
  id: '0197a000-0000-7000-8000-0000000000a1',
  lastName: 'Сейітова',
  firstName: 'Гүлнар',
  patronymic: 'Ержанқызы',
  role: 'clerk',
}
export const lead: Person = {
  ...clerk,
  id: '0197a000-0000-7000-8000-0000000000a2',
  lastName: 'Ахметов',
  role: 'shift_lead',
}
const PIN = '2468'

/** A database with people and nothing else, made once: hashing PINs and migrating take longer than a whole schedule. */
export async function layTemplate(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'template.db')
  const db = openStore(file, { backups: folder })
  for (const person of [clerk, lead])
    addPerson(db, person, await hashPin(PIN, new Uint8Array(16), { N: 16, r: 1, p: 1 }))
  db.close()
  return file
}

export type Place = {
  /** Folder of the workspace; the marker lies in `machine`. */
  workspace: string
  machine: string
}

const files = ['okno.db', 'okno.db-wal', 'device.key'] as const

/** The files of a workspace as they stand on the disk, into another folder (emptied before). */
export function copyWorkspace(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of [...files, 'okno.db-shm']) rmSync(join(to, file), { force: true })
  for (const file of files) if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file))
}

/** A new computer: an empty database with its people, and a key made from a name. */
export function furnish({ workspace }: Place, template: string, keyName: string): void {
  mkdirSync(workspace, { recursive: true })
  copyFileSync(template, join(workspace, 'okno.db'))
  writeFileSync(join(workspace, 'device.key'), seededPem(keyName), { mode: 0o600 })
}

/** The note of the last event, to another computer. */
export function copyMarker(from: Place, to: Place): void {
  const file = markerFile(from.machine, from.workspace)
  mkdirSync(to.machine, { recursive: true })
  if (existsSync(file)) copyFileSync(file, markerFile(to.machine, to.workspace))
}

export type Machine = {
  place: Place
  /** Null while the process is not running. */
  running: OpenBranch | null
  /** Starts the process, or goes on with the one that runs, with the clerk signed in. */
  start(): Promise<OpenBranch>
  signIn(person: Person): Promise<void>
  /** When this point has been passed so many times, the process ends there. */
  arm(kill: Kill | null): void
  disarm(kill: Kill | null): void
  /** Passing a point of the command that lies outside the branch, such as `after-answer`. */
  pass(point: FaultPoint): void
  /** Ends the process as a power switch does. */
  crash(): void
  /** Ends it properly. */
  close(): Promise<void>
}

export function machineAt(place: Place, letter: string, world: World, chance: Chance): Machine {
  const armed = new Map<Kill, number>()
  const at = (point: FaultPoint) => {
    for (const [kill, passed] of armed) {
      if (kill.point !== point) continue
      armed.set(kill, passed + 1)
      if (passed + 1 === kill.nth) throw new Killed(point)
    }
  }
  const image = `${place.workspace}-image`
  const machine: Machine = {
    place,
    running: null,
    async start() {
      if (machine.running) return machine.running
      armed.clear()
      machine.running = await openBranch({
        ...{ workspace: place.workspace, state: place.machine, data, knowledge, letter, version: 'test' },
        ...{ clock: world.now, random: chance.bytes, faults: { at }, backups: false, forgetAfterMs: null },
      })
      await machine.signIn(clerk)
      return machine.running
    },
    async signIn(person) {
      const said = await machine.running?.call('session.signIn', { person: person.id, pin: PIN })
      if (!(said as { ok: boolean }).ok) throw new Error(`nobody signed in: ${JSON.stringify(said)}`)
    },
    arm(kill) {
      if (kill) armed.set(kill, 0)
    },
    disarm(kill) {
      if (kill) armed.delete(kill)
    },
    pass: at,
    crash() {
      armed.clear()
      const { running } = machine
      if (!running) return
      machine.running = null
      // The image is taken before the handle is closed: closing would tidy up, and a power cut does not.
      copyWorkspace(place.workspace, image)
      running.branch.db.close()
      running.branch.lock.release()
      copyWorkspace(image, place.workspace)
    },
    async close() {
      armed.clear()
      await machine.running?.close()
      machine.running = null
    },
  }
  return machine
}
