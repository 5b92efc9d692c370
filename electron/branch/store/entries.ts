/** The journal's rows that belong to no case: who the branch is, its shifts, outages and calendar, and what was said of them. */

import { z } from 'zod'
import { type Entry, entryDisputed } from '../../../domain/cases/lifeEvents.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { deedTypes } from '../../../domain/people/events.ts'
import { type Db, saidIn, sql } from './sql.ts'

export type EntryRow = Entry & {
  at: string
  type: string
  by: string
  /** Letter of the window whose line it stands in; empty where its first event does not say. */
  window: string
  payload: unknown
}

const ofPeople = deedTypes.map((type) => `'${type}'`).join(', ')

/**
 * The latest first. `viewer`: of what was done to people, and of what was said of that, only what he did or what was done to
 * him; null: all of it.
 */
export const branchEntries = (
  db: Db,
  { viewer, offset, limit }: { viewer: string | null; offset: number; limit: number },
): EntryRow[] =>
  sql<
    Omit<EntryRow, 'payload'> & { payload: string },
    [{ viewer: string | null; hidden: string; offset: number; limit: number }]
  >(
    db,
    `SELECT journal.line, seq, hash, at, type, by_person AS by, payload, coalesce(line.letter, '') AS window
     FROM journal INDEXED BY journal_clock LEFT JOIN line ON line.id = journal.line
     WHERE case_id IS NULL AND (@viewer IS NULL OR type NOT IN (${ofPeople}) OR by_person = @viewer
       OR ${saidIn('$.person')} = @viewer)
       AND hash NOT IN (SELECT value FROM json_each(@hidden))
     ORDER BY clock DESC, journal.line, seq DESC, hash LIMIT @limit OFFSET @offset`,
  )
    .all({ viewer, hidden: JSON.stringify(disputesHidden(db, viewer)), offset, limit })
    .map((row) => ({ ...row, payload: readJson(row.payload) }))

/** Whether this very entry is held here, and belongs to no case: one of a case is disputed on the case. */
const holdsBranchEntry = (db: Db, { line, seq, hash }: Entry): boolean =>
  sql(db, 'SELECT 1 FROM journal WHERE line = ? AND seq = ? AND hash = ? AND case_id IS NULL').get(line, seq, hash) !==
  undefined

/** Hashes of what was said of entries that are not shown to the viewer. */
const disputesHidden = (db: Db, viewer: string | null): string[] =>
  viewer === null
    ? []
    : sql<Entry>(db, `SELECT line, seq, hash FROM journal WHERE case_id IS NULL AND type = 'entryDisputed'`)
        .all()
        .filter((one) => !seesBranchEntry(db, one, viewer))
        .map(({ hash }) => hash)

const person = z.looseObject({ person: z.string() })

/** Whether this entry is held here, belongs to no case and is shown to the viewer (`branchEntries`). */
export function seesBranchEntry(db: Db, entry: Entry, viewer: string | null): boolean {
  if (viewer === null) return holdsBranchEntry(db, entry)
  // An entry can only name one that stood before it: the way back ends.
  for (let at: Entry | undefined = entry; at; ) {
    const row = sql<{ type: string; by: string; payload: string }>(
      db,
      `SELECT type, by_person AS by, payload FROM journal WHERE line = ? AND seq = ? AND hash = ? AND case_id IS NULL`,
    ).get(at.line, at.seq, at.hash)
    if (!row) return false
    if (row.by === viewer) return true
    const said = readJson(row.payload)
    if (deedTypes.some((type) => type === row.type)) return person.safeParse(said).data?.person === viewer
    if (row.type !== 'entryDisputed') return true
    at = entryDisputed.safeParse(said).data?.entry
  }
  return false
}

export type Dispute = { at: string; by: string; words: string }

/** What was said against entries that belong to no case, at whichever computer, by the hash of the entry; in fold order. */
export function branchDisputes(db: Db): Map<string, Dispute[]> {
  const all = sql<{ at: string; by: string; payload: string }>(
    db,
    `SELECT at, by_person AS by, payload FROM journal
     WHERE case_id IS NULL AND type = 'entryDisputed' ORDER BY clock, line, seq, hash`,
  )
    .all()
    .flatMap(({ at, by, payload }) => {
      const { data } = entryDisputed.safeParse(readJson(payload))
      return data ? [{ of: data.entry.hash, at, by, words: data.words }] : []
    })
  return new Map([...Map.groupBy(all, ({ of }) => of)].map(([of, some]) => [of, some.map(({ of: _, ...one }) => one)]))
}

export const disputesOfEntry = (db: Db, hash: string): Dispute[] => branchDisputes(db).get(hash) ?? []
