import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Postgres, startPostgres } from './postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('the tests talk to a PostgreSQL 15 that keeps Kazakh letters and listens on no port', async () => {
  const [row] = await query(
    postgres.url,
    `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('listen_addresses') AS addresses,
       upper('қазпошта ө') AS word`,
  )
  expect(row).toEqual({ major: 15, addresses: '', word: 'ҚАЗПОШТА Ө' })
})

test('two fresh databases see nothing of each other', async () => {
  const [first, second] = [await postgres.freshDatabase(), await postgres.freshDatabase()]
  await query(first, 'CREATE TABLE only_here (id int)')
  const found = (url: string) => query(url, `SELECT to_regclass('only_here')::text AS name`)
  expect(await found(first)).toEqual([{ name: 'only_here' }])
  expect(await found(second)).toEqual([{ name: null }])
})

test('a stopped server is gone, with its socket', async () => {
  const other = await startPostgres()
  await other.stop()
  await expect(query(other.url, 'SELECT 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})
