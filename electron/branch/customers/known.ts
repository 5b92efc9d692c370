/**
 * Cases of one person as this computer knows them, found by the keys of the projection. Whether two papers are of one
 * person is decided by the rule alone (`ofSamePerson`); the keys only say where to look.
 */
import { ofSamePerson, type PersonKey, personKeyKinds } from '../../../domain/customers/person.ts'
import type { Branch } from '../branch.ts'
import { type CaseKey, casesWith, keysOfCase } from '../store/caseKeys.ts'
import { type CaseRecord, caseRecord } from '../store/cases.ts'

export type KnownCase = { row: CaseRecord; keys: PersonKey[]; matters: string[] }

const isOfPerson = (key: CaseKey): key is PersonKey => personKeyKinds.some((kind) => kind === key.kind)

/** A person's keys of a case, the strongest first, and what it is about. */
export function keysOfKnown(db: Branch['db'], id: string): Pick<KnownCase, 'keys' | 'matters'> {
  const all = keysOfCase(db, id)
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
  const near = known(db, [...keys, ...[...matters].map((value) => ({ kind: 'matter' as const, value }))])
  const own = ofSamePerson(keys, near)
  // A paper without an IIN that shares a telephone with one that has it leads to all papers with that IIN.
  const number = own.flatMap((one) => one.keys).find(({ kind }) => kind === 'iin' || kind === 'bin')
  const whole = number && !keys.some(({ kind }) => kind === number.kind) ? [...keys, number] : keys
  const all = whole === keys ? own : ofSamePerson(whole, known(db, whole))
  return all.sort((a, b) => (a.row.registered_at < b.row.registered_at ? 1 : -1))
}

/** The latest cases that have one of these keys, whoever they are of. */
export function known(db: Branch['db'], keys: readonly CaseKey[]): KnownCase[] {
  return casesWith(db, keys).flatMap((id) => {
    const row = caseRecord(db, id)
    return row ? [{ row, ...keysOfKnown(db, id) }] : []
  })
}
