/**
 * Cases of one person as this computer knows them, found by the keys of the projection. Whether two papers are of one
 * person is decided by the rule alone (`ofSamePerson`); the keys only say where to look. Rows are read of what the rule
 * has let through: keys that many share (one item number, one telephone) cost a registration nothing.
 */
import { ofSamePerson, type PersonKey, personKeyKinds } from '../../../domain/customers/person.ts'
import type { Branch } from '../branch.ts'
import { type CaseKey, keysOfCase, keysOfCases, latestWith } from '../store/caseKeys.ts'
import { type CaseRecord, caseRecords } from '../store/cases.ts'

type Keyed = { id: string; keys: PersonKey[]; matters: string[] }
export type KnownCase = Omit<Keyed, 'id'> & { row: CaseRecord }

const isOfPerson = (key: CaseKey): key is PersonKey => personKeyKinds.some((kind) => kind === key.kind)

/** A person's keys of a case, the strongest first, and what it is about. */
export const keysOfKnown = (db: Branch['db'], id: string): Pick<KnownCase, 'keys' | 'matters'> =>
  sorted(keysOfCase(db, id))

function sorted(all: readonly CaseKey[]): Pick<KnownCase, 'keys' | 'matters'> {
  const rank = (key: PersonKey) => personKeyKinds.indexOf(key.kind)
  return {
    keys: all.filter(isOfPerson).sort((a, b) => rank(a) - rank(b)),
    matters: all.filter((key) => key.kind === 'matter').map(({ value }) => value),
  }
}

/** Cases of the person who has these keys, the latest first: those about `matters` and otherwise the latest ones. */
export function casesOfPerson(
  { db }: Pick<Branch, 'db'>,
  keys: readonly PersonKey[],
  matters: Iterable<string> = [],
): KnownCase[] {
  const own = ofSamePerson(keys, keyed(db, idsNear(db, keys, matters)))
  // A paper without an IIN that shares a telephone with one that has it leads to all papers with that IIN.
  const number = own.flatMap((one) => one.keys).find(({ kind }) => kind === 'iin' || kind === 'bin')
  const whole = number && !keys.some(({ kind }) => kind === number.kind) ? [...keys, number] : keys
  const all = whole === keys ? own : ofSamePerson(whole, keyed(db, latestWith(db, whole).ids))
  return withRows(db, all).sort((a, b) => (a.row.registered_at < b.row.registered_at ? 1 : -1))
}

/** Whoever is of one person shares a key, so the matters find nobody new unless a key has more cases than were taken. */
function idsNear(db: Branch['db'], keys: readonly PersonKey[], matters: Iterable<string>): string[] {
  const { ids, all } = latestWith(db, keys)
  if (all) return ids
  const about = [...matters].map((value) => ({ kind: 'matter' as const, value }))
  return [...new Set([...ids, ...latestWith(db, about).ids])]
}

/** The latest cases that have one of these keys, whoever they are of. */
export const known = (db: Branch['db'], keys: readonly CaseKey[]): KnownCase[] =>
  withRows(db, keyed(db, latestWith(db, keys).ids))

function keyed(db: Branch['db'], ids: readonly string[]): Keyed[] {
  if (ids.length === 0) return []
  const of = new Map(ids.map((id): [string, CaseKey[]] => [id, []]))
  for (const { case_id, ...key } of keysOfCases(db, ids)) of.get(case_id)?.push(key)
  return [...of].flatMap(([id, keys]) => (keys.length > 0 ? [{ id, ...sorted(keys) }] : []))
}

function withRows(db: Branch['db'], some: readonly Keyed[]): KnownCase[] {
  const rows = new Map(
    caseRecords(
      db,
      some.map(({ id }) => id),
    ).map((row) => [row.id, row]),
  )
  return some.flatMap(({ id, keys, matters }) => {
    const row = rows.get(id)
    return row ? [{ row, keys, matters }] : []
  })
}
