/**
 * The figures of a slice, each read with the expression that the list behind it is asked with. The cases of the period
 * are gone through once, and those that are open once; their rows themselves, which are wide, are not read.
 */
import { type Counts, inOrder } from '../../../domain/reports/counts.ts'
import { ofOpen, ofPeriod, openOf, type Shown, type Slice } from '../../../domain/reports/slice.ts'
import { type Db, sql } from '../store/sql.ts'
import { conditionOf, keyOf, type Moment } from './condition.ts'

type Single = Exclude<Shown, 'reason'>
type Tally = Map<string, number>

export function countsOf(db: Db, slice: Slice, moment: Moment): Counts {
  const period = tallied(db, slice, moment, singles)
  const open = tallied(db, openOf(slice), moment, ofOpen)
  const tallies = new Map<Shown, Tally>([...period.tallies, ...open.tallies, ['reason', reasons(db, slice, moment)]])
  return {
    slice,
    total: period.total,
    open: open.total,
    bars: [...ofPeriod, ...ofOpen].map((by) => ({
      by,
      bars: inOrder(
        by,
        [...(tallies.get(by) ?? [])].map(([key, count]) => ({ key, count })),
      ),
    })),
  }
}

const singles = ofPeriod.filter((by) => by !== 'reason')

function tallied(db: Db, slice: Slice, moment: Moment, by: readonly Single[]) {
  const { text, parameters } = conditionOf(slice, moment)
  const keys = by.map((one) => keyOf(one, moment))
  const rows = sql<string[]>(db, `SELECT ${keys.join(', ')} FROM cases WHERE ${text}`)
    .raw()
    .iterate(parameters)
  const counted = by.map((): Tally => new Map())
  let total = 0
  for (const row of rows) {
    total += 1
    for (let i = 0; i < counted.length; i++) {
      const key = row[i] as string
      counted[i]?.set(key, (counted[i]?.get(key) ?? 0) + 1)
    }
  }
  return { total, tallies: by.map((one, i): [Shown, Tally] => [one, counted[i] ?? new Map()]) }
}

/** A case with two reasons stands in two bars. CROSS keeps the order: the slice is found first, then its reasons. */
function reasons(db: Db, slice: Slice, moment: Moment): Tally {
  const { text, parameters } = conditionOf(slice, moment)
  const rows = sql<{ reason: string; n: number }, [typeof parameters]>(
    db,
    `SELECT reason, count(*) AS n FROM (SELECT id FROM cases WHERE ${text}) AS found
     CROSS JOIN case_reason ON case_reason.case_id = found.id GROUP BY reason`,
  ).all(parameters)
  return new Map(rows.map(({ reason, n }) => [reason, n]))
}
