import { execFileSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import type { FaultPoint } from '../../electron/branch/faults.ts'
import { type Bench, draft, freshFolder, openBench, page, register, registered, rows, START, signIn } from './bench.ts'

/** Everything that a registration may touch, as it stands. */
const everything = (bench: Bench) =>
  ['journal', 'cases', 'command', 'draft', 'print_job', 'serial', 'line'].map((table) =>
    rows(bench, `SELECT * FROM ${table}`),
  )

const notRecorded = (why: string) => ({ ok: false, refusal: { code: 'notRecorded', why } })

/** The registration fails visibly and leaves no trace; when the equipment is well again, it goes through once. */
async function failsThenWorks(bench: Bench, why: string, breakIt: () => void, repair: () => void): Promise<void> {
  const { id } = await draft(bench)
  const before = everything(bench)
  breakIt()
  await expect(register(bench, id)).resolves.toEqual(notRecorded(why))
  repair()
  expect(everything(bench)).toEqual(before)
  expect(await register(bench, id)).toMatchObject({ ok: true, repeated: false })
  expect((await page(bench)).counts.all).toBe(2)
}

const mounts: string[] = []
afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', ['-l', folder])
})

describe('a save that cannot be written says "not recorded" and leaves nothing half-done:', () => {
  test('the database may not grow', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    const { db } = bench.branch
    const limit = Number(db.pragma('max_page_count', { simple: true }))
    const fill = () => {
      // No free page is left, as on a disk that is full to the last block.
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.exec('CREATE TABLE filler (bytes BLOB)')
      db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`)
      const more = db.prepare('INSERT INTO filler VALUES (zeroblob(100))')
      try {
        for (;;) more.run()
      } catch (error) {
        expect(error).toMatchObject({ code: 'SQLITE_FULL' })
      }
    }
    await failsThenWorks(bench, 'diskFull', fill, () => db.pragma(`max_page_count = ${limit}`))
  })

  // To mount one takes root; whoever is not has the test above.
  const mayMount = process.platform === 'linux' && process.getuid?.() === 0
  ;(mayMount ? test : () => {})('the disk is full', async () => {
    const folder = freshFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder])
    mounts.push(folder)
    const bench = await openBench({ workspace: join(folder, 'workspace') })
    await signIn(bench)
    await registered(bench)
    const filler = join(folder, 'filler')
    const fill = () => {
      bench.branch.db.pragma('wal_checkpoint(TRUNCATE)')
      for (let size = 4096; ; size += 4096)
        try {
          writeFileSync(filler, Buffer.alloc(size))
        } catch {
          return
        }
    }
    await failsThenWorks(bench, 'diskFull', fill, () => writeFileSync(filler, ''))
    await bench.close()
  })

  test('the database is read-only', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    const { db } = bench.branch
    await failsThenWorks(
      bench,
      'readOnly',
      () => db.pragma('query_only = ON'),
      () => db.pragma('query_only = OFF'),
    )
  })

  test('F-1 another program holds the database', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    const other = new Database(join(bench.workspace, 'okno.db'))
    await failsThenWorks(
      bench,
      'locked',
      () => other.exec('BEGIN IMMEDIATE'),
      () => other.exec('ROLLBACK'),
    )
    other.close()
  })

  test.each(['in-transaction', 'before-commit'] as const)('an error of the disk at %s', async (point) => {
    let armed: FaultPoint | null = null
    const at = (here: FaultPoint) => {
      if (here === armed) throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
    }
    const bench = await openBench({ faults: { at } })
    await signIn(bench)
    await registered(bench)
    await failsThenWorks(
      bench,
      'other',
      () => {
        armed = point
      },
      () => {
        armed = null
      },
    )
  })
})

test('a new workspace is closed to everybody else on the computer', async () => {
  const bench = await openBench()
  expect(statSync(bench.workspace).mode & 0o777).toBe(0o700)
})

test('a defect inside a command is thrown, not hidden as a refusal, and rolls everything back', async () => {
  let armed = false
  const bench = await openBench({
    faults: {
      at(point) {
        if (armed && point === 'before-commit') throw new TypeError('a defect')
      },
    },
  })
  await signIn(bench)
  const { id } = await draft(bench)
  const before = everything(bench)
  armed = true
  await expect(register(bench, id)).rejects.toThrow()
  armed = false
  expect(everything(bench)).toEqual(before)
})

test('drafts, reviews and slips that cannot be written are refused alike', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { id, type, answers } = await draft(bench)
  const receipt = await registered(bench)
  bench.branch.db.pragma('query_only = ON')
  const save = { id, type, answers, kept: [], stepsDone: [], papers: [], focus: null }
  const refused = notRecorded('readOnly')
  expect(await bench.call('drafts.open', { type })).toEqual(refused)
  expect(await bench.call('drafts.save', save)).toEqual(refused)
  expect(await bench.call('drafts.discard', { id, reason: 'mistake' })).toEqual(refused)
  expect(await bench.call('printJobs.begin', { case: receipt.case, size: 'a5', command: id })).toEqual(refused)
  bench.branch.db.pragma('query_only = OFF')
})

test('a command holds the database from its first read: nobody can write between what it read and what it writes', async () => {
  const workspace = join(freshFolder(), 'workspace')
  const now = { ms: START }
  let meddle: () => void = () => {}
  const clock = () => {
    meddle()
    return now.ms
  }
  const bench = await openBench({ workspace, now, clock })
  await signIn(bench)
  const { id } = await draft(bench)
  const other = new Database(join(workspace, 'okno.db'), { timeout: 0 })
  const tried = new Set<string>()
  meddle = () => {
    if (!bench.branch.db.inTransaction) return
    try {
      other.exec(`INSERT OR REPLACE INTO setting VALUES ('meddled', 'yes')`)
      tried.add('written')
    } catch (error) {
      tried.add(error instanceof Database.SqliteError ? error.code : 'other')
    }
  }
  expect(await register(bench, id)).toMatchObject({ ok: true })
  expect([...tried]).toEqual(['SQLITE_BUSY'])
  other.close()
})
