/**
 * In which order the people of the branch stand wherever they are listed, and what tells two of one name apart. Kazakh
 * order whatever the screen speaks: no name changes its place, nor its key at the sign-in, with the language.
 */
import { kazakhOrder } from '../customers/kazakhOrder.ts'
import { fullName, type Person, role } from './person.ts'

type Listed = Pick<Person, 'id' | 'role'> & { fullName: string }

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Those who stand at the window most come first; within a role by name. */
export function inOrder<One extends Listed>(people: readonly One[]): One[] {
  const rank = (one: One) => role.options.indexOf(one.role)
  return people
    .map((one) => ({ one, name: kazakhOrder(one.fullName) }))
    .sort((a, b) => rank(a.one) - rank(b.one) || compare(a.name, b.name) || compare(a.one.id, b.one.id))
    .map(({ one }) => one)
}

const sounded = (one: Person): string => kazakhOrder(fullName(one))

/** Those who have the name of this person, whatever letters are capitals, and are somebody else. */
export const namesakesOf = <One extends Person>(one: Person, people: Iterable<One>): One[] =>
  [...people].filter((other) => other.id !== one.id && sounded(other) === sounded(one))

/**
 * The names by which these people are told apart: as they are, and where several have one name with a number behind it, by
 * ids, which grow with time: `Бекова Алма (1)`. Give all who ever worked here, and nobody's number changes.
 */
export function tellingNames(people: readonly Person[]): ReadonlyMap<string, string> {
  return new Map(
    people.map((one) => {
      const others = namesakesOf(one, people)
      const place = others.filter(({ id }) => id < one.id).length + 1
      return [one.id, others.length === 0 ? fullName(one) : `${fullName(one)} (${place})`]
    }),
  )
}
