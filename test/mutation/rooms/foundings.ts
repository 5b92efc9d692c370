/** A branch that was begun more than once: nobody loses to another beginning what his own gave him. */
import { type Mechanism, within } from '../mechanism.ts'

const tests = ['test/domain/people-claimed.test.ts', 'test/domain/people.test.ts']
const inStandings = within('domain/people/standings.ts', tests)
const inMembers = within('domain/people/members.ts', tests)
const inEvents = within('domain/people/events.ts', tests)

export const foundings: readonly Mechanism[] = [
  inStandings(
    'founding-retires-nobody',
    'a person has gone only where every beginning of the branch that took him in says so',
    'retired: active.length === 0',
    'retired: active.length < said.length',
  ),
  inStandings(
    'founding-lowers-nobody',
    'a person has the highest role that one of them gives him',
    'Math.max(...roles)',
    'Math.min(...roles)',
  ),
  inStandings(
    'founding-stays-led',
    'no beginning is left without a manager',
    'if ([...held].some((one) => !still.has(one))) of.set(founding, before)',
    'if ([...held].length < [...still].length) of.set(founding, before)',
  ),
  inEvents(
    'founding-first',
    'nobody’s own beginning is written over by who takes him into another',
    'if (!standings.has(fields.by)) standings.add(personAdded.parse(payload), [fields.by])',
    'void [fields, payload]',
  ),
  inEvents(
    'founding-governs-its-own',
    'a manager changes those only whom his own beginning took in',
    ': standings.governed(by, person)',
    ': led.length > 0 ? [...(foundings.of.get(person) ?? [])] : []',
  ),
  inMembers(
    'founding-managed-by-its-own',
    'whoever is claimed by another beginning is managed by his own manager all the same',
    'foundingsOf(foundings, person).some((one) => hears(foundings, one, manager))',
    'foundingsOf(foundings, person).every((one) => hears(foundings, one, manager))',
  ),
  inMembers(
    'founding-in-sight',
    'a second beginning is in sight of who leads the first',
    'foundingsOf(foundings, person).includes(person) &&',
    "foundingsOf(foundings, person).includes('') &&",
  ),
]
