/**
 * A note of our last event on this computer, outside the workspace and its backups: a database that lacks the noted
 * event is an older one, a workspace without a note came from another computer. It is written after each commit and not
 * flushed: a note that lags behind the database at a start does no harm, because what it names is still there. It is written over
 * itself, always of one length and within one sector, for a new file in its place makes ext4 write at once (`auto_da_alloc`);
 * a torn note is none, and a new line begins.
 */
import { createHash } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const marker = z.strictObject({ line: z.string(), seq: z.int(), hash: z.string() })
export type Marker = z.infer<typeof marker>

export function markerFile(state: string, workspace: string): string {
  const name = createHash('sha256').update(realpathSync(workspace)).digest('hex').slice(0, 32)
  return join(state, `marker-${name}.json`)
}

/** Null when there is none or it cannot be read: then nobody vouches for the database. */
export function readMarker(file: string): Marker | null {
  try {
    return marker.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Below the smallest sector, with room for the longest note. */
const BYTES = 256

/** Throws where the disk refuses; what was committed stays committed. */
export function writeMarker(file: string, { line, seq, hash }: Marker): void {
  mkdirSync(dirname(file), { recursive: true })
  const open = openSync(file, constants.O_WRONLY | constants.O_CREAT)
  try {
    writeSync(open, JSON.stringify({ line, seq, hash }).padEnd(BYTES), 0)
  } finally {
    closeSync(open)
  }
}

/**
 * Takes the note away: nobody vouches for the database then, and the next start begins a new line. One that lags while work
 * goes on would vouch for a copy made meanwhile, which lacks what was told to customers since.
 */
export function dropMarker(file: string): void {
  rmSync(file, { force: true })
}
