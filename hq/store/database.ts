/**
 * One small door to PostgreSQL, whether a server (`pg`) or PGlite in this process. Statements stand beside the
 * functions that run them; here are only connection, transaction and migration.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

export type Row = Record<string, unknown>
export type Sql = { query<T extends Row = Row>(text: string, values?: unknown[]): Promise<T[]> }
export type Database = Sql & {
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A pool on a PostgreSQL server; `url` as libpq writes it. */
export function connectPostgres(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // An idle connection that breaks is replaced by the pool; without a listener the event would end the process.
  pool.on('error', () => {})
  return {
    query: async <T extends Row>(text: string, values?: unknown[]) => (await pool.query<T>(text, values)).rows,
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const result = await work({
          query: async <T extends Row>(text: string, values?: unknown[]) => (await client.query<T>(text, values)).rows,
        })
        await client.query('COMMIT')
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
    },
    close: () => pool.end(),
  }
}

/** PostgreSQL inside this process, in `folder` (or in memory without one): for the demo, tests and a small hub. */
export async function openPGlite(folder?: string): Promise<Database> {
  if (folder) mkdirSync(folder, { recursive: true })
  return onPGlite(await PGlite.create(folder ? { dataDir: folder } : {}))
}

/** The same door to a PGlite that stands already; closing it closes that one. */
export function onPGlite(lite: PGlite): Database {
  return {
    query: async <T extends Row>(text: string, values?: unknown[]) => (await lite.query<T>(text, values)).rows,
    transaction: (work) =>
      lite.transaction((tx) =>
        work({
          query: async <T extends Row>(text: string, values?: unknown[]) => (await tx.query<T>(text, values)).rows,
        }),
      ),
    close: () => lite.close(),
  }
}

const folder = new URL('./migrations/', import.meta.url)

/** Applies the numbered migrations this database lacks, each in one transaction; refuses a database from the future. */
export async function migrate(database: Database): Promise<void> {
  await database.query(
    'CREATE TABLE IF NOT EXISTS migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  )
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  await database.transaction(async (sql) => {
    // Several instances may start at once: one migrates, the others wait and find nothing left to do.
    await sql.query('LOCK TABLE migration IN EXCLUSIVE MODE')
    const [at] = await sql.query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM migration')
    const current = at?.version ?? 0
    if (current > files.length)
      throw new Error(
        `The database is at version ${current}, this program knows ${files.length}: start the newer program`,
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
