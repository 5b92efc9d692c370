/**
 * What is on its way to headquarters, for the person at the window: which cases wait, the oldest first, which one was
 * acknowledged last, and how far the files are. What he may not open is in no list.
 */
import type { z } from 'zod'
import type { exchange, onTheWay } from '../contract/workspace.ts'
import type { Branch } from './branch.ts'
import { NOT_ABOUT_VIEWER, seenBy, viewerOf } from './sight.ts'
import { UNMARKED } from './store/carriage.ts'
import { WAITING } from './store/cases.ts'
import { type Db, sql } from './store/sql.ts'

export type OnTheWay = z.infer<typeof onTheWay>

/** Nobody reads a longer list; the queue has them all. */
const MOST_SHOWN = 100

export function whatIsOnTheWay({ db, session }: Pick<Branch, 'db' | 'session'>): OnTheWay {
  const seen = seenBy(session.current())
  const viewer = viewerOf({ session })
  const waiting = sql<OnTheWay['waiting'][number]>(
    db,
    `SELECT id AS "case", number, registered_at AS registeredAt FROM cases WHERE ${WAITING} AND ${seen}
     ORDER BY registered_at, id LIMIT ${MOST_SHOWN}`,
  ).all({ viewer })
  return {
    waiting,
    more: waitingFor(db, viewer) - waiting.length,
    acknowledged: lastAcknowledged(db, seen, viewer),
  }
}

/**
 * Files of cases that headquarters is not known to hold, and how far they are; bytes. What is gone here, or spoilt, does not wait.
 * What goes of one is known since the start. Asked with every word about the exchange: from the files that have no mark, the few,
 * to their cases, and never the other way.
 */
export function filesOnTheWay({
  db,
  session,
  carriage,
}: Pick<Branch, 'db' | 'session' | 'carriage'>): z.infer<typeof exchange>['files'] {
  const files = sql<{ sha256: string; bytes: number }>(
    db,
    `SELECT sha256, bytes FROM ${UNMARKED} JOIN file USING (sha256)
     WHERE EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = file.sha256
       AND EXISTS (SELECT 1 FROM cases WHERE id = attachment.case_id AND ${NOT_ABOUT_VIEWER}))`,
  ).all({ viewer: viewerOf({ session }) })
  const sum = (of: (file: (typeof files)[number]) => number) => files.reduce((all, file) => all + of(file), 0)
  return { count: files.length, done: sum(({ sha256 }) => carriage.progress(sha256)), bytes: sum(({ bytes }) => bytes) }
}

/** How many wait, as whoever is told may know. */
export const waitingFor = (db: Db, viewer: string): number =>
  sql<{ n: number }>(db, `SELECT count(*) AS n FROM cases WHERE ${WAITING} AND ${NOT_ABOUT_VIEWER}`).get({ viewer })
    ?.n ?? 0

/**
 * Of the line of which a case was acknowledged last, the last case before the mark. Lines that came from headquarters were
 * acknowledged to nobody here, and what it refused by a rule it only keeps.
 */
function lastAcknowledged(db: Db, seen: string, viewer: string): OnTheWay['acknowledged'] {
  const row = sql<{ case: string; number: string; at: string | null }>(
    db,
    `SELECT cases.id AS "case", cases.number, last.at FROM (
       SELECT mark.heard_at AS at, (
         SELECT case_id FROM journal WHERE line = mark.line AND seq <= mark.seq AND origin <> 'hq'
           AND case_id IN (SELECT id FROM cases WHERE id = journal.case_id AND delivery <> 'refused' AND ${seen})
         ORDER BY seq DESC LIMIT 1
       ) AS case_id
       FROM acknowledgement AS mark JOIN journal AS upto
         ON upto.line = mark.line AND upto.seq = mark.seq AND upto.hash = mark.hash AND upto.origin <> 'hq'
       WHERE mark.level = 'received'
     ) AS last JOIN cases ON cases.id = last.case_id ORDER BY last.at DESC LIMIT 1`,
  ).get({ viewer })
  return row ?? null
}
