/**
 * What is erased when its time has come, and the permit without which the triggers let nothing be touched. A permit is written
 * and taken back in the transaction of the one who erases; nobody else writes one.
 */
import { ERASED, PERSON_ERASED } from '../../../domain/journal/event.ts'
import { isKeyOfAny } from './caseKeys.ts'
import { type Db, sql } from './sql.ts'

type Permit = { what: 'looks' | 'case' | 'key'; value: string }

/** Runs `work` under a permit, in the caller's transaction. */
export function permitted<T>(db: Db, { what, value }: Permit, work: () => T): T {
  if (!db.inTransaction) throw new Error('what is erased is erased within a transaction')
  sql(db, 'INSERT INTO erasure_permit VALUES (?, ?)').run(what, value)
  const done = work()
  sql(db, 'DELETE FROM erasure_permit').run()
  return done
}

/** Looks of days before `day`; how many there were. */
export const removeLooksBefore = (db: Db, day: string): number =>
  permitted(db, { what: 'looks', value: day }, () => sql(db, 'DELETE FROM access_log WHERE day < ?').run(day).changes)

export const isErased = (db: Db, id: string): boolean =>
  sql(db, 'SELECT 1 FROM erased_case WHERE case_id = ?').get(id) !== undefined

/** Cases in one of these states, registered before a moment (UTC), that still have their payloads. */
export const casesIn = (db: Db, states: readonly string[], before: string): string[] =>
  sql<{ id: string }>(
    db,
    `SELECT id FROM cases WHERE state IN (SELECT value FROM json_each(?)) AND registered_at < ?
       AND id NOT IN (SELECT case_id FROM erased_case) ORDER BY id`,
  )
    .all(JSON.stringify(states), before)
    .map(({ id }) => id)

/** Erased cases that have got an event since, from a computer that did not know of it. */
export const withLateEvents = (db: Db): string[] =>
  sql<{ id: string }>(
    db,
    `SELECT case_id AS id FROM erased_case WHERE EXISTS (
       SELECT 1 FROM journal WHERE journal.case_id = erased_case.case_id AND payload <> ? AND type <> ?) ORDER BY case_id`,
  )
    .all(ERASED, PERSON_ERASED)
    .map(({ id }) => id)

/** The content of every event of a case that has one; the hashes of these events. */
export const erasePayloads = (db: Db, id: string): string[] =>
  permitted(db, { what: 'case', value: id }, () =>
    sql<{ hash: string }>(
      db,
      'UPDATE journal SET payload = @none WHERE case_id = @id AND payload <> @none AND type <> @kept RETURNING hash',
    ).all({ id, none: ERASED, kept: PERSON_ERASED }),
  )
    .map(({ hash }) => hash)
    .sort()

/** The row stays and is counted as before; it is found by its number alone. */
export function eraseRow(db: Db, id: string, found: { search: string; at: string }): void {
  sql(
    db,
    `UPDATE cases SET applicant = '', applicant_folded = '', applicant_order = '', spelled = '', search = ? WHERE id = ?`,
  ).run(found.search, id)
  sql(db, 'INSERT INTO erased_case VALUES (?, ?)').run(id, found.at)
}

/**
 * Keys of the case; where no other case has one, looks keep only its end (`endOf`) and an id that does not hold it.
 */
export function eraseKeys(db: Db, id: string, endOf: (value: string) => string): void {
  const own = sql<{ value: string }>(db, 'SELECT DISTINCT value FROM case_key WHERE case_id = ?').all(id)
  sql(db, 'DELETE FROM case_key WHERE case_id = ?').run(id)
  const looked = sql<{ key_value: string }>(
    db,
    'SELECT DISTINCT key_value FROM access_log WHERE case_id = ? AND key_value IS NOT NULL',
  ).all(id)
  const values = new Set([...own.map(({ value }) => value), ...looked.map(({ key_value }) => key_value)])
  for (const value of values) {
    if (isKeyOfAny(db, value)) continue
    // `…1234` is no key of anybody, and is masked already.
    if (value.startsWith('…')) continue
    permitted(db, { what: 'key', value }, () =>
      sql(db, `UPDATE access_log SET key_value = ?, id = 'erased ' || rowid WHERE key_value = ?`).run(
        ...[`…${endOf(value)}`, value],
      ),
    )
  }
}

/** Contents of the files of a case that have a row here. */
export const contentsOf = (db: Db, id: string): string[] =>
  sql<{ sha256: string }>(db, 'SELECT DISTINCT sha256 FROM attachment WHERE case_id = ?')
    .all(id)
    .map(({ sha256 }) => sha256)

/** Rows about its files, consents and papers of the tray; the contents that nobody else names. */
export function eraseBelongings(db: Db, id: string): string[] {
  const files = sql<{ sha256: string }>(
    db,
    `SELECT sha256 FROM attachment WHERE case_id = @id UNION SELECT sha256 FROM tray WHERE case_id = @id AND sha256 IS NOT NULL`,
  ).all({ id })
  sql(db, 'DELETE FROM attachment WHERE case_id = ?').run(id)
  sql(db, 'DELETE FROM tray WHERE case_id = ?').run(id)
  sql(db, 'DELETE FROM consent WHERE case_id = @id OR about IN (SELECT id FROM command WHERE case_id = @id)').run({
    id,
  })
  return files.map(({ sha256 }) => sha256)
}
