/**
 * A note of our last event on this computer, outside the workspace and its backups: a database that lacks the noted
 * event is an older one, a workspace without a note came from another computer. It is written after each commit and not
 * flushed: a note that lags behind the database does no harm, because what it names is still there.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
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

/** Throws where the disk refuses; what was committed stays committed. */
export function writeMarker(file: string, { line, seq, hash }: Marker): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify({ line, seq, hash }))
  renameSync(`${file}.new`, file)
}
