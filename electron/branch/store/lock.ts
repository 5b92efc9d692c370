/**
 * One program at a time writes in a workspace. The lock is an exclusive transaction on a small file of its own, so the
 * system lets go of it whatever kills its holder; the text beside it only says who that is and locks nothing.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { CannotOpen, type Holder } from './cannotOpen.ts'

const holder = z.strictObject({
  pid: z.int(),
  computer: z.string(),
  since: z.iso.datetime(),
  person: z.string().nullable(),
})

export type Lock = {
  /** Writes the signed-in person's name beside the lock, or takes it away. */
  name(person: string | null): void
  release(): void
}

/** Throws `CannotOpen` with `holder` when another program has the workspace open. `now`: UTC milliseconds. */
export function lockWorkspace(workspace: string, now: number, nativeBinding?: string): Lock {
  const said = join(workspace, 'okno.holder.json')
  const file = join(workspace, 'okno.lock')
  const held = new Database(file, { timeout: 0, ...(nativeBinding !== undefined && { nativeBinding }) })
  try {
    held.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    held.close()
    if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
    const who = readHolder(said)
    const name = who ? [`process ${who.pid}`, who.computer, who.person, `since ${who.since}`] : ['unknown']
    throw new CannotOpen('held', `the workspace is open already: ${name.filter(Boolean).join(', ')}`, who)
  }
  const me: Holder = { pid: process.pid, computer: hostname(), since: new Date(now).toISOString(), person: null }
  const say = (person: string | null) => {
    try {
      writeFileSync(said, JSON.stringify({ ...me, person }))
    } catch {
      // The lock stands without its text; a full disk must not stop anybody from signing in.
    }
  }
  say(null)
  return {
    name: say,
    release() {
      rmSync(said, { force: true })
      held.close()
    },
  }
}

function readHolder(file: string): Holder | null {
  try {
    return holder.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
