/**
 * What of a person's cases may be put into somebody's hand: only on a registered request, only after the document
 * was seen, and only papers that are surely the person's. A telephone with a surname is enough to offer a case to a clerk;
 * on paper a family would read of one another.
 */
import { answerTo } from '../forms/conditions.ts'
import type { Answers, Form } from '../forms/schema.ts'
import { nameToFind } from './evidence.ts'
import { personKeys, samePerson } from './person.ts'

export type HandOutObstacle = 'notHandedOut' | 'identityNotSeen'

/** Why the list of slips is not printed from this case, or null where it may be. */
export function handOutObstacle(form: Form, answers: Answers): HandOutObstacle | null {
  if (!form.handsOut?.includes('slips')) return 'notHandedOut'
  return answerTo(answers, 'id_seen') === true ? null : 'identityNotSeen'
}

/** Whether a paper is surely of the person: one number or date of birth, or a telephone with the whole name. */
export function isSurelyOf(person: Answers, paper: Answers): boolean {
  const [one, other] = [personKeys(person), personKeys(paper)]
  if (!samePerson(one, other)) return false
  const shared = one.filter((a) => other.some((b) => a.kind === b.kind && a.value === b.value))
  if (shared.some(({ kind }) => kind !== 'phoneName')) return true
  const name = nameToFind(person)
  return name !== null && name === nameToFind(paper)
}
