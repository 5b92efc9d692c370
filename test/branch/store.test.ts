import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { CannotOpen } from '../../electron/branch/store/cannotOpen.ts'
import { lockWorkspace } from '../../electron/branch/store/lock.ts'
import { migrations } from '../../electron/branch/store/migrations/index.ts'
import { openStore, requireSafeSqlite } from '../../electron/branch/store/open.ts'
import { freshFolder, openBench, registered, reopen, START, signIn } from './bench.ts'

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return 'opened'
  } catch (error) {
    return error instanceof CannotOpen ? error.code : String(error)
  }
}

test('F-16 every opening commits to the disk itself: synchronous is FULL in a WAL database that another program left at NORMAL', () => {
  const folder = freshFolder()
  const file = join(folder, 'okno.db')
  openStore(file, { backups: folder }).close()
  const other = new Database(file)
  expect(other.pragma('synchronous', { simple: true })).toBe(1)
  other.close()
  const db = openStore(file, { backups: folder })
  expect(db.pragma('synchronous', { simple: true })).toBe(2)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  db.close()
})

test.each([
  ['3.51.2', 'oldSqlite'],
  ['3.7.17', 'oldSqlite'],
  ['3.51.3', 'opened'],
  ['3.54.1', 'opened'],
  ['4.0.0', 'opened'],
])('SQLite %s is %s: the WAL reset race is fixed in 3.51.3', async (version, code) => {
  expect(await codeOf(() => requireSafeSqlite(version))).toBe(code)
})

test.each(['journal', 'command'])('F-15 F-19 rows of the %s can be neither changed nor deleted', async (table) => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  const { db } = bench.branch
  const before = db.prepare(`SELECT * FROM ${table}`).all()
  expect(() => db.exec(`UPDATE ${table} SET at = 'x'`)).toThrow('append-only')
  expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only')
  expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual(before)
})

describe('migrations', () => {
  const next = { version: migrations.length + 1, sql: 'CREATE TABLE news (id TEXT) STRICT' }

  test('a file of a newer program is refused and left as it is', async () => {
    const folder = freshFolder()
    const file = join(folder, 'okno.db')
    openStore(file, { backups: folder, migrations: [...migrations, next] }).close()
    expect(await codeOf(() => openStore(file, { backups: folder }))).toBe('future')
    openStore(file, { backups: folder, migrations: [...migrations, next] }).close()
  })

  test('an existing file is copied before it is migrated, and its rows are kept', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    await bench.close()
    const file = join(bench.workspace, 'okno.db')
    const backups = join(bench.workspace, 'backups')
    const db = openStore(file, { backups, migrations: [...migrations, next] })
    expect(db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(3)
    db.close()
    expect(existsSync(backups), 'a copy was laid').toBe(true)
    const [copy] = readdirSync(backups)
    const old = new Database(join(backups, copy ?? ''), { readonly: true })
    expect(old.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(old.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(3)
    old.close()
  })

  test('a migration that fails half-way leaves the version and the tables before it', () => {
    const folder = freshFolder()
    const file = join(folder, 'okno.db')
    openStore(file, { backups: folder }).close()
    const broken = { version: next.version, sql: `${next.sql}; CREATE TABLE journal (id TEXT)` }
    expect(() => openStore(file, { backups: folder, migrations: [...migrations, broken] })).toThrow()
    const db = openStore(file, { backups: folder })
    expect(db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'news'`).get()).toBeUndefined()
    db.close()
  })

  test('versions rise by one', () => {
    const folder = freshFolder()
    const gap = [...migrations, { ...next, version: next.version + 1 }]
    expect(() => openStore(join(folder, 'okno.db'), { backups: folder, migrations: gap })).toThrow('due')
  })

  test('a database of another program is refused', async () => {
    const folder = freshFolder()
    const file = join(folder, 'okno.db')
    const other = new Database(file)
    other.pragma('user_version = 1')
    other.close()
    expect(await codeOf(() => openStore(file, { backups: folder }))).toBe('damaged')
  })
})

test('a damaged database is noticed at the start', async () => {
  const bench = await openBench()
  await signIn(bench)
  for (let i = 0; i < 20; i++) await registered(bench)
  await bench.close()
  const file = join(bench.workspace, 'okno.db')
  const bytes = readFileSync(file)
  const handle = openSync(file, 'r+')
  for (let at = 4096 * 3; at < bytes.length; at += 4096) writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, at)
  expect(await codeOf(() => reopen(bench))).toBe('damaged')
})

test('a file that is no database is not opened and not overwritten', async () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'okno.db'), 'a letter from a customer'.repeat(100))
  expect(await codeOf(() => openBench({ workspace: folder }))).toBe('damaged')
  expect(readFileSync(join(folder, 'okno.db'), 'utf8')).toContain('a letter from a customer')
})

describe('the workspace lock', () => {
  test('F-18 names the process, computer, time and signed-in person who has it', async () => {
    const bench = await openBench()
    await signIn(bench)
    try {
      await openBench({ workspace: bench.workspace })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({
        code: 'held',
        holder: { pid: process.pid, since: new Date(START).toISOString(), person: 'Әбенова С. Н.' },
      })
      expect(String(error)).toContain('Әбенова С. Н.')
    }
    await bench.call('session.lock', {})
    expect(readFileSync(join(bench.workspace, 'okno.holder.json'), 'utf8')).toContain('"person":null')
  })

  test('is free again after the program has ended', async () => {
    const bench = await openBench()
    const again = await reopen(bench)
    expect(existsSync(join(again.workspace, 'okno.holder.json'))).toBe(true)
  })

  test('is let go by the system when its holder is killed', async () => {
    const folder = freshFolder()
    const path = join(import.meta.dirname, '../../electron/branch/store/lock.ts')
    const script = `import { lockWorkspace } from ${JSON.stringify(path)}
      lockWorkspace(${JSON.stringify(folder)}, 0); console.log('held'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const held = await codeOf(() => lockWorkspace(folder, START))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(held).toBe('held')
    lockWorkspace(folder, START).release()
  })
})
