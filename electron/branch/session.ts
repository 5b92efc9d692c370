/**
 * Who is at the window. Nothing is recorded without a signed-in person; after a restart nobody is. Who he is and what he
 * may do is read anew for each command: a role that changed, or a person who was retired meanwhile, counts at once.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type EntryRule, vouchersFor } from '../../domain/people/entry.ts'
import { activeManagers } from '../../domain/people/events.ts'
import { inOrder, tellingNames } from '../../domain/people/order.ts'
import { fullName, type Person, person as personSchema, signature } from '../../domain/people/person.ts'
import { type Cost, hashPin } from '../../trust/pin.ts'
import type { PersonTile } from '../contract.ts'
import { type Gate, openGate, type Shut } from './people/gate.ts'
import { addPerson, known, memberOf, members, personOf } from './store/people.ts'
import type { Db } from './store/sql.ts'

export type SignIn =
  | { ok: true; person: PersonTile }
  /** `temporary`: the PIN is right and was given by a manager; another one has to be chosen first. */
  | { ok: false; refusal: Shut | { code: 'temporary' } }

export type Session = {
  gate: Gate
  current(): Person | null
  /** Whose typing may still be kept: also of somebody who was retired while he typed, until the window is locked. */
  keeper(): Person | null
  /** Why nobody is signed in although nobody locked the window. */
  ended(): 'retired' | null
  /** Those who work here, for the sign-in screen. */
  people(): PersonTile[]
  /** No manager is known: the first one makes himself known. */
  first(): boolean
  tile(person: Person): PersonTile
  signIn(person: string, pin: string): Promise<SignIn>
  /** He has proved who he is. */
  admit(person: Person): void
  lock(): void
}

type Needs = {
  db: Db
  /** Milliseconds of the program's running time. */
  uptime: () => number
  rule: () => EntryRule
  demoPins: ReadonlyMap<string, string>
  moved(person: Person | null): void
}

export function openSession({ db, uptime, rule, demoPins, moved }: Needs): Session {
  const gate = openGate({ db, uptime, rule })
  let current: string | null = null
  const become = (person: Person | null) => {
    current = person?.id ?? null
    moved(person)
  }
  const tile = (person: Person): PersonTile => ({
    id: person.id,
    fullName: fullName(person),
    signature: signature(person),
    initials: [person.lastName, person.firstName].map((name) => [...name][0] ?? '').join(''),
    role: person.role,
    demoPin: demoPins.get(person.id) ?? null,
    entry: { state: 'pin', by: [] },
  })
  const tiles = () => {
    const people = known(db)
    const active = people.filter(({ retired }) => !retired)
    const names = tellingNames(people)
    const named = (some: readonly Person[]) => some.map((one) => ({ id: one.id, signature: signature(one) }))
    const tiled = active.map((one): PersonTile => {
      const shown = { ...tile(one), fullName: names.get(one.id) ?? fullName(one) }
      if (!one.hasPin) {
        const { needed, by } = vouchersFor(one, people)
        return { ...shown, demoPin: null, entry: { state: needed ? 'vouched' : 'alone', by: named(by) } }
      }
      const helpers = gate.helpers(one, people)
      return helpers.length > 0 ? { ...shown, entry: { state: 'barred', by: named(helpers) } } : shown
    })
    return inOrder(tiled)
  }
  return {
    gate,
    current() {
      const found = current === null ? null : memberOf(db, current)
      if (!found || found.retired) return null
      const { retired: _, ...person } = found
      return person
    },
    keeper: () => (current === null ? null : personOf(db, current)),
    ended: () => (current !== null && memberOf(db, current)?.retired ? 'retired' : null),
    people: tiles,
    first: () => activeManagers(members(db)).length === 0,
    tile,
    async signIn(id, pin) {
      const checked = await gate.check(id, pin)
      if (!checked.ok) return checked
      if (checked.temporary) return { ok: false, refusal: { code: 'temporary' } }
      const person = personOf(db, id)
      if (!person) return { ok: false, refusal: { code: 'unknownPerson' } }
      become(person)
      return { ok: true, person: tile(person) }
    },
    admit: become,
    lock: () => become(null),
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
  if (members(branch.db).length === 0) {
    const hashes = await Promise.all(invented.map(({ pin }) => hashPin(pin, branch.random(16), cost)))
    branch.db
      .transaction(() => {
        for (const [i, { pin: _, ...person }] of invented.entries()) addPerson(branch.db, person, hashes[i] as string)
      })
      .immediate()
  }
  return new Map(invented.map(({ id, pin }) => [id, pin]))
}
