/**
 * What a manager does to the people of the branch. Nobody is deleted: a person is retired and the history keeps the name.
 * The last manager stays one, for a branch without a manager could not take in anybody again.
 */
import { readName } from '../identifiers/names.ts'
import type { EventDraft } from '../journal/event.ts'
import {
  type badgeEnds,
  type Foundings,
  isBesides,
  isLastManager,
  manages,
  ONE_FOUNDING,
  type People,
} from './events.ts'
import { namesakesOf } from './order.ts'
import { may } from './permissions.ts'
import type { Person, Role } from './person.ts'
import { isSaid } from './said.ts'

export type Names = Pick<Person, 'lastName' | 'firstName' | 'patronymic'>

export type PeopleCommand =
  | ({ do: 'addPerson'; command: string; person: string; role: Role; another?: boolean } & Names)
  | ({ do: 'changePerson'; command: string; person: string; role: Role; another?: boolean } & Names)
  | { do: 'retirePerson'; command: string; person: string; why: string }
  | { do: 'returnPerson'; command: string; person: string }
  | { do: 'resetPin'; command: string; person: string }
  | { do: 'giveBadge'; command: string; person: string }
  | { do: 'revokeBadge'; command: string; person: string; why: (typeof badgeEnds)[number] }

export type PeopleRefusal =
  | {
      code:
        | 'roleMayNot'
        | 'unknownPerson'
        | 'lastManager'
        | 'retired'
        | 'notRetired'
        | 'nothingChanged'
        | 'whyMissing'
        | 'ownPin'
        /** He belongs to those who began the branch on another computer, and their manager has not confirmed this one. */
        | 'otherFounding'
    }
  | { code: 'wrongName'; field: keyof Names }
  /** Somebody of this name works here already: said again with `another` it is somebody else. */
  | { code: 'namesake'; role: Role }

export type PeopleDecision = { ok: true; events: EventDraft[] } | { ok: false; refusal: PeopleRefusal }

const refuse = (refusal: PeopleRefusal): PeopleDecision => ({ ok: false, refusal })

/** Decides one command of `actor` on the people as they are. */
export function changePeople(
  wish: PeopleCommand,
  actor: Person,
  people: People,
  foundings: Foundings = ONE_FOUNDING,
): PeopleDecision {
  if (!may(actor, 'managePeople')) return refuse({ code: 'roleMayNot' })
  const { command, person } = wish
  const event = (type: string, payload: EventDraft['payload'] = { command, person }): PeopleDecision => ({
    ok: true,
    events: [{ type, case: null, by: actor.id, payload }],
  })
  if (wish.do === 'addPerson')
    return named(wish, (names) => namesake(wish, names, people) ?? event('personAdded', { ...names, role: wish.role }))
  const found = people.get(person)
  if (!found) return refuse({ code: 'unknownPerson' })
  // Whoever began the branch on another computer is let in: his managers are heard here from then on.
  if (wish.do === 'returnPerson' && isBesides(foundings, actor.id, person)) return event('personReturned')
  if (!manages(foundings, actor.id, person)) return refuse({ code: 'otherFounding' })
  if (wish.do === 'returnPerson') return found.retired ? event('personReturned') : refuse({ code: 'notRetired' })
  if (found.retired) return refuse({ code: 'retired' })
  switch (wish.do) {
    case 'changePerson':
      return named(wish, (names) => {
        const { lastName, firstName, patronymic } = names
        const same = lastName === found.lastName && firstName === found.firstName && patronymic === found.patronymic
        if (same && wish.role === found.role) return refuse({ code: 'nothingChanged' })
        const taken = same ? null : namesake(wish, names, people)
        if (taken) return taken
        if (wish.role !== 'manager' && isLastManager(people, person, foundings)) return refuse({ code: 'lastManager' })
        return event('personChanged', { ...names, role: wish.role })
      })
    case 'retirePerson': {
      const why = wish.why.trim()
      if (!isSaid(why)) return refuse({ code: 'whyMissing' })
      if (isLastManager(people, person, foundings)) return refuse({ code: 'lastManager' })
      return event('personRetired', { command, person, why })
    }
    case 'resetPin':
      // Whoever alone gives PINs must not be left with one that nobody told him: his own he changes at the sign-in.
      return person === actor.id ? refuse({ code: 'ownPin' }) : event('pinReset')
    case 'giveBadge':
      return event('badgeGiven')
    case 'revokeBadge':
      return event('badgeRevoked', { command, person, why: wish.why })
    default:
      return wish satisfies never
  }
}

/** The first of a branch that has nobody who manages it: he makes himself known, and takes in the others. */
export function firstManager(
  wish: { command: string; person: string } & Names,
  people: People,
): PeopleDecision | { ok: false; refusal: { code: 'managerThere' } } {
  if ([...people.values()].some(({ role, retired }) => role === 'manager' && !retired))
    return { ok: false, refusal: { code: 'managerThere' } }
  return named(wish, (names) => ({
    ok: true,
    events: [{ type: 'personAdded', case: null, by: wish.person, payload: { ...names, role: 'manager' } }],
  }))
}

/** The refusal where somebody else of this name works here and nobody has said that this is another person. */
function namesake(
  { role, another }: { role: Role; another?: boolean },
  names: Named,
  people: People,
): PeopleDecision | null {
  if (another) return null
  const [first] = namesakesOf({ ...names, id: names.person, role }, people.values()).filter(({ retired }) => !retired)
  return first ? refuse({ code: 'namesake', role: first.role }) : null
}

type Named = { command: string; person: string } & Names

/** Goes on with the names as they are stored. A patronymic may be missing, and a given name where a person has none. */
function named(wish: Named, go: (names: Named) => PeopleDecision): PeopleDecision {
  const { command, person } = wish
  const read = { lastName: '', firstName: '', patronymic: '' }
  for (const field of ['lastName', 'firstName', 'patronymic'] as const) {
    const typed = wish[field].trim()
    if (typed === '' && field !== 'lastName') continue
    const reading = readName(typed)
    if (reading.level === 'error') return refuse({ code: 'wrongName', field })
    read[field] = reading.value
  }
  return go({ command, person, ...read })
}
