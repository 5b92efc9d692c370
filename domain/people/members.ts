/**
 * Who belongs to the branch, and by whose word: a branch may have been begun on more than one computer, and each beginning (a
 * founding, named by its founder) has managers of its own. None of them is the right one here.
 */
import type { Person } from './person.ts'

/** A person of the branch; one who has gone keeps the name in the history. */
export type Member = Person & { retired: boolean }
export type People = ReadonlyMap<string, Member>

export const activeManagers = (people: Iterable<Member>): Member[] =>
  [...people].filter(({ retired, role }) => !retired && role === 'manager')

/** Who began the branch, for a branch that was begun on more than one computer. */
export type Foundings = {
  /** By person: the foundings that took him in, the first first; `NOT_FOUNDED` where no event did. */
  of: ReadonlyMap<string, readonly string[]>
  /** By founder: the other founders whom a manager of his has confirmed. */
  heard: ReadonlyMap<string, ReadonlySet<string>>
  /** By person: the foundings that have him as a manager now; the first that took him in where absent. */
  leads?: ReadonlyMap<string, readonly string[]>
}
export const NOT_FOUNDED = ''
/** A branch that was begun once. */
export const ONE_FOUNDING: Foundings = { of: new Map(), heard: new Map() }

const foundingsOf = ({ of }: Foundings, id: string): readonly string[] => of.get(id) ?? [NOT_FOUNDED]
export const ledBy = (foundings: Foundings, id: string): readonly string[] =>
  foundings.leads ? (foundings.leads.get(id) ?? []) : foundingsOf(foundings, id).slice(0, 1)
const knows = ({ heard }: Foundings, founding: string, other: string) =>
  founding === other || heard.get(founding)?.has(other) === true
/** Whether a founding is led by this manager, or has confirmed one that he leads. */
export const hears = (foundings: Foundings, founding: string, manager: string) =>
  ledBy(foundings, manager).some((led) => knows(foundings, founding, led))

/**
 * Whether this manager manages this person: as one whom his own founding took in, or one that has confirmed it. Another founding
 * that claims the person as well takes nothing from that.
 */
export const manages = (foundings: Foundings, manager: string, person: string): boolean =>
  foundingsOf(foundings, person).some((one) => hears(foundings, one, manager))

/** Whether this person began the branch on his own, and a founding that this manager leads has not confirmed him. */
export const isBesides = (foundings: Foundings, manager: string, person: string): boolean =>
  manager !== person &&
  foundingsOf(foundings, person).includes(person) &&
  !ledBy(foundings, manager).every((led) => knows(foundings, led, person))

/** Whether somebody would be left whom nobody manages if this person no longer did. */
export function isLastManager(people: People, id: string, foundings: Foundings = ONE_FOUNDING): boolean {
  const managers = activeManagers(people.values())
  const all = new Set([...people.keys()].flatMap((one) => foundingsOf(foundings, one)))
  return [...all].some((founding) => {
    const [first, ...others] = managers.filter((one) => hears(foundings, founding, one.id))
    return first?.id === id && others.length === 0
  })
}
