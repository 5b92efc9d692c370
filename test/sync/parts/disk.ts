/**
 * What lies on the disk of a counter, and what becomes of it: copied, brought back, cut off in the middle of writing.
 * A kill leaves what had been written by then; a power cut leaves only what had been flushed.
 */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { markerFile } from '../../../electron/branch/marker.ts'
import { openStore } from '../../../electron/branch/store/open.ts'
import { addPerson } from '../../../electron/branch/store/people.ts'
import { hashPin } from '../../../trust/pin.ts'
import { seededPem } from './keys.ts'
import { clerk, lead, PIN } from './people.ts'

export type Place = {
  /** Folder of the workspace; the marker lies in `machine`. */
  workspace: string
  machine: string
}

const database = ['okno.db', 'okno.db-wal'] as const
const files = [...database, 'device.key'] as const

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

export function dropDatabase(workspace: string): void {
  for (const file of [...database, 'okno.db-shm']) rmSync(join(workspace, file), { force: true })
}

/** The files of a workspace as they stand on the disk, into another folder (emptied before). */
export function copyWorkspace(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  dropDatabase(to)
  for (const file of files) if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file))
}

/** The image of a database that is about to be closed: closing tidies up, and neither a kill nor a power cut does. */
export function imageOf(workspace: string): { lay(): void; wal: string } {
  const image = (file: string) => join(workspace, `${file}.image`)
  for (const file of database) if (existsSync(join(workspace, file))) copyFileSync(join(workspace, file), image(file))
  return {
    wal: image('okno.db-wal'),
    lay() {
      rmSync(join(workspace, 'okno.db-shm'), { force: true })
      for (const file of database) {
        rmSync(join(workspace, file), { force: true })
        if (existsSync(image(file))) renameSync(image(file), join(workspace, file))
      }
    },
  }
}

/** What a power cut does to what was not flushed. */
export type PowerCut = {
  /** Of the note of the last event, which is never flushed. */
  note: 'kept' | 'older' | 'empty' | 'gone'
  /** Which share of the frames that were not flushed reached the disk all the same. */
  share: number
  /** A frame was being written. */
  torn: boolean
}

const WAL_HEADER = 32
const FRAME = 24 + 4096

/**
 * `synchronous`: as the connection itself says it had it. From FULL on each commit is flushed before anybody is told, so
 * there is nothing to lose; below that everything since the last checkpoint may be (sqlite.org/pragma.html#pragma_synchronous).
 */
export function dropUnflushed(wal: string, synchronous: number, { share, torn }: PowerCut): void {
  if (!existsSync(wal)) return
  const frames = Math.floor((statSync(wal).size - WAL_HEADER) / FRAME)
  if (synchronous < 2 && frames > 0) truncateSync(wal, WAL_HEADER + FRAME * Math.floor(frames * share))
  if (torn) appendFileSync(wal, Buffer.alloc(1000, 0x5a))
}

/** `older`: as it was when the process started; null where there was none. */
export function spoilNote({ machine, workspace }: Place, { note }: PowerCut, older: string | null): void {
  const file = markerFile(machine, workspace)
  if (note === 'kept' || !existsSync(file)) return
  if (note === 'gone' || (note === 'older' && older === null)) rmSync(file)
  else writeFileSync(file, note === 'empty' ? '' : (older as string))
}

export function noteOf({ machine, workspace }: Place): string | null {
  const file = markerFile(machine, workspace)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
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
