// Headquarters' database has no room left: branches are told to come back, and everything goes on when there is room again.
import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectPostgres, type Database } from '../../hq/store/database.ts'
import { startHqOn, type TestHq } from '../support/hq.ts'
import { identity, type Postgres, startPostgres } from '../support/postgres.ts'
import { startPushers, wrongAt } from './parts/pushers.ts'

let server: Postgres
beforeAll(async () => {
  // Small pieces of the log: what limits the tables must not limit it.
  server = await startPostgres({ init: ['--wal-segsize=1'], settings: ['max_wal_size=8MB'] })
})
afterAll(() => server.stop())

/** Branches hand over; `fill` leaves no room; nothing more is acknowledged; `free` makes room, and they come to their end. */
async function goesOnAfterwards(
  database: Database,
  { fill, free }: { fill(): Promise<void>; free(): Promise<void> },
): Promise<void> {
  const hq: TestHq = await startHqOn(database, Date.now)
  const url = await hq.app.listen({ port: 0, host: '127.0.0.1' })
  const pushers = startPushers(hq.key, () => url, 'D', 2)
  await pushers.more(4)
  await fill()
  // A page that was begun takes some more; then nobody is told that his case is here, however often he asks.
  const stands = async () => {
    const before = pushers.all.map(({ failures, acknowledged }) => ({ failures, acknowledged }))
    const each = () => pushers.all.every(({ failures }, i) => failures > (before[i]?.failures ?? 0) + 3)
    await expect.poll(each).toBe(true)
    return pushers.all.every(({ acknowledged }, i) => acknowledged === before[i]?.acknowledged)
  }
  await expect.poll(stands).toBe(true)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  expect((await fetch(`${url}/ready`)).status).toBe(200)
  await free()
  await pushers.more(4)
  await pushers.drain()
  expect(await wrongAt(database, pushers.all)).toEqual([])
  await hq.close()
}

/** So large that no new row finds room in the pages that are there. */
const LONG = 'x'.repeat(1500)
const fillPages = (sql: Database) =>
  Promise.all(
    ['D000', 'D001'].map((branch) =>
      sql.query(
        `INSERT INTO event (branch, line, seq, hash, id, type, at, clock, by_person, header, payload)
         SELECT $1, 'filler', n, n::text, gen_random_uuid(), 'filler', now(), n::text, 'filler', $2, '' FROM generate_series(1, 1000) n`,
        [branch, LONG],
      ),
    ),
  )

test('a table of headquarters’ database that may not grow: 503, nothing acknowledged, and all of it once there is room', async () => {
  const sql = connectPostgres(await server.freshDatabase())
  await goesOnAfterwards(sql, {
    async fill() {
      await fillPages(sql)
      const [row] = await sql.query<{ least: string }>(
        `SELECT min(pg_relation_size(tableoid)) AS least FROM event WHERE branch = ANY($1::text[])`,
        [['D000', 'D001']],
      )
      await server.limitFiles(Number(row?.least))
    },
    free: () => server.limitFiles(null),
  })
})

// To mount a disk takes root; whoever is not has the test above.
const mayMount = process.platform === 'linux' && process.getuid?.() === 0
;(mayMount ? test : () => {})('a full disk under headquarters’ database: the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'okno-full-'))
  const user = await identity()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder])
  try {
    const disk = join(folder, 'disk')
    execFileSync('install', ['-d', ...(user ? ['-o', String(user.uid), '-g', String(user.gid)] : []), disk])
    if (user) chownSync(folder, user.uid, user.gid)
    const url = await server.freshDatabase()
    const admin = connectPostgres(url.replace(/\/t_[0-9a-f]+\?/, '/postgres?'))
    const name = /\/(t_[0-9a-f]+)\?/.exec(url)?.[1]
    await admin.query(`CREATE TABLESPACE small LOCATION '${disk}'`)
    await admin.query(`ALTER DATABASE ${name} SET TABLESPACE small`)
    const sql = connectPostgres(url)
    await goesOnAfterwards(sql, {
      async fill() {
        await fillPages(sql)
        await sql.query('CREATE TABLE filler (bytes text)')
        await sql.query('ALTER TABLE filler ALTER bytes SET STORAGE PLAIN')
        for (let rows = 4096; rows >= 1; rows >>= 2)
          for (let full = false; !full; )
            full = await sql
              .query('INSERT INTO filler SELECT repeat($1, 7000) FROM generate_series(1, $2::int)', ['x', rows])
              .then(
                () => false,
                () => true,
              )
      },
      free: async () => void (await sql.query('DROP TABLE filler')),
    })
    await admin.query(`DROP DATABASE ${name}`)
    await admin.query('DROP TABLESPACE small')
    await admin.close()
  } finally {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
})
