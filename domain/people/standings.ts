/**
 * What each founding of the branch says of each person, as events are laid down one after another. A person is the most of what
 * any of them says: has gone only where all say so, and has the highest role that one of them still gives. No founding that
 * somebody managed is ever left without a manager.
 */
import { type Foundings, hears, type Member, NOT_FOUNDED, type People } from './members.ts'
import { type Person, type Role, role } from './person.ts'

type Standing = { role: Role; retired: boolean }
type Names = Pick<Person, 'lastName' | 'firstName' | 'patronymic'>
type Named = Names & { person: string; role: Role }

export type Standings = {
  has(id: string): boolean
  /** Whether anybody manages anybody. */
  isManaged(): boolean
  /** Takes the person in for these foundings; for none he is known by name only, until one takes him in. */
  add(said: Named, foundings: readonly string[]): void
  /** Changes what these foundings say of him (null: all that know him), and his name where one is given. */
  change(id: string, foundings: readonly string[] | null, to: Partial<Standing>, names?: Names): void
  /** These foundings confirm that founder. */
  letIn(foundings: readonly string[], founder: string): void
  /** The foundings that took this person in and hear this manager. */
  governed(manager: string, id: string): string[]
  foundings(): Foundings
  people(): People
}

export function openStandings(base: readonly Member[]): Standings {
  const names = new Map<string, Names>()
  const standings = new Map<string, Map<string, Standing>>()
  /** Those whom nobody took in who might. */
  const unheard = new Set<string>()
  const heard = new Map<string, Set<string>>()
  for (const { id, role, retired, ...named } of base) {
    names.set(id, namesOf(named))
    standings.set(id, new Map([[NOT_FOUNDED, { role, retired }]]))
  }

  const leads = (of: ReadonlyMap<string, Standing>) =>
    [...of].filter(([, { role, retired }]) => role === 'manager' && !retired).map(([founding]) => founding)
  const foundings = (): Foundings => {
    const known = [...standings].filter(([id]) => !unheard.has(id))
    return {
      of: new Map(known.map(([id, of]) => [id, [...of.keys()]])),
      heard,
      leads: new Map([...standings].map(([id, of]) => [id, leads(of)])),
    }
  }
  const managed = () => {
    const now = foundings()
    const all = new Set([...now.of.values()].flat())
    return new Set([...all].filter((one) => [...standings.keys()].some((id) => hears(now, one, id))))
  }

  return {
    has: (id) => standings.has(id),
    isManaged: () => [...standings.values()].some((of) => leads(of).length > 0),
    add({ person: id, role, ...named }, takenIn) {
      if (takenIn.length > 0 && unheard.delete(id)) standings.delete(id)
      const of = standings.get(id)
      if (!of) names.set(id, namesOf(named))
      if (!of && takenIn.length === 0) unheard.add(id)
      const fresh =
        of ?? new Map<string, Standing>(takenIn.length === 0 ? [[NOT_FOUNDED, { role, retired: true }]] : [])
      for (const founding of takenIn) if (!fresh.has(founding)) fresh.set(founding, { role, retired: false })
      standings.set(id, fresh)
    },
    change(id, which, to, named) {
      const of = standings.get(id)
      if (!of || which?.length === 0) return
      unheard.delete(id)
      if (named) names.set(id, namesOf(named))
      for (const founding of which ?? of.keys()) {
        const before = of.get(founding)
        if (!before) continue
        const held = managed()
        of.set(founding, { ...before, ...to })
        const still = managed()
        if ([...held].some((one) => !still.has(one))) of.set(founding, before)
      }
    },
    letIn(which, founder) {
      for (const one of which) heard.set(one, (heard.get(one) ?? new Set()).add(founder))
    },
    governed(manager, id) {
      const now = foundings()
      return [...(standings.get(id)?.keys() ?? [])].filter((one) => hears(now, one, manager))
    },
    foundings,
    people: () =>
      new Map(
        [...standings].map(([id, of]) => {
          const named = names.get(id) as Names
          return [id, { id, ...named, ...most([...of.values()]) }]
        }),
      ),
  }
}

const namesOf = ({ lastName, firstName, patronymic }: Names): Names => ({ lastName, firstName, patronymic })

function most(said: readonly Standing[]): Standing {
  const active = said.filter(({ retired }) => !retired)
  const roles = (active.length > 0 ? active : said).map((one) => role.options.indexOf(one.role))
  return { role: role.options[Math.max(...roles)] as Role, retired: active.length === 0 }
}
