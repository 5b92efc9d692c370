/**
 * Who is at the window. Nothing is recorded without a signed-in person; after a restart nobody is. Wrong PINs make the
 * same person wait longer and longer, on the disk, so that neither a restart nor many tries at once get around it.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { fullName, type Person, person as personSchema, signature } from '../../domain/people/person.ts'
import { type Cost, hashPin, isPin } from '../../trust/pin.ts'
import type { PersonTile } from '../contract.ts'
import { storageFailure } from './storage.ts'
import { addPerson, gateOf, noteTries, people, personOf } from './store/people.ts'
import type { Db } from './store/sql.ts'

/** So many wrong PINs are a slip of the finger; then each one doubles the wait. */
const FREE_TRIES = 3
const LONGEST_WAIT_S = 60

export type SignIn =
  | { ok: true; person: PersonTile }
  | {
      ok: false
      refusal:
        | { code: 'wrongPin'; triesUntilWait: number }
        | { code: 'wait'; seconds: number }
        | { code: 'unknownPerson' }
    }

export type Session = {
  current(): Person | null
  people(): PersonTile[]
  tile(person: Person): PersonTile
  signIn(person: string, pin: string): Promise<SignIn>
  lock(): void
}

type Needs = {
  db: Db
  /** UTC milliseconds. */
  clock: () => number
  demoPins: ReadonlyMap<string, string>
  moved(person: Person | null): void
}

export function openSession({ db, clock, demoPins, moved }: Needs): Session {
  let current: Person | null = null
  const become = (person: Person | null) => {
    current = person
    moved(person)
  }
  const tile = (person: Person): PersonTile => ({
    id: person.id,
    fullName: fullName(person),
    signature: signature(person),
    initials: [person.lastName, person.firstName].map((name) => [...name][0] ?? '').join(''),
    role: person.role,
    demoPin: demoPins.get(person.id) ?? null,
  })
  return {
    current: () => current,
    people: () => people(db).map(tile),
    tile,
    async signIn(id, pin) {
      const person = personOf(db, id)
      const gate = gateOf(db, id)
      if (!person || !gate) return { ok: false, refusal: { code: 'unknownPerson' } }
      // A clock set back must not lock anybody out for days: no wait is longer than the longest.
      const waiting = Math.min(gate.wait_until - clock(), LONGEST_WAIT_S * 1000)
      if (waiting > 0) return { ok: false, refusal: { code: 'wait', seconds: Math.ceil(waiting / 1000) } }
      // Counted as wrong before it is checked: of many tries at once each finds the count of the one before.
      const tries = gate.wrong_tries + 1
      const waitS = tries < FREE_TRIES ? 0 : Math.min(2 ** (tries - FREE_TRIES), LONGEST_WAIT_S)
      note(db, id, tries, waitS === 0 ? 0 : clock() + waitS * 1000)
      if (await isPin(pin, gate.pin)) {
        note(db, id, 0, 0)
        become(person)
        return { ok: true, person: tile(person) }
      }
      if (waitS > 0) return { ok: false, refusal: { code: 'wait', seconds: waitS } }
      return { ok: false, refusal: { code: 'wrongPin', triesUntilWait: FREE_TRIES - tries } }
    },
    lock: () => become(null),
  }
}

/** A disk that takes nothing must not keep people from signing in and seeing why. */
function note(db: Db, id: string, tries: number, waitUntil: number): void {
  try {
    noteTries(db, id, tries, waitUntil)
  } catch (error) {
    if (storageFailure(error) === null) throw error
  }
}

const demoPeople = z.array(personSchema.extend({ pin: z.string() }))

/**
 * The invented people of the demo, put into a workspace that has nobody yet: all or none, so that a kill in between leaves
 * nobody, and never beside real people, to whom their known PINs would be an open door. Returns the PINs, for their tiles.
 */
export async function demoPinsOf(
  branch: { db: Db; random: (bytes: number) => Uint8Array },
  file: string,
  cost?: Cost,
): Promise<Map<string, string>> {
  const invented = demoPeople.parse(JSON.parse(readFileSync(file, 'utf8')))
  if (people(branch.db).length === 0) {
    const hashes = await Promise.all(invented.map(({ pin }) => hashPin(pin, branch.random(16), cost)))
    branch.db
      .transaction(() => {
        for (const [i, { pin: _, ...person }] of invented.entries()) addPerson(branch.db, person, hashes[i] as string)
      })
      .immediate()
  }
  return new Map(invented.map(({ id, pin }) => [id, pin]))
}
