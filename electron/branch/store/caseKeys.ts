/** By which keys a case is found to be of the same person or the same matter as another. Written by the projection only. */
import { type PersonKey, personKeyKinds } from '../../../domain/customers/person.ts'
import { type Db, sql } from './sql.ts'

/** `phone`: every telephone in the paper, to look a person up by; `matter`: see `domain/customers/matter.ts`. */
export type CaseKey = PersonKey | { kind: 'phone' | 'matter'; value: string }

const kinds: readonly CaseKey['kind'][] = [...personKeyKinds, 'phone', 'matter']
const allKinds = kinds.map((kind) => `'${kind}'`).join(', ')

/** Whether some case has this value, of whatever kind. */
export const isKeyOfAny = (db: Db, value: string): boolean =>
  sql(db, `SELECT 1 FROM case_key WHERE kind IN (${allKinds}) AND value = ? LIMIT 1`).get(value) !== undefined

export function saveKeys(db: Db, id: string, keys: readonly CaseKey[]): void {
  sql(db, 'DELETE FROM case_key WHERE case_id = ?').run(id)
  const insert = sql(db, 'INSERT OR IGNORE INTO case_key (kind, value, case_id) VALUES (?, ?, ?)')
  for (const { kind, value } of keys) insert.run(kind, value, id)
}

export const removeAllKeys = (db: Db) => void sql(db, 'DELETE FROM case_key').run()

/** All keys of these cases, each case's in the same order; of those that stand in the queue. One statement, however many. */
export const keysOfCases = (db: Db, ids: readonly string[]): (CaseKey & { case_id: string })[] =>
  sql<CaseKey & { case_id: string }>(
    db,
    `SELECT case_id, kind, value FROM case_key
     WHERE case_id IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM cases WHERE id = case_id)
     ORDER BY case_id, kind, value`,
  ).all(JSON.stringify(ids))

/** All keys of a case. */
export const keysOfCase = (db: Db, id: string): CaseKey[] =>
  sql<CaseKey>(db, 'SELECT kind, value FROM case_key WHERE case_id = ? ORDER BY kind, value').all(id)

/** A carrier comes with thousands of cases; what is looked up while a clerk types must not grow with them. */
const LATEST = 200

/**
 * The latest cases that share one of the keys, each once: at most 200 of each key. Ids are UUIDv7, so they sort by time.
 * `all`: no key has more of them.
 */
export function latestWith(db: Db, keys: readonly CaseKey[]): { ids: string[]; all: boolean } {
  const find = sql<{ case_id: string }>(
    db,
    'SELECT case_id FROM case_key WHERE kind = ? AND value = ? ORDER BY case_id DESC LIMIT ?',
  )
  const found = keys.map(({ kind, value }) => find.all(kind, value, LATEST))
  return {
    ids: [...new Set(found.flatMap((rows) => rows.map((row) => row.case_id)))],
    all: found.every((rows) => rows.length < LATEST),
  }
}

export const casesWith = (db: Db, keys: readonly CaseKey[]): string[] => latestWith(db, keys).ids
