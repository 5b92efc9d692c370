/**
 * Who works at the branch, as its events tell it: who made whom what. No PIN, no badge number and no hash of either ever
 * stands in an event: bytes go to headquarters and to the other computers, what lets a person in stays on each computer.
 * Whatever order events arrive in, every node folds the same people, and whoever has a manager keeps one. That the branch
 * was begun on another computer too takes nobody's place from him.
 */
import { z } from 'zod'
import { type Foundings, isBesides, ledBy, type Member, NOT_FOUNDED, type People } from './members.ts'
import { role } from './person.ts'
import { openStandings, type Standings } from './standings.ts'

export {
  activeManagers,
  type Foundings,
  isBesides,
  isLastManager,
  type Member,
  manages,
  ONE_FOUNDING,
  type People,
} from './members.ts'

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
 * really leads it, and nobody who works at a computer may lose his place to another one. What a person is, each founding that
 * took him in says for itself, and he is the most of it: who claims the people of another may give them more and never less,
 * and their own manager goes on managing them. Each manager manages those whom his own founding took in, and those of another
 * once a manager of theirs has let the founder in (`personReturned`).
 */
export function foldPeople<Event extends PeopleEvent>(
  base: readonly Member[],
  events: readonly Event[],
): { people: People; ignored: Event[]; foundings: Foundings } {
  const standings = openStandings(base)
  const ignored: Event[] = []
  // Nobody's own founding can be written over by who adds him in another.
  for (const { fields, payload } of events.filter(isFounding))
    if (!standings.has(fields.by)) standings.add(personAdded.parse(payload), [fields.by])
  for (const event of events) {
    const { by, type } = event.fields
    const foundings = standings.foundings()
    if (isFounding(event) && foundings.of.get(by)?.includes(by)) continue
    const { person } = about.parse(event.payload)
    const led = ledBy(foundings, by)
    const free = !standings.isManaged()
    const letsIn = type === 'personReturned' && led.length > 0 && isBesides(foundings, by, person)
    if (letsIn) standings.letIn(led, person)
    // Of whom nobody has heard yet nothing is known that could speak against it.
    const governed = type === 'personAdded' || !standings.has(person) ? led : standings.governed(by, person)
    const counts = free || governed.length > 0
    if (!counts && !letsIn) ignored.push(event)
    apply(standings, event, counts ? (free ? null : governed) : [])
  }
  return { people: standings.people(), ignored, foundings: standings.foundings() }
}

export type PeopleEvent = { fields: { type: string; by: string }; payload: unknown }

/** `counts`: the foundings for which the event counts, perhaps none; null for all that there are. */
function apply(
  standings: Standings,
  { fields: { type }, payload }: PeopleEvent,
  counts: readonly string[] | null,
): void {
  switch (type) {
    case 'personAdded': {
      const { data } = personAdded.safeParse(payload)
      // Who was added by nobody who might waits for who might, and keeps his name among those who have gone.
      if (data) standings.add(data, counts ?? [NOT_FOUNDED])
      return
    }
    case 'personChanged': {
      const { data } = personChanged.safeParse(payload)
      if (data) standings.change(data.person, counts, { role: data.role }, data)
      return
    }
    case 'personRetired': {
      const { data } = personRetired.safeParse(payload)
      if (data) standings.change(data.person, counts, { retired: true })
      return
    }
    case 'personReturned': {
      const { data } = personReturned.safeParse(payload)
      if (data) standings.change(data.person, counts, { retired: false })
      return
    }
    default:
      return
  }
}
