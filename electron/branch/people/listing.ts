/** The people of the branch as the manager sees them, and the names of all for whoever shows what somebody did. */

import { z } from 'zod'
import { helpersOf } from '../../../domain/people/entry.ts'
import { activeManagers, deedTypes } from '../../../domain/people/events.ts'
import { fullName, role, signature } from '../../../domain/people/person.ts'
import type { Deed, MemberShown, PersonName } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { deeds, entryOf, known, members } from '../store/people.ts'
import { ignoredDeeds } from './projection.ts'

/** Those who work here by name, then those who have gone. */
export function peopleShown({ db, knowledge }: Pick<Branch, 'db' | 'knowledge'>): MemberShown[] {
  const all = known(db)
  const [last, ...others] = activeManagers(all)
  return all
    .map((one): MemberShown => {
      const { pin, temporary, badge, wrong_tries } = entryOf(db, one.id)
      const { barAfter } = knowledge.rules.entry
      const { id, lastName, firstName, patronymic, role, retired } = one
      return {
        ...{ id, lastName, firstName, patronymic, role, retired },
        fullName: fullName(one),
        pin: pin === null ? 'none' : temporary ? 'temporary' : 'chosen',
        badge: badge !== null,
        barred: wrong_tries >= barAfter && helpersOf(id, all, { barAfter }).length > 0,
        lastManager: others.length === 0 && last?.id === id,
      }
    })
    .sort((a, b) => Number(a.retired) - Number(b.retired))
}

/** So many of the last deeds are shown; all of them stand in the journal. */
const DEEDS = 30

const about = z.looseObject({
  person: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
  role: role.nullable().catch(null).default(null),
  why: z.string().nullable().catch(null).default(null),
})

/** What was done to whom, in the names of today. */
export function deedsShown({ db }: Pick<Branch, 'db'>): Deed[] {
  const names = new Map(namesOf({ db }).map((one) => [one.id, one.signature]))
  const ignored = new Set(ignoredDeeds(db))
  return deeds(db, DEEDS).flatMap(({ id, at, type, by, payload }) => {
    const read = about.safeParse(payload)
    const what = deedTypes.find((one) => one === type)
    if (!read.success || !what) return []
    const { person, from, role, why } = read.data
    // Why a badge ended is a code with words of its own.
    const words = type === 'badgeRevoked' ? null : why
    const whom = names.get(person ?? from ?? '') ?? ''
    return [{ id, at, what, by: names.get(by) ?? '', whom, role, why: words, counts: !ignored.has(id) }]
  })
}

export const namesOf = ({ db }: Pick<Branch, 'db'>): PersonName[] =>
  members(db).map((one) => ({ id: one.id, signature: signature(one), retired: one.retired }))
