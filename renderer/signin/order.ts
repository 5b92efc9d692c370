/** In which order the people of the branch stand on the sign-in screen. The digit on a tile follows this order. */
import { role } from '../../domain/people/person.ts'
import type { PersonTile } from '../../electron/contract.ts'

/** Kazakh whatever the screen speaks: Ә stands after А, Қ after К, and no name changes its key with the language. */
const kazakh = new Intl.Collator('kk')

/** Those who stand at the window most come first; within a role by name. */
export function inOrder(people: readonly PersonTile[]): PersonTile[] {
  const roles = role.options
  return [...people].sort(
    (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || kazakh.compare(a.fullName, b.fullName),
  )
}
