/** The journal's rows that belong to no case: who the branch is, its shifts, outages and calendar, and what was said of them. */
import { type Entry, entryDisputed } from '../../../domain/cases/lifeEvents.ts'
import { deedTypes } from '../../../domain/people/events.ts'
import { type Db, sql } from './sql.ts'

export type EntryRow = Entry & {
  at: string
  type: string
  by: string
  /** Letter of the window whose line it stands in; empty where its first event does not say. */
  window: string
  payload: unknown
}

/** Foreign bytes may hold anything. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

const ofPeople = deedTypes.map((type) => `'${type}'`).join(', ')

/** The latest first. `viewer`: of what was done to people only what he did or what was done to him; null: all of it. */
export const branchEntries = (
  db: Db,
  { viewer, offset, limit }: { viewer: string | null; offset: number; limit: number },
): EntryRow[] =>
  sql<Omit<EntryRow, 'payload'> & { payload: string }, [{ viewer: string | null; offset: number; limit: number }]>(
    db,
    `SELECT journal.line, seq, hash, at, type, by_person AS by, payload, coalesce(line.letter, '') AS window
     FROM journal INDEXED BY journal_clock LEFT JOIN line ON line.id = journal.line
     WHERE case_id IS NULL AND (@viewer IS NULL OR type NOT IN (${ofPeople}) OR by_person = @viewer
       OR CASE WHEN json_valid(payload) THEN json_extract(payload, '$.person') END = @viewer)
     ORDER BY clock DESC, journal.line, seq DESC, hash LIMIT @limit OFFSET @offset`,
  )
    .all({ viewer, offset, limit })
    .map((row) => ({ ...row, payload: parsed(row.payload) }))

/** Whether this very entry is held here, and belongs to no case: one of a case is disputed on the case. */
export const holdsBranchEntry = (db: Db, { line, seq, hash }: Entry): boolean =>
  sql(db, 'SELECT 1 FROM journal WHERE line = ? AND seq = ? AND hash = ? AND case_id IS NULL').get(line, seq, hash) !==
  undefined

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
      const { data } = entryDisputed.safeParse(parsed(payload))
      return data ? [{ of: data.entry.hash, at, by, words: data.words }] : []
    })
  return new Map([...Map.groupBy(all, ({ of }) => of)].map(([of, some]) => [of, some.map(({ of: _, ...one }) => one)]))
}

export const disputesOfEntry = (db: Db, hash: string): Dispute[] => branchDisputes(db).get(hash) ?? []
