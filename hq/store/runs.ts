/** Runs of a line for whoever lacks them: the authors' own bytes, whole up to a seal, with the author's certificate. */
import { type Certificate, certificate } from '../../domain/journal/certificate.ts'
import type { SealedEvent } from '../../domain/journal/event.ts'
import type { RunRequest } from '../../domain/wire/exchange.ts'
import type { FeedRequest } from '../../domain/wire/lines.ts'
import type { Row, Sql } from './database.ts'

type Place = { seq: number; hash: string }

/** A line without a fork has one chain, read by its numbers; of a forked one the chain to the tip is followed. */
const CHAIN = {
  straight: `SELECT seq, hash, header, payload, signature FROM event WHERE branch = $1 AND line = $2 AND seq <= $3`,
  forked: `SELECT seq, hash, header, payload, signature FROM chain`,
}
const FOLLOWED = `RECURSIVE chain AS (
  SELECT seq, hash, prev, header, payload, signature FROM event WHERE branch = $1 AND line = $2 AND seq = $3 AND hash = $4
  UNION ALL
  SELECT e.seq, e.hash, e.prev, e.header, e.payload, e.signature FROM event e JOIN chain
    ON e.branch = $1 AND e.line = $2 AND e.seq = chain.seq - 1 AND e.hash = chain.prev
), `

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
  const events = await sql.query<SealedEvent & Place & Row>(
    `WITH ${row.forked ? FOLLOWED : ''} whole AS (${row.forked ? CHAIN.forked : CHAIN.straight}),
       start AS (SELECT coalesce(max(whole.seq), 0) AS seq FROM whole
         JOIN jsonb_to_recordset($5::jsonb) AS known (seq integer, hash text) ON known.seq = whole.seq AND known.hash = whole.hash),
       seals AS (SELECT whole.seq, start.seq AS after FROM whole, start WHERE whole.seq > start.seq AND signature IS NOT NULL),
       stop AS (SELECT coalesce(max(seq) FILTER (WHERE seq <= after + $6), min(seq)) AS seq FROM seals)
     SELECT whole.seq, hash, header, payload, signature FROM whole, start, stop
     WHERE whole.seq > start.seq AND whole.seq <= stop.seq AND $4 <> '' ORDER BY whole.seq`,
    [branch, line, tip.seq, tip.hash, JSON.stringify(known), limit],
  )
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
