/**
 * A real headquarters for a measurement: its own process, on a PostgreSQL that waits for its disk, empty at the beginning.
 * Each raising has the same key and a database of its own, so that the same lines can be handed over again.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectPostgres } from '../../hq/store/database.ts'
import { startPostgres } from '../support/postgres.ts'
import { startHqProcess } from '../sync/parts/processes.ts'

const ADMIN_TOKEN = 'the-token-of-the-bench'
const BRANCH = '0712'

export type RaisedHq = {
  url: string
  /** A one-time code for the computer with this letter. */
  code(letter: string): Promise<string>
  /** Cases that it has recorded. */
  cases(): Promise<number>
  stop(): Promise<void>
}
export type Ground = { raise(): Promise<RaisedHq>; close(): Promise<void> }

export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-bench-hq-'))
  chmodSync(folder, 0o777)
  const server = await startPostgres({ fsync: true })
  return {
    async raise() {
      const database = await server.freshDatabase()
      const hq = await startHqProcess({
        ...{ HQ_PORT: '0', HQ_DATA_DIR: join(folder, 'hq'), HQ_ADMIN_TOKEN: ADMIN_TOKEN, DATABASE_URL: database },
      })
      return { url: hq.url, stop: hq.stop, code: (letter) => codeFrom(hq.url, letter), cases: () => countAt(database) }
    },
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function codeFrom(url: string, letter: string): Promise<string> {
  const answer = await fetch(`${url}/v1/admin/enrolment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ branch: BRANCH, letter, validHours: 1 }),
  })
  return ((await answer.json()) as { code: string }).code
}

async function countAt(database: string): Promise<number> {
  const sql = connectPostgres(database)
  const rows = await sql.query<{ n: number }>('SELECT count(*)::float8 AS n FROM case_record')
  await sql.close()
  return rows[0]?.n ?? 0
}
