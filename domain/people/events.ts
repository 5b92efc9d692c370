/**
 * Who works at the branch, as its events tell it: who made whom what. No PIN, no badge number and no hash of either ever
 * stands in an event: bytes go to headquarters and to the other computers, what lets a person in stays on each computer.
 * Whatever order events arrive in, every node folds the same people, and whoever has a manager keeps one. That the branch
 * was begun on another computer too takes nobody's place from him.
 */
import { z } from 'zod'
import { type Person, person, role } from './person.ts'

const command = z.uuid()
const id = z.uuid()
const name = z.string().max(100)
const names = { lastName: name, firstName: name, patronymic: name }

export const personAdded = z.strictObject({ command, person: id, ...names, role })
/** The whole of it as it is from now on. */
export const personChanged = z.strictObject({ command, person: id, ...names, role })
export const personRetired = z.strictObject({ command, person: id, why: z.string().max(200) })
export const personReturned = z.strictObject({ command, person: id })
/** A manager gave a temporary PIN for this window; the first sign-in with it asks for another one. */
export const pinReset = z.strictObject({ command, person: id })
/** A person chose a PIN for this window. `confirmedBy`: who vouched for him where he had none here; null where nobody had to. */
export const pinChosen = z.strictObject({ command, person: id, confirmedBy: id.nullable() })
/** After too many wrong PINs somebody let the person in again. */
export const pinUnlocked = z.strictObject({ command, person: id })
export const badgeGiven = z.strictObject({ command, person: id })
export const badgeEnds = ['lost', 'replaced', 'returned'] as const
export const badgeRevoked = z.strictObject({ command, person: id, why: z.enum(badgeEnds) })
/** A draft that its opener does not finish went to somebody else. `label`: of the draft; `from`: whose it was. */
export const draftTakenOver = z.strictObject({
  command,
  draft: id,
  label: z.string().max(40),
  from: id,
  why: z.string().max(200),
})

export const peopleEvents = {
  personAdded,
  personChanged,
  personRetired,
  personReturned,
  pinReset,
  pinChosen,
  pinUnlocked,
  badgeGiven,
  badgeRevoked,
  draftTakenOver,
} as const

/** All of them, for whoever lists what was done to whom. */
export const deedTypes = [
  'personAdded',
  'personChanged',
  'personRetired',
  'personReturned',
  'pinReset',
  'pinChosen',
  'pinUnlocked',
  'badgeGiven',
  'badgeRevoked',
  'draftTakenOver',
] as const satisfies readonly (keyof typeof peopleEvents)[]

/** Events out of which the people are made. */
export const peopleTypes = ['personAdded', 'personChanged', 'personRetired', 'personReturned'] as const

/** A person of the branch; one who has gone keeps the name in the history. */
export type Member = Person & { retired: boolean }
export type People = ReadonlyMap<string, Member>

export const activeManagers = (people: Iterable<Member>): Member[] =>
  [...people].filter(({ retired, role }) => !retired && role === 'manager')

/** Who began the branch, for a branch that was begun on more than one computer. */
export type Foundings = {
  /** By person: whose founding took him in, the first first; `NOT_FOUNDED` where no event did. */
  of: ReadonlyMap<string, readonly string[]>
  /** By founder: the other founders whom a manager of his has confirmed. */
  heard: ReadonlyMap<string, ReadonlySet<string>>
}
const NOT_FOUNDED = ''
/** A branch that was begun once. */
export const ONE_FOUNDING: Foundings = { of: new Map(), heard: new Map() }

const foundingsOf = ({ of }: Foundings, id: string): readonly string[] => of.get(id) ?? [NOT_FOUNDED]
/** Under whose founding this person acts. */
const homeOf = (foundings: Foundings, id: string): string => foundingsOf(foundings, id)[0] ?? NOT_FOUNDED
const hears = ({ heard }: Foundings, founding: string, home: string) =>
  founding === home || heard.get(founding)?.has(home) === true

/** Whether this manager manages this person: whom his own founding took in, and whoever has confirmed it. */
export const manages = (foundings: Foundings, manager: string, person: string): boolean =>
  foundingsOf(foundings, person).every((one) => hears(foundings, one, homeOf(foundings, manager)))

/** Whether this person began the branch on his own, and this manager's founding has not confirmed him. */
export const isBesides = (foundings: Foundings, manager: string, person: string): boolean =>
  homeOf(foundings, person) === person && !hears(foundings, homeOf(foundings, manager), person)

/** Whether somebody would be left whom nobody manages if this person no longer did. */
export function isLastManager(people: People, id: string, foundings: Foundings = ONE_FOUNDING): boolean {
  const managers = activeManagers(people.values())
  const all = new Set([...people.keys()].flatMap((one) => foundingsOf(foundings, one)))
  return [...all].some((founding) => {
    const [first, ...others] = managers.filter((one) => hears(foundings, founding, homeOf(foundings, one.id)))
    return first?.id === id && others.length === 0
  })
}

