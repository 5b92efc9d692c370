// How headquarters' database is laid: by branch, and for good.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, isMigrated, migrate } from '../../hq/store/database.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
  for (let i = 0; i < 12; i++) {
    const pen = takePen(hq.key, `part ${i}`, branchOf(i))
    pen.register(uuid(`part case ${i}`), registrationPayload(`part ${i}`, 1, branchOf(i)))
    await push(pen)
  }
})
afterAll(() => hq.close())
const { push } = pushingTo(() => hq)
const branchOf = (i: number) => `PT${10 + i}`

const partsOf = async (sql: Pick<Database, 'query'>, table: string) =>
  (
    await sql.query<{ part: string }>(
      'SELECT relid::regclass::text AS part FROM pg_partition_tree($1::regclass) WHERE isleaf ORDER BY 1',
      [table],
    )
  ).map(({ part }) => part)

test('events and lines of many branches lie in several partitions, those of one branch in one', async () => {
  for (const table of ['event', 'line']) {
    expect(await partsOf(hq.database, table)).toHaveLength(16)
    const rows = await hq.database.query<{ part: string; branch: string }>(
      `SELECT DISTINCT tableoid::regclass::text AS part, branch FROM ${table} WHERE branch LIKE 'PT%'`,
    )
    expect(rows).toHaveLength(12)
    expect(new Set(rows.map(({ part }) => part)).size).toBeGreaterThan(3)
  }
})

test('no partition lets an event be changed, deleted or emptied away, also when it is named itself', async () => {
  const parts = await partsOf(hq.database, 'event')
  const filled = new Set(
    (await hq.database.query<{ part: string }>('SELECT DISTINCT tableoid::regclass::text AS part FROM event')).map(
      ({ part }) => part,
    ),
  )
  for (const part of parts) {
    await expect(hq.database.query(`TRUNCATE ${part}`), part).rejects.toThrow(/never changed/)
    if (!filled.has(part)) continue
    await expect(hq.database.query(`UPDATE ${part} SET payload = '{}'`), part).rejects.toThrow(/never changed/)
    await expect(hq.database.query(`DELETE FROM ${part}`), part).rejects.toThrow(/never changed/)
  }
  await expect(hq.database.query('TRUNCATE event')).rejects.toThrow(/never changed/)
})

test('what is asked of one branch reads one partition', async () => {
  const plan = await hq.database.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT e.header FROM event e JOIN line l ON l.branch = e.branch AND l.id = e.line WHERE e.branch = 'PT10'`,
  )
  const read = new Set(plan.flatMap((row) => row['QUERY PLAN'].match(/\b(event|line)_\d\d\b/g) ?? []))
  expect([...read].map((part) => part.replace(/\d/g, '')).sort()).toEqual(['event_', 'line_'])
})

test('every unique key of what grows with branches begins with the branch', async () => {
  const keys = await hq.database.query<{ relation: string; first: string }>(
    `SELECT i.indrelid::regclass::text AS relation, a.attname AS first
     FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indisunique AND i.indrelid::regclass::text = ANY($1::text[])`,
    [['event', 'line', 'case_record', 'office_command', 'file', 'office', 'scanned_receipt', 'stray_file']],
  )
  expect(keys).toHaveLength(8)
  expect(keys.filter(({ first }) => first !== 'branch')).toEqual([])
})

test('rows from before the partitions are moved as they are, and stay unchangeable', async () => {
  const old = await startHq()
  try {
    const pen = takePen(old.key, 'before', 'PT40')
    pen.register(uuid('before case'), registrationPayload('before', 1, 'PT40'))
    await pushingTo(() => old).push(pen)
    const all = (sql: Database) =>
      sql.query(
        'SELECT to_jsonb(event) AS event, to_jsonb(line) AS line FROM event JOIN line ON line.id = line ORDER BY seq',
      )
    const { database } = old
    const before = await all(database)
    expect(before).toHaveLength(2)
    await unpartition(database)
    expect(await isMigrated(database)).toBe(false)
    await migrate(database)
    expect(await isMigrated(database)).toBe(true)
    expect(await all(database)).toEqual(before)
    expect(await partsOf(database, 'event')).toHaveLength(16)
    await expect(database.query("UPDATE event SET payload = '{}'")).rejects.toThrow(/never changed/)
    pen.register(uuid('before case 2'), registrationPayload('before 2', 2, 'PT40'))
    expect(await pushingTo(() => old).push(pen)).toMatchObject({ verdict: 'admitted', fork: false })
  } finally {
    await old.close()
  }
})

/** Lays the tables as they were at version 8, with the rows that are there. */
async function unpartition(database: Database): Promise<void> {
  for (const table of ['event', 'line']) {
    await database.query(`CREATE TABLE ${table}_whole (LIKE ${table} INCLUDING DEFAULTS)`)
    await database.query(`INSERT INTO ${table}_whole SELECT * FROM ${table}`)
    await database.query(`DROP TABLE ${table}`)
    await database.query(`ALTER TABLE ${table}_whole RENAME TO ${table}`)
  }
  await database.query('DROP FUNCTION refuse_emptying')
  await database.query('DROP INDEX case_id')
  await database.query('ALTER TABLE office DROP COLUMN written_in')
  await database.query('DROP TABLE said_to_all, command_taken, stray_file, own_key')
  await database.query('DROP FUNCTION said_in')
  await database.query('ALTER TABLE file DROP COLUMN checked_at, DROP COLUMN fault')
  await database.query('DELETE FROM migration WHERE version > 8')
}
