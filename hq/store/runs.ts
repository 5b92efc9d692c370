/** Runs of a line for whoever lacks them: the authors' own bytes, whole up to a seal, with the author's certificate. */
import { type Certificate, certificate } from '../../domain/journal/certificate.ts'
import type { SealedEvent } from '../../domain/journal/event.ts'
import type { RunRequest } from '../../domain/wire/exchange.ts'
import type { FeedRequest } from '../../domain/wire/lines.ts'
import type { Row, Sql } from './database.ts'

type Place = { seq: number; hash: string }

/** One event by its key. The offset keeps it a look-up for each place, however few or many events the planner expects. */
const eventAt = (place: string) => `SELECT seq, hash, header, payload, signature FROM event
  WHERE branch = $1 AND line = $2 AND seq = ${place}.seq AND hash = ${place}.hash OFFSET 0`
/** The highest known place of a line without a fork; what lies before it is not read. */
const STRAIGHT = `start AS (SELECT coalesce(max(held.seq), 0) AS seq
  FROM jsonb_to_recordset($5::jsonb) AS known (seq integer, hash text)
  CROSS JOIN LATERAL (${eventAt('known')}) AS held WHERE held.seq <= $3), `
/** Of a forked line the chain is followed from the tip down, to the highest known place on it. */
const FORKED = `RECURSIVE known AS (SELECT seq, hash FROM jsonb_to_recordset($5::jsonb) AS known (seq integer, hash text)),
chain AS (
  SELECT seq, hash, prev, signature FROM event WHERE branch = $1 AND line = $2 AND seq = $3 AND hash = $4
  UNION ALL
  SELECT parent.* FROM chain CROSS JOIN LATERAL (SELECT seq, hash, prev, signature FROM event
    WHERE branch = $1 AND line = $2 AND seq = chain.seq - 1 AND hash = chain.prev OFFSET 0) AS parent
  WHERE (chain.seq, chain.hash) NOT IN (SELECT seq, hash FROM known)
),
start AS (SELECT coalesce(max(seq), 0) AS seq FROM chain WHERE (seq, hash) IN (SELECT seq, hash FROM known)), `
/** Where the run ends: with the last seal within the limit, or with the first beyond it. */
const stopIn = (events: string) => `stop AS (SELECT coalesce(
    (SELECT max(seq) FROM ${events} AND seq <= start.seq + $6),
    (SELECT min(seq) FROM ${events})) AS seq FROM start)`
const ON_LINE = 'event WHERE branch = $1 AND line = $2 AND seq > start.seq AND seq <= $3 AND signature IS NOT NULL'
const ON_CHAIN = 'chain WHERE seq > start.seq AND signature IS NOT NULL'
const QUERY = {
  straight: `WITH ${STRAIGHT}${stopIn(ON_LINE)}
    SELECT seq, hash, header, payload, signature FROM event
    WHERE branch = $1 AND line = $2 AND seq > (SELECT seq FROM start) AND seq <= (SELECT seq FROM stop) AND $4 <> '' ORDER BY seq`,
  forked: `WITH ${FORKED}${stopIn(ON_CHAIN)}
    SELECT held.* FROM chain CROSS JOIN LATERAL (${eventAt('chain')}) AS held
    WHERE chain.seq > (SELECT seq FROM start) AND chain.seq <= (SELECT seq FROM stop) ORDER BY held.seq`,
}

/**
 * The next run towards a tip; null where the tip is not held, its author is not known, or nothing more is lacking. It ends
 * with a seal, or nobody could admit it: where one command is longer than the limit, with that command's.
 */
export async function runTowards(
  sql: Sql,
  branch: string,
  { line, tip, known, limit }: FeedRequest,
): Promise<RunRequest | null> {
  const [row] = await sql.query<{ forked: boolean; certificate: Certificate | null }>(
    `SELECT forked, coalesce(line.certificate, device.certificate) AS certificate FROM line
     LEFT JOIN device ON device.id = line.device
     WHERE line.branch = $1 AND line.id = $2
       AND EXISTS (SELECT 1 FROM event WHERE branch = $1 AND line = $2 AND seq = $3 AND hash = $4)`,
    [branch, line, tip.seq, tip.hash],
  )
  const author = certificate.safeParse(row?.certificate)
  if (!row || !author.success) return null
  const events = await sql.query<SealedEvent & Place & Row>(row.forked ? QUERY.forked : QUERY.straight, [
    branch,
    line,
    tip.seq,
    tip.hash,
    JSON.stringify(known),
    limit,
  ])
  const last = events.at(-1)
  if (!last) return null
  const bytes = events.map(({ header, payload, signature }) => ({ header, payload, signature }))
  return { line, certificate: author.data, count: events.length, last: last.hash, events: bytes }
}

/** The ends of forked lines of a branch beside the one that is their head. */
export async function forksOf(sql: Sql, branch: string): Promise<Record<string, Place[]>> {
  const rows = await sql.query<Place & { line: string }>(
    `SELECT tip.line, tip.seq, tip.hash FROM line JOIN event tip ON tip.branch = line.branch AND tip.line = line.id
     WHERE line.branch = $1 AND line.forked AND tip.hash <> line.head_hash AND NOT EXISTS
       (SELECT 1 FROM event child WHERE child.branch = tip.branch AND child.line = tip.line AND child.seq = tip.seq + 1
          AND child.prev = tip.hash)
     ORDER BY tip.line, tip.seq, tip.hash`,
    [branch],
  )
  const byLine = Map.groupBy(rows, ({ line }) => line)
  return Object.fromEntries([...byLine].map(([line, ends]) => [line, ends.map(({ seq, hash }) => ({ seq, hash }))]))
}
