/** The report of a slice, for who may see reports; and what of it may leave the screen: nothing that names anybody. */
import { may } from '../../../domain/people/permissions.ts'
import { signature } from '../../../domain/people/person.ts'
import { anonymous, type Slice } from '../../../domain/reports/slice.ts'
import type { CountsView } from '../../contract.ts'
import { type Branch, utcNow } from '../branch.ts'
import { personOf } from '../store/people.ts'
import { type Db, sql } from '../store/sql.ts'
import { momentOf } from './condition.ts'
import { countsOf } from './counting.ts'

export type Reported = { ok: true; counts: CountsView } | { ok: false; refusal: { code: 'notSignedIn' | 'roleMayNot' } }

export function reportOf(branch: Branch, slice: Slice): Reported {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  if (!may(person, 'seeReports')) return { ok: false, refusal: { code: 'roleMayNot' } }
  const moment = momentOf(branch)
  const { bars, ...counts } = countsOf(branch.db, slice, moment)
  const named = bars.map((group) =>
    group.by === 'clerk'
      ? { ...group, bars: group.bars.map((bar) => ({ ...bar, name: nameOf(branch.db, bar.key) })) }
      : group,
  )
  return { ok: true, counts: { ...counts, bars: named, today: moment.today, readAt: utcNow(branch) } }
}

/** For a file or a paper: without whoever works here, and without a slice that names him. */
export function reportToKeep(branch: Branch, slice: Slice): Reported {
  const report = reportOf(branch, { ...slice, parts: slice.parts.filter(({ by }) => by !== 'clerk') })
  if (!report.ok) return report
  const { counts } = report
  return { ok: true, counts: { ...counts, bars: counts.bars.filter(({ by }) => anonymous.includes(by)) } }
}

/** Of another computer's person what his cases say. */
function nameOf(db: Db, id: string): string {
  const person = personOf(db, id)
  if (person) return signature(person)
  const row = sql<{ registrar: string }>(db, 'SELECT registrar FROM cases WHERE registered_by = ? LIMIT 1').get(id)
  return row?.registrar ?? id
}
