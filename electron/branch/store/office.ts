/** What headquarters wrote on its own line without a case: who its officers are, and its bulletins. */

import { type BulletinIssued, bulletinIssued } from '../../../domain/bulletins/bulletin.ts'
import { officerNamed } from '../../../domain/cases/refusedEvents.ts'
import { readJson } from '../../../domain/journal/json.ts'
import { signature } from '../../../domain/people/person.ts'
import { type Db, sql } from './sql.ts'

type Said = { payload: string; by_person: string; at: string }

/** Only what stands on headquarters' line: under these names a device of the branch says nothing. */
const saidByOffice = (db: Db, type: string): Said[] =>
  sql<Said>(
    db,
    `SELECT payload, by_person, at FROM journal
     WHERE type = ? AND origin = 'hq' AND case_id IS NULL ORDER BY clock, line, seq, hash`,
  ).all(type)

/** Signatures of officers by their ids, as they were last told. */
export function officerNames(db: Db): Record<string, string> {
  const told = saidByOffice(db, 'officerNamed').flatMap(({ payload }) => {
    const { data } = officerNamed.safeParse(readJson(payload))
    return data ? [[data.officer, signature(data)] as const] : []
  })
  return Object.fromEntries(told)
}

/** `at`: when it was issued, UTC. */
export type StoredBulletin = BulletinIssued & { by: string; at: string }

/** What this program cannot read is left aside. */
export const bulletins = (db: Db): StoredBulletin[] =>
  saidByOffice(db, 'bulletinIssued').flatMap(({ payload, by_person, at }) => {
    const { data } = bulletinIssued.safeParse(readJson(payload))
    return data ? [{ ...data, by: by_person, at }] : []
  })

export const bulletinsReadBy = (db: Db, person: string): Set<string> =>
  new Set(
    sql<{ bulletin: string }>(db, 'SELECT bulletin FROM bulletin_read WHERE person = ?')
      .all(person)
      .map(({ bulletin }) => bulletin),
  )

export const noteBulletinRead = (db: Db, bulletin: string, person: string, at: string) =>
  void sql(db, 'INSERT INTO bulletin_read VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(bulletin, person, at)
