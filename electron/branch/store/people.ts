/** The people of the branch with the hash of each one's PIN, and how long each has to wait after wrong ones. */
import { type Person, person } from '../../../domain/people/person.ts'
import { type Db, sql } from './sql.ts'

type Row = { id: string; last_name: string; first_name: string; patronymic: string; role: string }
const columns = 'id, last_name, first_name, patronymic, role'

const read = ({ id, last_name, first_name, patronymic, role }: Row): Person =>
  person.parse({ id, lastName: last_name, firstName: first_name, patronymic, role })

/** `pin` is a hash of `trust/pin.ts`. */
export function addPerson(db: Db, one: Person, pin: string): void {
  sql(db, `INSERT INTO person (${columns}, pin) VALUES (?, ?, ?, ?, ?, ?)`).run(
    ...[one.id, one.lastName, one.firstName, one.patronymic, one.role, pin],
  )
}

export const people = (db: Db): Person[] =>
  sql<Row>(db, `SELECT ${columns} FROM person ORDER BY last_name, first_name, id`).all().map(read)

export function personOf(db: Db, id: string): Person | null {
  const row = sql<Row>(db, `SELECT ${columns} FROM person WHERE id = ?`).get(id)
  return row ? read(row) : null
}

export type Gate = { pin: string; wrong_tries: number; wait_until: number }
export const gateOf = (db: Db, id: string): Gate | null =>
  sql<Gate>(db, 'SELECT pin, wrong_tries, wait_until FROM person WHERE id = ?').get(id) ?? null

/** `waitUntil`: UTC milliseconds. */
export function noteTries(db: Db, id: string, wrongTries: number, waitUntil: number): void {
  sql(db, 'UPDATE person SET wrong_tries = ?, wait_until = ? WHERE id = ?').run(wrongTries, waitUntil, id)
}
