/**
 * The people of the branch, and what lets each one in at this computer: the hash of the PIN, the hash of the badge, and
 * how many wrong PINs there were. The first is a projection of the journal; the second leaves this computer in no message.
 */
import { readJson } from '../../../domain/journal/json.ts'
import type { Known } from '../../../domain/people/entry.ts'
import { deedTypes, type Member, type PeopleEvent, peopleTypes } from '../../../domain/people/events.ts'
import { type Person, person } from '../../../domain/people/person.ts'
import { type Db, saidIn, sql } from './sql.ts'

type Row = { id: string; last_name: string; first_name: string; patronymic: string; role: string; retired: number }
const columns = 'id, last_name, first_name, patronymic, role, retired'

const personIn = ({ id, last_name, first_name, patronymic, role }: Row): Person =>
  person.parse({ id, lastName: last_name, firstName: first_name, patronymic, role })
const read = (row: Row): Member => ({ ...personIn(row), retired: row.retired !== 0 })

/** A person whom no event adds, with a hash of `trust/pin.ts`. */
export function addPerson(db: Db, one: Person, pin: string): void {
  saveMember(db, { ...one, retired: false })
  sql(db, 'UPDATE member SET base = ? WHERE id = ?').run(JSON.stringify(person.parse(one)), one.id)
  setPin(db, one.id, pin, false)
}

/** Whoever was put in without an event. */
export const basePeople = (db: Db): Member[] =>
  sql<{ base: string }>(db, 'SELECT base FROM member WHERE base IS NOT NULL ORDER BY id')
    .all()
    .map(({ base }) => ({ ...person.parse(JSON.parse(base)), retired: false }))

export function saveMember(db: Db, one: Member): void {
  sql(
    db,
    `INSERT INTO member (${columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
       last_name = excluded.last_name, first_name = excluded.first_name, patronymic = excluded.patronymic,
       role = excluded.role, retired = excluded.retired`,
  ).run(one.id, one.lastName, one.firstName, one.patronymic, one.role, one.retired ? 1 : 0)
}

/** The retired ones too, by name. */
export const members = (db: Db): Member[] =>
  sql<Row>(db, `SELECT ${columns} FROM member ORDER BY last_name, first_name, id`).all().map(read)

/** Those who work here now. */
export const people = (db: Db): Member[] => members(db).filter(({ retired }) => !retired)

/** Also of somebody who has gone: the history keeps the name. */
export function personOf(db: Db, id: string): Person | null {
  const row = sql<Row>(db, `SELECT ${columns} FROM member WHERE id = ?`).get(id)
  return row ? personIn(row) : null
}

export function memberOf(db: Db, id: string): Member | null {
  const row = sql<Row>(db, `SELECT ${columns} FROM member WHERE id = ?`).get(id)
  return row ? read(row) : null
}

const listOf = (some: readonly string[]) => some.map((type) => `'${type}'`).join(', ')
const types = listOf(peopleTypes)
const allTypes = listOf(deedTypes)

/** What the journal says of people, in fold order; of those up to a clock where one is given. */
export const eventsOfPeople = (db: Db, until: string | null = null): (PeopleEvent & { id: string })[] =>
  sql<{ id: string; type: string; by: string; payload: string }, [{ until: string | null }]>(
    db,
    `SELECT id, type, by_person AS by, payload FROM journal
     WHERE case_id IS NULL AND type IN (${types}) AND (@until IS NULL OR clock <= @until)
     ORDER BY clock, line, seq, hash`,
  )
    .all({ until })
    .map(({ id, type, by, payload }) => ({ id, fields: { type, by }, payload: readJson(payload) }))

/** Whose this draft was before it was taken over at this computer, the first first; nobody where it never was. */
export const formerOpeners = (db: Db, draft: string): string[] =>
  sql<{ opener: string }>(
    db,
    `SELECT ${saidIn('$.from')} AS opener FROM journal
     WHERE origin = 'own' AND type = 'draftTakenOver' AND ${saidIn('$.draft')} = ? ORDER BY clock`,
  )
    .all(draft)
    .map(({ opener }) => opener)

export type DeedRow = { id: string; at: string; type: string; by: string; payload: unknown }

/** What was done by this event; null where it is none about people. */
export function deedOf(db: Db, id: string): (DeedRow & { hash: string }) | null {
  const row = sql<Omit<DeedRow, 'payload'> & { payload: string; hash: string }>(
    db,
    `SELECT id, hash, at, type, by_person AS by, payload FROM journal WHERE id = ? AND case_id IS NULL AND type IN (${allTypes})`,
  ).get(id)
  return row ? { ...row, payload: readJson(row.payload) } : null
}

/** What was done to people, the latest first. */
export const deeds = (db: Db, limit: number): DeedRow[] =>
  sql<Omit<DeedRow, 'payload'> & { payload: string }>(
    db,
    `SELECT id, at, type, by_person AS by, payload FROM journal
     WHERE case_id IS NULL AND type IN (${allTypes}) ORDER BY clock DESC, line, seq DESC LIMIT ?`,
  )
    .all(limit)
    .map((row) => ({ ...row, payload: readJson(row.payload) }))

export type Entry = {
  pin: string | null
  temporary: number
  badge: string | null
  wrong_tries: number
  wait_ms: number
}
const nobody: Entry = { pin: null, temporary: 0, badge: null, wrong_tries: 0, wait_ms: 0 }

export const entryOf = (db: Db, id: string): Entry =>
  sql<Entry>(db, 'SELECT pin, temporary, badge, wrong_tries, wait_ms FROM entry WHERE person = ?').get(id) ?? nobody

/** Everybody with what this computer knows of him. */
export const known = (db: Db): Known[] =>
  members(db).map((one) => {
    const { pin, wrong_tries } = entryOf(db, one.id)
    return { ...one, hasPin: pin !== null, wrongTries: wrong_tries }
  })

/** A new PIN ends all waiting. */
export function setPin(db: Db, id: string, pin: string, temporary: boolean): void {
  sql(
    db,
    `INSERT INTO entry (person, pin, temporary) VALUES (?, ?, ?) ON CONFLICT (person) DO UPDATE SET
       pin = excluded.pin, temporary = excluded.temporary, wrong_tries = 0, wait_ms = 0`,
  ).run(id, pin, temporary ? 1 : 0)
}

export function noteTries(db: Db, id: string, wrongTries: number, waitMs: number): void {
  sql(db, 'UPDATE entry SET wrong_tries = ?, wait_ms = ? WHERE person = ?').run(wrongTries, waitMs, id)
}

/** `hash`: of the badge's number; null takes it away. */
export function setBadge(db: Db, id: string, hash: string | null): void {
  sql(
    db,
    'INSERT INTO entry (person, badge) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET badge = excluded.badge',
  ).run(id, hash)
}

export const badgeHolder = (db: Db, hash: string): string | null =>
  sql<{ person: string }>(db, 'SELECT person FROM entry WHERE badge = ?').get(hash)?.person ?? null

/** Nothing lets this person in any more. */
export const removeEntry = (db: Db, id: string): void => void sql(db, 'DELETE FROM entry WHERE person = ?').run(id)
