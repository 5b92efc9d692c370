/** The older case that another is to follow, as this computer holds it. */
import { type Case, isOpen } from '../../../domain/cases/case.ts'
import type { OlderCase } from '../../../domain/cases/lifeCommands.ts'
import { samePerson } from '../../../domain/customers/person.ts'
import type { Branch } from '../branch.ts'
import { casesOfPerson, keysOfKnown } from '../customers/known.ts'
import { caseOf } from '../projection.ts'
import { notAboutViewer } from '../sight.ts'

/** Null where it is not here. */
export function olderOf(branch: Branch, { id }: Case, into: string): OlderCase | null {
  const older = caseOf(branch, into)
  if (!older) return null
  const [mine, theirs] = [keysOfKnown(branch.db, id), keysOfKnown(branch.db, into)]
  const { number, registeredAt, state } = older
  return {
    ...{ id: into, number, registeredAt, state },
    samePerson: samePerson(mine.keys, theirs.keys),
    sameMatter: mine.matters.some((matter) => theirs.matters.includes(matter)),
  }
}

/** So many of the person's other cases are looked at. */
const MOST = 20

/** Those that this case may follow, the oldest first. */
export function olderOnes(branch: Branch, found: Case): OlderCase[] {
  const { keys, matters } = keysOfKnown(branch.db, found.id)
  return notAboutViewer(branch, casesOfPerson(branch, keys, matters))
    .filter(({ row }) => `${row.registered_at} ${row.id}` < `${found.registeredAt} ${found.id}`)
    .filter(({ matters: theirs }) => theirs.some((one) => matters.includes(one)))
    .slice(0, MOST)
    .flatMap(({ row }) => olderOf(branch, found, row.id) ?? [])
    .filter(({ state, samePerson, sameMatter }) => isOpen(state) && samePerson && sameMatter)
    .sort((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1))
}
