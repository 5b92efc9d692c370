/**
 * One small door to PostgreSQL, whether a server (`pg`) or PGlite in this process. Statements stand beside the
 * functions that run them; here are only connection, transaction and migration.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { CannotStart } from '../cannotStart.ts'
import { holdFolder } from './folderLock.ts'
import { openConnections } from './primary.ts'

export type Row = Record<string, unknown>
export type Sql = { query<T extends Row = Row>(text: string, values?: unknown[]): Promise<T[]> }
export type Database = Sql & {
  /**
   * Commits when `work` returns, rolls back when it throws. The commit is sent behind the statements that `work` has sent and
   * not waited for: one that fails takes the whole with it, and is what is thrown.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** The same without a limit of time for its statements: for migrations. */
  unhurried<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
  /** For the metrics; a database in this process has none. */
  connections?(): { open: number; idle: number; waiting: number }
}

/** So long may one statement take, in milliseconds; then its connection is given up, and whoever asked hears of it. */
const STATEMENT_LIMIT_MS = 60_000

/** It waits for a synchronous standby: where none comes back in time, whoever asked is not told that it is done. */
const commitWithin = (limitMs: number) => ({ text: 'COMMIT', query_timeout: limitMs })

/** PostgreSQL servers; `url` as libpq writes it, with one host or several (`primary.ts`). */
export function connectPostgres(url: string, statementLimitMs = STATEMENT_LIMIT_MS): Database {
  const connections = openConnections(url)
  return {
    async query<T extends Row>(text: string, values?: unknown[]) {
      const client = await connections.connect()
      try {
        const rows = await statement<T>(client, statementLimitMs, text, values)
        client.release()
        return rows
      } catch (error) {
        client.release(isSaid(error) ? undefined : true)
        throw error
      }
    },
    transaction: (work) => inTransaction(work, statementLimitMs),
    unhurried: (work) => inTransaction(work, null),
    close: () => connections.end(),
    connections: connections.count,
  }

  async function inTransaction<T>(work: (sql: Sql) => Promise<T>, limitMs: number | null): Promise<T> {
    const client = await connections.connect()
    const sent: Promise<unknown>[] = []
    try {
      // Sent with the first statements of the work; a connection that breaks here breaks them as well.
      client.query('BEGIN').catch(() => {})
      const result = await work(keeping(sent, (text, values) => statement(client, limitMs, text, values)))
      const [{ command }] = await Promise.all([client.query(commitWithin(statementLimitMs)), ...sent])
      // The server answers otherwise where a statement had failed.
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
      client.release()
      return result
    } catch (error) {
      // A connection that cannot even roll back is thrown away; the server rolls back when it goes.
      await client.query('ROLLBACK').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      )
      throw error
    }
  }
}

/** Every statement stands in `sent` as well, so that one which fails is heard of though nobody waits for it. */
const keeping = (sent: Promise<unknown>[], ask: (text: string, values?: unknown[]) => Promise<Row[]>): Sql => ({
  query<T extends Row>(text: string, values?: unknown[]) {
    const rows = ask(text, values)
    sent.push(rows)
    // Until the commit comes to wait for it.
    rows.catch(() => {})
    return rows as Promise<T[]>
  },
})

/** One with values is prepared once a connection. */
async function statement<T extends Row>(
  client: pg.ClientBase,
  limitMs: number | null,
  text: string,
  values?: unknown[],
): Promise<T[]> {
  const query = {
    ...{ text, ...(values && { name: nameOf(text), values }) },
    ...(limitMs !== null && { query_timeout: limitMs }),
  }
  return (await client.query<T>(query)).rows
}

/** Statements are written in the program and few, so that the list ends. */
const names = new Map<string, string>()
function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  return name
}

/** Whether the server itself refused the statement; the connection is sound then. */
const isSaid = (error: unknown) => error instanceof pg.DatabaseError && !error.code?.startsWith('57P')

/**
 * Whether the database cannot hold what it was given, and never will: a cardinality violation, a data exception, a limit of the
 * program (classes 21, 22, 54). Nothing is amiss with the database itself.
 */
export const isUnholdable = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(21|22|54)/.test(error.code)

/**
 * PostgreSQL inside this process, in `folder`: for the demo, tests and a small hub. The folder is this process's alone until it is
 * closed; throws `CannotStart` where another one has it.
 */
export async function openPGlite(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true })
  const release = holdFolder(folder)
  try {
    const database = onPGlite(await PGlite.create({ dataDir: folder }))
    return { ...database, close: () => database.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

/** The same door to a PGlite that stands already; closing it closes that one. */
export function onPGlite(lite: PGlite): Database {
  const transaction: Database['transaction'] = (work) =>
    lite.transaction(async (tx) => {
      const sent: Promise<unknown>[] = []
      const result = await work(keeping(sent, async (text, values) => (await tx.query<Row>(text, values)).rows))
      await Promise.all(sent)
      return result
    })
  return {
    query: async <T extends Row>(text: string, values?: unknown[]) => (await lite.query<T>(text, values)).rows,
    transaction,
    // Nothing has a limit here.
    unhurried: transaction,
    close: () => lite.close(),
  }
}

const folder = new URL('./migrations/', import.meta.url)
const migrations = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()

/** Whether the database has exactly the version that this program knows. */
export async function isMigrated(sql: Sql): Promise<boolean> {
  const [at] = await sql.query<{ version: number }>('SELECT max(version)::int AS version FROM migration', [])
  return at?.version === migrations().length
}

/** Applies the numbered migrations this database lacks, each in one transaction; refuses a database from the future. */
export async function migrate(database: Database): Promise<void> {
  const files = migrations()
  await database.unhurried(async (sql) => {
    // Several instances may start at once: one migrates, the others wait and find nothing left to do. The table itself is no
    // lock: of two that make it at once, one fails in spite of IF NOT EXISTS.
    await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('migration', 0))`)
    await sql.query(
      'CREATE TABLE IF NOT EXISTS migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    await sql.query('LOCK TABLE migration IN EXCLUSIVE MODE')
    const [at] = await sql.query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM migration')
    const current = at?.version ?? 0
    if (current > files.length)
      throw new CannotStart(
        `The database is at version ${current}, this program knows ${files.length}: start the newer program.`,
      )
    for (const [i, name] of files.entries()) {
      const version = i + 1
      if (!name.startsWith(String(version).padStart(4, '0'))) throw new Error(`Migration ${name} is out of order`)
      if (version <= current) continue
      for (const statement of statements(readFileSync(new URL(name, folder), 'utf8'))) await sql.query(statement)
      await sql.query('INSERT INTO migration (version) VALUES ($1)', [version])
    }
  })
}

/** Migrations separate their statements by a line `--;` so that functions may hold semicolons. */
const statements = (text: string) => text.split(/^--;$/m).filter((part) => part.trim() !== '')
