/** Who a mark on a sheet means here: open drafts by their label, cases by their number or by the label they once had. */
import type { Lookup, Owner } from '../../../domain/filing/filing.ts'
import { type Mark, markText } from '../../../domain/filing/marks.ts'
import { fold } from '../../../domain/procedures/fold.ts'
import type { Branch } from '../branch.ts'
import { draftLabel } from '../draftLabel.ts'
import { registrationOf } from '../projection.ts'
import { eventsOfCase } from '../store/journal.ts'
import { sql } from '../store/sql.ts'

type Needs = Pick<Branch, 'db'>

/**
 * For one piece of work, within one record: a pile of a hundred pages bears few marks, and each is looked up once. To be
 * thrown away after it, for owners change.
 */
export function ownersLookup(branch: Needs): Lookup {
  const known = new Map<string, Owner[]>()
  return (mark) => {
    const text = markText(mark)
    const owners = known.get(text) ?? ownersOf(branch, mark)
    known.set(text, owners)
    return owners
  }
}

/** Two cases can have had one label; then both are named and a person decides. */
function ownersOf({ db }: Needs, mark: Mark): Owner[] {
  if ('number' in mark)
    return sql<{ case: string }>(db, 'SELECT id AS "case" FROM cases WHERE number = ?').all(mark.number)
  const drafts = sql<{ draft: string }>(db, 'SELECT id AS draft FROM draft WHERE label = ?').all(mark.label)
  return [...drafts, ...casesOnceCalled({ db }, mark.label)]
}

/** The search text holds the label among other words, so what it finds is checked against the registration itself. */
function casesOnceCalled({ db }: Needs, label: string): Owner[] {
  const candidates = sql<{ id: string }>(db, 'SELECT id FROM cases WHERE instr(search, ?) > 0').all(fold(label))
  return candidates
    .filter(({ id }) => {
      const { branch, window, command } = registrationOf(eventsOfCase(db, id)).payload
      return draftLabel(branch, window, command) === label
    })
    .map(({ id }) => ({ case: id }))
}
