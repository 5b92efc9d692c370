// What headquarters' door to PostgreSQL promises of a transaction, on a real server.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectPostgres, type Database, isMigrated, migrate } from '../../hq/store/database.ts'
import { freshDatabase } from '../support/postgres.ts'

let database: Database
beforeAll(async () => {
  database = connectPostgres((await freshDatabase()) ?? '')
  await database.query('CREATE TABLE noted (n integer PRIMARY KEY)')
})
afterAll(() => database.close())
const noted = async () => (await database.query<{ n: number }>('SELECT n FROM noted ORDER BY n', [])).map(({ n }) => n)
const note = 'INSERT INTO noted VALUES ($1)'

test('a transaction in which a statement failed is not called done, whoever swallowed the failure', async () => {
  const careless = database.transaction(async (sql) => {
    await sql.query(note, [1])
    await sql.query('SELECT 1 / $1::integer', [0]).catch(() => {})
    return 'done'
  })
  await expect(careless).rejects.toThrow('division by zero')
  expect(await noted()).toEqual([])
})

test('statements sent together are carried out in their order, and fail together', async () => {
  const together = (...ns: number[]) => database.transaction((sql) => Promise.all(ns.map((n) => sql.query(note, [n]))))
  await together(2, 3, 4)
  await expect(together(5, 3, 6)).rejects.toThrow(/duplicate/)
  expect(await noted()).toEqual([2, 3, 4])
})

test('what the work sent and did not wait for is committed with it, or fails it', async () => {
  const sending = (...ns: number[]) =>
    database.transaction(async (sql) => {
      for (const n of ns) sql.query(note, [n]).catch(() => {})
      return ns.length
    })
  expect(await sending(10, 11)).toBe(2)
  await expect(sending(12, 11)).rejects.toThrow(/duplicate/)
  expect(await noted()).toEqual([2, 3, 4, 10, 11])
  await database.query('DELETE FROM noted WHERE n >= 10', [])
})

test('every statement has a limit of time, with values or without; the changes of the tables alone have none', async () => {
  const hurried = connectPostgres((await freshDatabase()) ?? '', 200)
  await expect(hurried.query('SELECT pg_sleep(20)')).rejects.toThrow(/timeout/)
  await expect(hurried.query('SELECT pg_sleep($1)', [20])).rejects.toThrow(/timeout/)
  await expect(hurried.transaction((sql) => sql.query('SELECT pg_sleep(20)'))).rejects.toThrow(/timeout/)
  const migrated = hurried.unhurried((sql) => sql.query<{ done: boolean }>('SELECT pg_sleep(0.5) IS NOT NULL AS done'))
  await expect(migrated).resolves.toEqual([{ done: true }])
  await hurried.close()
})

test('a connection that the server ends in the middle of a transaction ends that transaction and nothing else', async () => {
  const broken = database.transaction(async (sql) => {
    await sql.query(note, [7])
    const [own] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid', [])
    await database.query('SELECT pg_terminate_backend($1)', [own?.pid])
    // Nobody asks anything of it while it breaks.
    await new Promise((resolve) => setTimeout(resolve, 50))
    await sql.query(note, [8])
  })
  await expect(broken).rejects.toThrow()
  expect(await noted()).toEqual([2, 3, 4])
  expect(await database.transaction((sql) => sql.query(note, [9]))).toEqual([])
  expect(await noted()).toEqual([2, 3, 4, 9])
})

test('several instances may start over an empty database at once', async () => {
  const url = (await freshDatabase()) ?? ''
  const instances = Array.from({ length: 4 }, () => connectPostgres(url))
  await Promise.all(instances.map((one) => one.query('SELECT $1', [1])))
  await expect(Promise.all(instances.map(migrate))).resolves.toHaveLength(4)
  expect(await Promise.all(instances.map(isMigrated))).toEqual([true, true, true, true])
  await Promise.all(instances.map((one) => one.close()))
})
