// Headquarters' PostgreSQL killed in the middle of commits, and replaced by its standby: nothing acknowledged is lost.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectPostgres } from '../../hq/store/database.ts'
import { serversOf } from '../../hq/store/primary.ts'
import { keyPairAt } from '../../trust/keys.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'
import { startPair } from '../support/standby.ts'
import { chanceOf } from './parts/chance.ts'
import { type HqProcess, startHqProcess } from './parts/processes.ts'
import { startPushers, wrongAt } from './parts/pushers.ts'

const KILLS = 4
const folder = mkdtempSync(join(tmpdir(), 'okno-killed-'))
const key = keyPairAt(join(folder, 'hq.key'))
const hqOn = (url: string) =>
  startHqProcess({ HQ_PORT: '0', HQ_DATA_DIR: folder, HQ_ADMIN_TOKEN: 'the-token-of-this-test', DATABASE_URL: url })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: Postgres
beforeAll(async () => {
  server = await startPostgres({ fsync: true })
})
afterAll(() => server.stop())

test('F-16 headquarters’ PostgreSQL is killed again and again while branches hand over: the same headquarters goes on with it, every acknowledged event is there once, byte for byte', async () => {
  const url = await server.freshDatabase()
  const hq: HqProcess = await hqOn(url)
  const pushers = startPushers(key, () => hq.url, 'K', 4)
  const chance = chanceOf('killed')
  for (let i = 0; i < KILLS; i++) {
    await pushers.more(6)
    await new Promise((resolve) => setTimeout(resolve, chance.next() * 40))
    await server.kill()
    await server.start()
  }
  await pushers.more(6)
  await pushers.drain()
  const sql = connectPostgres(url)
  expect(await wrongAt(sql, pushers.all)).toEqual([])
  expect(pushers.all.reduce((sum, one) => sum + one.failures, 0)).toBeGreaterThan(0)
  await sql.close()
  await hq.stop()
})

test('P-6 the primary is killed and its synchronous standby promoted: headquarters goes on there by itself, and nothing that was acknowledged, safe or not, is lost', async () => {
  const pair = await startPair()
  try {
    const database = await pair.primary.freshDatabase()
    await pair.attach('sync')
    const both = pair.urlOfBoth(database)
    const hq = await hqOn(both)
    const pushers = startPushers(key, () => hq.url, 'P', 4)
    await pushers.more(20)
    await pair.promote()
    const told = pushers.all.map(({ acknowledged, safe }) => ({ acknowledged, safe }))
    const sql = connectPostgres(both)
    // Before a branch can hand it over again: what was told is there.
    for (const [i, one] of pushers.all.entries()) {
      const [row] = await sql.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM event WHERE branch = $1 AND line = $2',
        [one.branch, one.pen.line],
      )
      expect(row?.n).toBeGreaterThanOrEqual(told[i]?.acknowledged ?? 0)
    }
    expect(Math.max(...told.map(({ safe }) => safe))).toBeGreaterThan(2)
    await pushers.more(10)
    await pushers.drain()
    expect(await wrongAt(sql, pushers.all)).toEqual([])
    await sql.close()
    await hq.stop()
  } finally {
    await pair.stop()
  }
})

test('several servers in one connection string are one string each', () => {
  expect(serversOf('postgresql://okno:secret@one:5432,two:5433/hq?sslmode=require')).toEqual([
    'postgresql://okno:secret@one:5432/hq?sslmode=require',
    'postgresql://okno:secret@two:5433/hq?sslmode=require',
  ])
  expect(serversOf('postgresql://okno@localhost/hq?host=%2Fone%2C%2Ftwo&x=1')).toEqual([
    'postgresql://okno@localhost/hq?host=%2Fone&x=1',
    'postgresql://okno@localhost/hq?host=%2Ftwo&x=1',
  ])
  expect(serversOf('postgresql://okno@localhost/hq?host=%2Fone')).toEqual([
    'postgresql://okno@localhost/hq?host=%2Fone',
  ])
})
