/**
 * How fast headquarters takes in: signed runs over HTTP, verified, judged, folded and acknowledged, on a PostgreSQL that
 * waits for its disk; against PostgreSQL's own COPY of the same rows into one table with its key, in the same run.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answers } from '../../domain/forms/schema.ts'
import { examine } from '../../domain/journal/admit.ts'
import { linkTo } from '../../electron/branch/courier/link.ts'
import { connectPostgres, type Database } from '../../hq/store/database.ts'
import { type KeyPair, keyPairAt } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Pen, registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'
import { startPostgres } from '../support/postgres.ts'
import { TYPICAL } from '../support/typical.ts'
import { startHqProcess } from '../sync/parts/processes.ts'
import { percentile, say, timed } from './measure.ts'

const EVENTS_A_CASE = 3
/** Events in one run: nearly as many as the courier sends, and whole cases. */
const RUN = 166 * EVENTS_A_CASE

function lineOf(hq: KeyPair, branch: string, cases: number): Pen {
  const pen = takePen(hq, `ingest ${branch}`, branch)
  const answers = TYPICAL['ACC-DEREG'] ?? {}
  for (let serial = 1; serial <= cases; serial++) {
    const id = uuid(`ingest ${branch} ${serial}`)
    pen.register(id, { ...registrationPayload(`${branch} ${serial}`, serial, branch), answers, missing: [], marks: [] })
    pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), answers as Answers))
  }
  return pen
}

/** Hands every line over, each by a client of its own; milliseconds of each run. */
async function handOver(url: string, pens: readonly Pen[]): Promise<number[]> {
  const times: number[] = []
  await Promise.all(
    pens.map(async (pen) => {
      const link = linkTo(url, pen.key.sign)
      // The first run has the opening of the line as well.
      for (let from = 1, to = RUN + 1; from <= pen.events.length; from = to + 1, to += RUN) {
        const began = performance.now()
        const answer = await link.run(pen.certificate, pen.run(from, Math.min(to, pen.events.length)))
        if (!answer.ok || answer.value.verdict !== 'admitted') throw new Error(JSON.stringify(answer))
        times.push(performance.now() - began)
      }
    }),
  )
  return times
}

/** `cases`: of each measurement. */
export async function benchIngest(cases: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-ingest-'))
  chmodSync(folder, 0o777)
  const server = await startPostgres({ fsync: true })
  const url = await server.freshDatabase()
  const hq = await startHqProcess({
    ...{ HQ_PORT: '0', HQ_DATA_DIR: join(folder, 'hq'), HQ_ADMIN_TOKEN: 'the-token-of-the-bench', DATABASE_URL: url },
  })
  const sql = connectPostgres(url)
  try {
    const key = keyPairAt(join(folder, 'hq', 'hq.key'))
    await handOver(hq.url, [lineOf(key, 'W000', 200)])
    for (const clients of [1, 8]) {
      const pens = Array.from({ length: clients }, (_, i) =>
        lineOf(key, `C${clients}0${i}`, Math.ceil(cases / clients)),
      )
      const began = performance.now()
      const times = await handOver(hq.url, pens)
      const took = performance.now() - began
      const value = cases / (took / 1000)
      const copied = cases / ((await copyOf(sql, folder, pens)) / 1000)
      const ratio = value / copied
      const least = clients === 1 ? 0.5 : 0.6
      const goal = `>= ${least} of COPY`
      const against = { name: 'COPY of the same rows, cases', value: copied }
      say({
        name: `ingest, cases, ${clients} client(s)`,
        value,
        unit: '/s',
        against,
        ratio,
        goal,
        ok: ratio >= least,
        of: cases,
      })
      sayAgainstSignatures(clients, value, key, pens)
      say({
        ...{ name: `ingest, a run of ${RUN}, ${clients} client(s), p99`, value: percentile(times, 0.99), unit: 'ms' },
        ...{ against: null, ratio: null, goal: '', ok: true, of: times.length },
      })
    }
    const [{ bytes = 0, n = 1 } = {}] = await sql.query<{ bytes: number; n: number }>(
      `SELECT (pg_database_size(current_database()) - coalesce((SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE relname LIKE 'copied%'), 0))::float8 AS bytes,
         (SELECT count(*) FROM case_record)::float8 AS n`,
    )
    say({
      ...{ name: `database, a case of ${EVENTS_A_CASE} events with its indexes`, value: bytes / n, unit: 'B' },
      ...{ against: null, ratio: null, goal: '', ok: true, of: n },
    })
  } finally {
    await sql.close()
    await hq.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** No protocol with a signature on each command can be faster than this on one thread. */
function sayAgainstSignatures(clients: number, value: number, { publicKey }: KeyPair, pens: readonly Pen[]): void {
  const took = timed(() => {
    for (const pen of pens) if ('verdict' in examine(primitives, publicKey, pen.run())) throw new Error('not examined')
  })
  const cases = pens.reduce((sum, { events }) => sum + (events.length - 1) / EVENTS_A_CASE, 0)
  const against = { name: 'the same runs only examined, one thread, cases', value: cases / (took / 1000) }
  const name = `ingest against examining alone, ${clients} client(s)`
  say({ name, value, unit: '/s', against, ratio: value / against.value, goal: '', ok: true, of: cases })
}

/** Milliseconds of copying these lines' rows from files, each by a connection of its own. */
async function copyOf(sql: Database, folder: string, pens: readonly Pen[]): Promise<number> {
  const table = `copied_${pens.length}`
  await sql.query(`CREATE TABLE ${table} (LIKE event INCLUDING DEFAULTS, PRIMARY KEY (branch, line, seq, hash))`)
  const files = pens.map(({ certificate, line }) => {
    const file = join(folder, `${line}.copy`)
    return { file, of: `SELECT * FROM event WHERE branch = '${certificate.body.branch}' AND line = '${line}'` }
  })
  for (const { file, of } of files) await sql.query(`COPY (${of}) TO '${file}'`)
  await sql.query('CHECKPOINT')
  const began = performance.now()
  await Promise.all(files.map(({ file }) => sql.query(`COPY ${table} FROM '${file}'`)))
  return performance.now() - began
}
