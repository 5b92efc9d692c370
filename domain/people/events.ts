/**
 * Who works at the branch, as its events tell it: who made whom what. No PIN, no badge number and no hash of either ever
 * stands in an event: bytes go to headquarters and to the other computers, what lets a person in stays on each computer.
 * Whatever order events arrive in, every node folds the same people, and a branch that has a manager keeps one.
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

/** Whether nobody who manages the branch would be left if this person no longer did. */
export function isLastManager(people: People, id: string): boolean {
  const managers = activeManagers(people.values())
  return managers.length === 1 && managers[0]?.id === id
}

/** Made by whoever he is himself: the first manager of a branch that had none. */
export function isFounding({ fields, payload }: PeopleEvent): boolean {
  const { data } = fields.type === 'personAdded' ? personAdded.safeParse(payload) : {}
  return data !== undefined && data.person === fields.by && data.role === 'manager'
}

/** After every time of a certificate. */
const NOT_ENROLLED = '~'

/**
 * Where two computers each began a branch, the one that headquarters enrolled first began it: its founding stands before
 * all else. The clock of a computer that was away does not decide who leads the branch (it can be set), headquarters'
 * signature on the certificate does. A computer that nobody certified yet comes last.
 */
function foundingFirst<Event extends PeopleEvent>(events: readonly Event[]): readonly Event[] {
  const since = ({ enrolledAt }: Event) => enrolledAt ?? NOT_ENROLLED
  const [begun, ...others] = events.filter(isFounding)
  if (!begun) return events
  const first = others.reduce((sofar, one) => (since(one) < since(sofar) ? one : sofar), begun)
  return [first, ...events.filter((one) => one !== first)]
}

/**
 * The people after these events, in fold order, over those whom no event made (`base`: the demo's). An event about an
 * unknown person waits for the one that adds him; one that would take the last manager away (two computers, each of
 * which retired the other's) changes nothing. It counts from whoever manages the branch at its place in the order, or
 * where nobody does; all else is `ignored`, for a manager to look at. Whoever was added like that (a first manager, made on
 * a computer that did not know of the branch's) keeps his name among those who have gone, until a manager lets him back.
 */
export function foldPeople<Event extends PeopleEvent>(
  base: readonly Member[],
  events: readonly Event[],
): { people: People; ignored: Event[] } {
  const people = new Map(base.map((one) => [one.id, one]))
  const ignored: Event[] = []
  for (const event of foundingFirst(events)) {
    const { by, type } = event.fields
    const managers = activeManagers(people.values())
    const counts = managers.length === 0 || managers.some(({ id }) => id === by)
    if (!counts) ignored.push(event)
    if (counts || type === 'personAdded') apply(people, type, event.payload, !counts)
  }
  return { people, ignored }
}

/** `enrolledAt`: when headquarters certified the computer whose line it stands in, UTC; null or absent where it has not. */
export type PeopleEvent = { fields: { type: string; by: string }; payload: unknown; enrolledAt?: string | null }

/** `retired`: of whom it adds. */
function apply(people: Map<string, Member>, type: string, payload: unknown, retired: boolean): void {
  switch (type) {
    case 'personAdded': {
      const { data } = personAdded.safeParse(payload)
      if (data && !people.has(data.person)) people.set(data.person, { ...personOf(data), retired })
      return
    }
    case 'personChanged': {
      const { data } = personChanged.safeParse(payload)
      const before = data && people.get(data.person)
      if (!before) return
      const demotes = data.role !== 'manager' && isLastManager(people, before.id)
      people.set(before.id, { ...before, ...personOf(data), role: demotes ? before.role : data.role })
      return
    }
    case 'personRetired': {
      const { data } = personRetired.safeParse(payload)
      const before = data && people.get(data.person)
      if (before && !isLastManager(people, before.id)) people.set(before.id, { ...before, retired: true })
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
