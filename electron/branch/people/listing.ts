/** The people of the branch as the manager sees them, and the names of all for whoever shows what somebody did. */

import { z } from 'zod'
import { helpersOf } from '../../../domain/people/entry.ts'
import { deedTypes, isBesides, isLastManager, manages } from '../../../domain/people/events.ts'
import { inOrder, tellingNames } from '../../../domain/people/order.ts'
import { fullName, role, signature } from '../../../domain/people/person.ts'
import type { Deed, MemberShown, PersonName } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { branchDisputes } from '../store/entries.ts'
import { deedOf, deeds, entryOf, known, members } from '../store/people.ts'
import { deedsApart, foundingsNow, peopleNow } from './projection.ts'

/** Those who work here in the order of the sign-in, then those who have gone, for this manager. */
export function peopleShown({ db, knowledge }: Pick<Branch, 'db' | 'knowledge'>, manager: string): MemberShown[] {
  const all = known(db)
  const [people, foundings] = [peopleNow(db), foundingsNow(db)]
  const names = tellingNames(all)
  const shown = all.map((one): MemberShown => {
    const { pin, temporary, badge, wrong_tries } = entryOf(db, one.id)
    const { barAfter } = knowledge.rules.entry
    const { id, lastName, firstName, patronymic, role, retired } = one
    return {
      ...{ id, lastName, firstName, patronymic, role, retired },
      fullName: names.get(id) ?? fullName(one),
      pin: pin === null ? 'none' : temporary ? 'temporary' : 'chosen',
      badge: badge !== null,
      barred: wrong_tries >= barAfter && helpersOf(id, all, { barAfter }).length > 0,
      lastManager: isLastManager(people, id, foundings),
      founding: isBesides(foundings, manager, id) ? 'besides' : manages(foundings, manager, id) ? 'own' : 'other',
    }
  })
  return inOrder(shown).sort((a, b) => Number(a.retired) - Number(b.retired))
}

/** So many of the last deeds are shown; all of them stand in the journal. */
const DEEDS = 30

const about = z.looseObject({
  person: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
  role: role.nullable().catch(null).default(null),
  why: z.string().nullable().catch(null).default(null),
})

/** What was done to whom, in the names of today, for this manager. */
export function deedsShown({ db }: Pick<Branch, 'db'>, manager: string): Deed[] {
  const names = new Map(namesOf({ db }).map((one) => [one.id, one.signature]))
  const { ignored, second } = deedsApart(db, manager)
  // A clock that is years behind must not hide who began the branch again.
  const rows = [
    ...second.flatMap((id) => deedOf(db, id) ?? []),
    ...deeds(db, DEEDS).filter(({ id }) => !second.includes(id)),
  ]
  return rows.flatMap(({ id, at, type, by, payload }) => {
    const read = about.safeParse(payload)
    const what = deedTypes.find((one) => one === type)
    if (!read.success || !what) return []
    const { person, from, role, why } = read.data
    // Why a badge ended is a code with words of its own.
    const words = type === 'badgeRevoked' ? null : why
    const whom = names.get(person ?? from ?? '') ?? ''
    return [
      {
        id,
        at,
        what,
        by: names.get(by) ?? '',
        whom,
        role,
        why: words,
        counts: !ignored.includes(id),
        second: second.includes(id),
      },
    ]
  })
}

/** Foundings beside this manager's own of which nobody here has said anything: neither let in nor disputed. */
export function unansweredFoundings(db: Branch['db'], manager: string): string[] {
  const disputed = branchDisputes(db)
  return deedsApart(db, manager).second.filter((id) => {
    const row = deedOf(db, id)
    return row !== null && !(disputed.get(row.hash) ?? []).some(({ by }) => by !== row.by)
  })
}

export const namesOf = ({ db }: Pick<Branch, 'db'>): PersonName[] =>
  members(db).map((one) => ({ id: one.id, signature: signature(one), retired: one.retired }))
