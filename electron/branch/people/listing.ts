/** The people of the branch as the manager sees them, and the names of all for whoever shows what somebody did. */

import { z } from 'zod'
import { helpersOf } from '../../../domain/people/entry.ts'
import { activeManagers, deedTypes } from '../../../domain/people/events.ts'
import { inOrder, tellingNames } from '../../../domain/people/order.ts'
import { fullName, role, signature } from '../../../domain/people/person.ts'
import type { Deed, MemberShown, PersonName } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { branchDisputes } from '../store/entries.ts'
import { deedOf, deeds, entryOf, known, members } from '../store/people.ts'
import { ignoredDeeds } from './projection.ts'

/** Those who work here in the order of the sign-in, then those who have gone. */
export function peopleShown({ db, knowledge }: Pick<Branch, 'db' | 'knowledge'>): MemberShown[] {
  const all = known(db)
  const [last, ...others] = activeManagers(all)
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
      lastManager: others.length === 0 && last?.id === id,
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

/** What was done to whom, in the names of today. */
export function deedsShown({ db }: Pick<Branch, 'db'>): Deed[] {
  const names = new Map(namesOf({ db }).map((one) => [one.id, one.signature]))
  const { ignored, second } = ignoredDeeds(db)
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

/** Who began the branch again and of whom no manager has said anything: neither let back nor disputed. */
export function unansweredFoundings(db: Branch['db']): string[] {
  const back = new Set(members(db).flatMap((one) => (one.retired ? [] : [one.id])))
  const disputed = branchDisputes(db)
  return ignoredDeeds(db).second.filter((id) => {
    const row = deedOf(db, id)
    return row !== null && !back.has(row.by) && !disputed.has(row.hash)
  })
}

export const namesOf = ({ db }: Pick<Branch, 'db'>): PersonName[] =>
  members(db).map((one) => ({ id: one.id, signature: signature(one), retired: one.retired }))
