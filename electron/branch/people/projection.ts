/** The people as a function of the journal: an event that arrives late gives the same people everywhere. */
import {
  type Foundings,
  foldPeople,
  isBesides,
  isFounding,
  type Member,
  peopleTypes,
} from '../../../domain/people/events.ts'
import type { Branch } from '../branch.ts'
import { project } from '../projection.ts'
import { casesOfTypes } from '../store/cases.ts'
import { basePeople, eventsOfPeople, members, removeEntry, saveMember } from '../store/people.ts'
import type { Db } from '../store/sql.ts'

type Projector = Pick<Branch, 'db' | 'knowledge'>

/**
 * Makes the people anew, in the caller's transaction. Whoever has gone comes in with nothing that let him in before. Cases
 * that can name somebody are read again, for there may be another name to look for.
 */
export function projectPeople(branch: Projector): void {
  projectMembers(branch.db)
  nameAgain(branch)
}

/** At start, when nearly always everything is as it was. */
export function projectPeopleAtStart(branch: Projector): void {
  const before = JSON.stringify(members(branch.db))
  projectMembers(branch.db)
  if (JSON.stringify(members(branch.db)) !== before) nameAgain(branch)
}

const folded = (db: Db) => foldPeople(basePeople(db), eventsOfPeople(db))

/** Who manages whom, where the branch was begun on more than one computer. */
export const foundingsNow = (db: Db): Foundings => folded(db).foundings

/**
 * Ids of the events that said something of people and had no say, and of those by which somebody began the branch whom
 * nobody of this manager's founding has confirmed.
 */
export function deedsApart(db: Db, manager: string): { ignored: string[]; second: string[] } {
  const events = eventsOfPeople(db)
  const { ignored, foundings } = foldPeople(basePeople(db), events)
  const ids = (some: typeof ignored) => some.map(({ id }) => id)
  const second = events.filter((one) => isFounding(one) && isBesides(foundings, manager, one.fields.by))
  return { ignored: ids(ignored), second: ids(second) }
}

function projectMembers(db: Db): void {
  for (const one of folded(db).people.values()) {
    saveMember(db, one)
    if (one.retired) removeEntry(db, one.id)
  }
}

function nameAgain({ db, knowledge }: Projector): void {
  const types = knowledge.catalogue.forms.filter(({ staff }) => staff).map(({ code }) => code)
  for (const id of casesOfTypes(db, types)) project({ db, knowledge }, id)
}

/** Makes the people anew where these events say something of them; true then. */
export function projectPeopleOf(branch: Projector, events: readonly { fields: { type: string } }[]): boolean {
  const said = events.some(({ fields }) => peopleTypes.some((type) => type === fields.type))
  if (said) projectPeople(branch)
  return said
}

/** Who this was at a place in the order: what somebody is today he may not have been then. Null for whom nobody had added yet. */
export const personThen = (db: Db, id: string, clock: string): Member | null =>
  foldPeople(basePeople(db), eventsOfPeople(db, clock)).people.get(id) ?? null

/** The people by id. */
export const peopleNow = (db: Db) => new Map(members(db).map((one) => [one.id, one]))
