// Workspaces as earlier programs left them, kept as files that those programs wrote (`older/`): three cases, a slip due for
// each, a draft. Every one of them opens here with all that was in it. A program that ships adds its own.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { open } from '../../domain/journal/event.ts'
import { migrations } from '../../electron/branch/store/migrations/index.ts'
import { openStore } from '../../electron/branch/store/open.ts'
import { primitives } from '../../trust/primitives.ts'
import { freshFolder, openBench, page, registered, rows, signIn } from './bench.ts'

const folder = new URL('./older/', import.meta.url)
const kept = readdirSync(folder)
  .filter((name) => name.endsWith('.db.gz'))
  .map((name) => Number(/^version-(\d\d)/.exec(name)?.[1]))
  .sort((one, other) => one - other)

/** The file as it lies in the project, laid into a workspace. */
function laid(version: number): string {
  const workspace = join(freshFolder(), 'workspace')
  mkdirSync(workspace)
  const zipped = readFileSync(new URL(`version-${String(version).padStart(2, '0')}.db.gz`, folder))
  writeFileSync(join(workspace, 'okno.db'), gunzipSync(zipped))
  return workspace
}

type Event = { header: string; payload: string; signature: string | null; hash: string }
const JOURNAL = 'SELECT header, payload, signature, hash FROM journal ORDER BY line, seq, hash'
const digest = (events: readonly Event[]) => createHash('sha256').update(JSON.stringify(events)).digest('hex')

/** What the older program's file says, read past every program. */
function told(workspace: string) {
  const db = new Database(join(workspace, 'okno.db'), { readonly: true })
  const events = db.prepare(JOURNAL).all() as Event[]
  const drafts = db.prepare(`SELECT id, type, answers FROM draft`).all() as {
    id: string
    type: string
    answers: string
  }[]
  const version = db.pragma('user_version', { simple: true })
  db.close()
  const numbers = events.flatMap(({ payload }) => (JSON.parse(payload) as { number?: string }).number ?? [])
  return { version, events, drafts, numbers: numbers.sort() }
}

test('the oldest and the newest that has shipped are among the kept workspaces, and each is of the version it says', () => {
  expect(kept.length).toBeGreaterThanOrEqual(6)
  expect(kept[0]).toBe(1)
  expect(kept.at(-1)).toBeLessThanOrEqual(migrations.length)
  for (const version of kept) expect(told(laid(version)).version).toBe(version)
})

describe.each(kept)('a workspace of version %i', (version) => {
  test('opens with its cases, their events byte for byte, their slips and the draft, and goes on without a number twice', async () => {
    const workspace = laid(version)
    const before = told(workspace)
    expect(before.numbers).toHaveLength(3)
    const bench = await openBench({ workspace })
    expect(bench.branch.db.pragma('user_version', { simple: true })).toBe(migrations.length)
    const held = rows(bench, JOURNAL) as Event[]
    const hashes = new Set(before.events.map(({ hash }) => hash))
    expect(digest(held.filter(({ hash }) => hashes.has(hash)))).toBe(digest(before.events))
    for (const event of before.events) expect(open(primitives, event)?.hash).toBe(event.hash)
    await signIn(bench)
    expect((await page(bench)).rows.map(({ number }) => number).sort()).toEqual(before.numbers)
    for (const { id, type, answers } of before.drafts)
      expect(rows(bench, `SELECT type, answers FROM draft WHERE id = '${id}'`)).toEqual([{ type, answers }])
    expect(rows(bench, `SELECT 1 FROM print_job WHERE state = 'waiting' AND copies = 1`)).toHaveLength(3)
    const next = await registered(bench)
    expect(before.numbers).not.toContain(next.number)
  })

  test('step by step and at once it becomes the same database', () => {
    const [slowly, atOnce] = [laid(version), laid(version)]
    for (let to = version; to <= migrations.length; to++)
      openStore(join(slowly, 'okno.db'), {
        backups: join(slowly, 'backups'),
        migrations: migrations.slice(0, to),
      }).close()
    openStore(join(atOnce, 'okno.db'), { backups: join(atOnce, 'backups') }).close()
    const schema = (workspace: string) => {
      const db = new Database(join(workspace, 'okno.db'), { readonly: true })
      const found = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()
      db.close()
      return found
    }
    expect(schema(slowly)).toEqual(schema(atOnce))
  })
})
