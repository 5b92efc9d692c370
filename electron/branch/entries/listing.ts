/**
 * What stands in the journal of the branch beside its cases, for whoever wants to say that it was not so. Of a payload only
 * what names a thing of the branch is shown (a person, an outage, a year): no case, no draft and no customer.
 */
import { z } from 'zod'
import { isEventType } from '../../../domain/cases/events.ts'
import { type Actor, may } from '../../../domain/people/permissions.ts'
import { signature } from '../../../domain/people/person.ts'
import type { EntriesPage, EntryShown } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { branchDisputes, branchEntries, type Dispute, type EntryRow } from '../store/entries.ts'
import { personOf } from '../store/people.ts'

type Reader = Pick<Branch, 'db' | 'session'>

/** For whom the entries are listed; null: all of them. */
export const viewerFor = (person: Actor): string | null => (may(person, 'managePeople') ? null : person.id)

/** Nobody is signed in: nothing. What was done to people is the manager's to see, and everybody's own. */
export function entriesPage(branch: Reader, { offset, limit }: { offset: number; limit: number }): EntriesPage {
  const person = branch.session.current()
  if (!person) return { rows: [], more: false }
  const rows = branchEntries(branch.db, { viewer: viewerFor(person), offset, limit: limit + 1 })
  const disputes = branchDisputes(branch.db)
  return {
    rows: rows.slice(0, limit).map((row) => shown(branch, row, disputes.get(row.hash) ?? [], person.id)),
    more: rows.length > limit,
  }
}

function shown({ db }: Reader, row: EntryRow, disputes: readonly Dispute[], viewer: string): EntryShown {
  const { line, seq, hash, at, type, by, window } = row
  return {
    entry: { line, seq, hash },
    at,
    // A later program may have written what this one has no words for.
    type: isEventType(type) ? type : null,
    window,
    by: nameOf(db, by),
    about: aboutOf(db, row),
    disputes: disputes.map((one) => ({ at: one.at, by: nameOf(db, one.by), words: one.words })),
    disputed: disputes.some((one) => one.by === viewer),
  }
}

const named = z
  .looseObject({
    person: z.string().optional().catch(undefined),
    from: z.string().optional().catch(undefined),
    number: z.string().max(40).optional().catch(undefined),
    year: z.int().optional().catch(undefined),
    words: z.string().optional().catch(undefined),
  })
  .catch({})

/** Whom or what it is about, in a word or two; empty where its kind says it all. */
function aboutOf(db: Branch['db'], { type, payload }: EntryRow): string {
  const { person, from, number, year, words } = named.parse(payload)
  if (type === 'entryDisputed') return words ?? ''
  const whom = person ?? from
  if (whom !== undefined) return nameOf(db, whom) ?? ''
  if (type.startsWith('outage')) return number ?? ''
  return type === 'calendarChanged' && year !== undefined ? String(year) : ''
}

function nameOf(db: Branch['db'], id: string): string | null {
  const person = personOf(db, id)
  return person && signature(person)
}
