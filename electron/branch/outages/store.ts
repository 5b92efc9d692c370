/** Rows of outages and of paper numbers. Written by the projection only; the journal is what counts. */
import { readJson } from '../../../domain/journal/json.ts'
import { type Outage, outageEvents } from '../../../domain/outages/outage.ts'
import { NOT_ABOUT_VIEWER } from '../sight.ts'
import type { CaseRecord } from '../store/cases.ts'
import { type Db, saidIn, sql } from '../store/sql.ts'

type EventRow = { type: string; at: string; by_person: string; payload: string }
export type CaselessEvent = { fields: { type: string; at: string; by: string }; payload: unknown }

const shown = ({ type, at, by_person, payload }: EventRow): CaselessEvent => ({
  fields: { type, at, by: by_person },
  payload: readJson(payload),
})

const TYPES = outageEvents.map((type) => `'${type}'`).join(', ')
const NUMBER = saidIn('$.number')

/** The events of one outage in fold order. */
export const eventsOfOutage = (db: Db, number: string): CaselessEvent[] =>
  sql<EventRow>(
    db,
    `SELECT type, at, by_person, payload FROM journal
     WHERE case_id IS NULL AND type IN (${TYPES}) AND ${NUMBER} = ? ORDER BY clock, line, seq, hash`,
  )
    .all(number)
    .map(shown)

export const outagesInJournal = (db: Db): string[] =>
  sql<{ number: string }>(
    db,
    `SELECT DISTINCT ${NUMBER} AS number FROM journal
     WHERE case_id IS NULL AND type = 'outageOpened' AND typeof(${NUMBER}) = 'text'`,
  )
    .all()
    .map(({ number }) => number)

/** What one line wrote of a kind of event that is about no case, in its order. */
export const caselessOfLine = (db: Db, line: string, type: string): CaselessEvent[] =>
  sql<EventRow>(
    db,
    'SELECT type, at, by_person, payload FROM journal WHERE case_id IS NULL AND type = ? AND line = ? ORDER BY seq',
  )
    .all(type, line)
    .map(shown)

export const caselessOfType = (db: Db, type: string): CaselessEvent[] =>
  sql<EventRow>(
    db,
    'SELECT type, at, by_person, payload FROM journal WHERE case_id IS NULL AND type = ? ORDER BY clock, line, seq, hash',
  )
    .all(type)
    .map(shown)

export function saveOutage(db: Db, outage: Outage): void {
  sql(db, 'INSERT OR REPLACE INTO outage (number, since, ended_at, state) VALUES (?, ?, ?, ?)').run(
    ...[outage.number, outage.since, outage.endedAt, JSON.stringify(outage)],
  )
}

export function removeAllOutages(db: Db): void {
  sql(db, 'DELETE FROM outage').run()
  sql(db, 'DELETE FROM paper_number').run()
}

// The table holds what `saveOutage` wrote, and can be made again from the journal.
const read = ({ state }: { state: string }): Outage => JSON.parse(state) as Outage

export function outageOf(db: Db, number: string): Outage | null {
  const row = sql<{ state: string }>(db, 'SELECT state FROM outage WHERE number = ?').get(number)
  return row ? read(row) : null
}

/** Open ones first, then the latest. */
export const allOutages = (db: Db, limit: number): Outage[] =>
  sql<{ state: string }>(db, 'SELECT state FROM outage ORDER BY ended_at IS NOT NULL, since DESC, number DESC LIMIT ?')
    .all(limit)
    .map(read)

/** Cases joined to each outage that are not about `viewer`, and how many of their customers are to be told. */
export const joinedCounts = (db: Db, viewer: string): Map<string, { cases: number; toTell: number }> =>
  new Map(
    sql<{ outage: string; cases: number; toTell: number }, [{ viewer: string }]>(
      db,
      `SELECT outage, count(*) AS cases, sum(to_tell) AS toTell FROM cases
       WHERE outage IS NOT NULL AND ${NOT_ABOUT_VIEWER} GROUP BY outage`,
    )
      .all({ viewer })
      .map(({ outage, ...counts }) => [outage, counts]),
  )

/** Urgent first, then in the order of registration; as many as `joinedCounts` says. */
export const joinedCases = (db: Db, outage: string, viewer: string): CaseRecord[] =>
  sql<CaseRecord, [{ outage: string; viewer: string }]>(
    db,
    `SELECT * FROM cases WHERE outage = @outage AND ${NOT_ABOUT_VIEWER} ORDER BY urgent DESC, registered_at, id`,
  ).all({ outage, viewer })

export function savePaperNumbers(db: Db, numbers: readonly string[], command: string, at: string): void {
  for (const number of numbers)
    sql(db, 'INSERT INTO paper_number VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(number, command, at)
}

export const paperNumberRow = (db: Db, number: string): { at: string } | null =>
  sql<{ at: string }>(db, 'SELECT at FROM paper_number WHERE number = ?').get(number) ?? null

/** The case that was registered from this paper; the first where two computers took it. */
export const caseOfPaper = (db: Db, number: string): CaseRecord | null =>
  sql<CaseRecord>(db, 'SELECT * FROM cases WHERE paper_number = ? ORDER BY registered_at, id LIMIT 1').get(number) ??
  null