/** Made by whoever he is himself: the first manager of a branch that had none. */
export function isFounding({ fields, payload }: PeopleEvent): boolean {
  const { data } = fields.type === 'personAdded' ? personAdded.safeParse(payload) : {}
  return data !== undefined && data.person === fields.by && data.role === 'manager'
}

/** Whom an event is about; of a foreign payload perhaps nobody. */
const about = z.looseObject({ person: z.string() }).catch({ person: '' })

/**
 * The people after these events, in fold order, over those whom no event made (`base`: the demo's). An event about an
 * unknown person waits for the one that adds him; one that would leave somebody without a manager (two computers, each of
 * which retired the other's) changes nothing. It counts from whoever manages the person at its place in the order, or where
 * nobody manages; all else is `ignored`, for a manager to look at.
 *
 * Where two computers each began the branch, both beginnings stand, whatever clocks and certificates say: neither tells who
 * really leads it, and nobody who works at a computer may lose his place to another one. Each manager manages those whom his
 * own founding took in; he manages the others once a manager of theirs has let the founder in (`personReturned`).
 */
export function foldPeople<Event extends PeopleEvent>(
  base: readonly Member[],
  events: readonly Event[],
): { people: People; ignored: Event[]; foundings: Foundings } {
  const people = new Map(base.map((one) => [one.id, one]))
  const of = new Map<string, string[]>(base.map(({ id }) => [id, [NOT_FOUNDED]]))
  const heard = new Map<string, Set<string>>()
  const foundings: Foundings = { of, heard }
  const ignored: Event[] = []
  // Nobody's own founding can be written over by who adds him in another.
  for (const event of events.filter(isFounding)) {
    const { by } = event.fields
    if (of.has(by)) continue
    of.set(by, [by])
    apply(people, foundings, event, true)
  }
  for (const event of events) {
    const { by, type } = event.fields
    if (isFounding(event) && homeOf(foundings, by) === by) continue
    const { person } = about.parse(event.payload)
    const managers = activeManagers(people.values())
    const isManager = managers.some(({ id }) => id === by)
    const home = homeOf(foundings, by)
    const letsIn = isManager && type === 'personReturned' && isBesides(foundings, by, person)
    if (letsIn) heard.set(home, (heard.get(home) ?? new Set()).add(person))
    const governs = type === 'personAdded' || !people.has(person) || manages(foundings, by, person)
    const counts = managers.length === 0 || (isManager && governs)
    if (!counts && !letsIn) ignored.push(event)
    if (type === 'personAdded') {
      // Who was added by nobody who might waits for who might.
      if (counts && !of.has(person)) people.delete(person)
      apply(people, foundings, event, counts)
      const known = people.get(person)
      // Whom another founding had added and closed the access of: this one takes him in all the same.
      if (counts && known && !foundingsOf(foundings, person).includes(home))
        people.set(person, { ...known, retired: false })
      if (counts) of.set(person, [...new Set([...(of.get(person) ?? []), home])])
    } else if (counts) apply(people, foundings, event, true)
  }
  return { people, ignored, foundings }
}

export type PeopleEvent = { fields: { type: string; by: string }; payload: unknown }

/** `counts`: whom nobody adds who might keeps his name among those who have gone. */
function apply(
  people: Map<string, Member>,
  foundings: Foundings,
  { fields: { type }, payload }: PeopleEvent,
  counts: boolean,
): void {
  switch (type) {
    case 'personAdded': {
      const { data } = personAdded.safeParse(payload)
      if (data && !people.has(data.person)) people.set(data.person, { ...personOf(data), retired: !counts })
      return
    }
    case 'personChanged': {
      const { data } = personChanged.safeParse(payload)
      const before = data && people.get(data.person)
      if (!before) return
      const demotes = data.role !== 'manager' && isLastManager(people, before.id, foundings)
      people.set(before.id, { ...before, ...personOf(data), role: demotes ? before.role : data.role })
      return
    }
    case 'personRetired': {
      const { data } = personRetired.safeParse(payload)
      const before = data && people.get(data.person)
      if (before && !isLastManager(people, before.id, foundings)) people.set(before.id, { ...before, retired: true })
      return
    }
    case 'personReturned': {
      const { data } = personReturned.safeParse(payload)
      const before = data && people.get(data.person)
      if (before) people.set(before.id, { ...before, retired: false })
      return
    }
    default:
      return
  }
}

const personOf = ({ person: id, lastName, firstName, patronymic, role }: z.infer<typeof personAdded>): Person =>
  person.parse({ id, lastName, firstName, patronymic, role })
