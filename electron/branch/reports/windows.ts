/** The windows of the branch: what each has taken in, and what is known of its computer. */
import type { Slice } from '../../../domain/reports/slice.ts'
import type { WindowRow } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { type Db, saidIn, sql } from '../store/sql.ts'
import { conditionOf, type Moment } from './condition.ts'

/** Which cases the two figures of a window stand for. */
export const todayAt = (today: string, window: string): Slice => ({
  ...{ from: today, to: today },
  parts: [{ by: 'window', value: window }],
})
export const unsentAt = (window: string): Slice => ({
  ...{ from: null, to: null },
  parts: [
    { by: 'window', value: window },
    { by: 'exchange', value: 'waiting' },
  ],
})

type Counted = { window: string; today: number; unsent: number; lastAt: string }

export function windowsOf(branch: Branch, moment: Moment): WindowRow[] {
  const { db, hub } = branch
  const own = branch.desk().letter
  const counted = new Map(countWindows(db, moment).map((row) => [row.window, row]))
  const computers = new Map((hub?.state().computers ?? []).map((one) => [one.window, one]))
  const clerks = clerksToday(db, moment.today)
  const shifts = lastShifts(db)
  return [...new Set([own, ...counted.keys(), ...computers.keys()])].sort().map((window): WindowRow => {
    const row = counted.get(window)
    const computer = computers.get(window)
    return {
      window,
      here: window === own,
      clerk: clerks.get(window) ?? null,
      lastAt: row?.lastAt ?? null,
      today: row?.today ?? 0,
      unsent: row?.unsent ?? 0,
      shift: shifts.get(window) ?? null,
      contact: computer ? { here: computer.here, at: computer.lastContactAt } : null,
    }
  })
}

/** The window itself is what the rows are grouped by; the rest of each slice is asked row by row. */
function countWindows(db: Db, moment: Moment): Counted[] {
  const rest = (slice: Slice) =>
    conditionOf({ ...slice, parts: slice.parts.filter(({ by }) => by !== 'window') }, moment)
  const [today, unsent] = [rest(todayAt(moment.today, '')), rest(unsentAt(''))]
  const parameters = { ...unsent.parameters, ...today.parameters }
  return sql<Counted, [typeof parameters]>(
    db,
    `SELECT window, count(*) FILTER (WHERE ${today.text}) AS today, count(*) FILTER (WHERE ${unsent.text}) AS unsent,
       max(registered_at) AS lastAt FROM cases GROUP BY window`,
  ).all(parameters)
}

/** Who registered the last case of the day at each window. */
const clerksToday = (db: Db, today: string): Map<string, string> =>
  new Map(
    sql<{ window: string; registrar: string }>(
      db,
      `SELECT window, registrar FROM cases WHERE accepted_on = ? ORDER BY registered_at, id`,
    )
      .all(today)
      .map(({ window, registrar }) => [window, registrar]),
  )

/** More shifts than a branch has in a month; older ones say nothing of today. */
const LATEST = 200

function lastShifts(db: Db): Map<string, NonNullable<WindowRow['shift']>> {
  const rows = sql<{ window: string | null; what: 'opened' | 'closed'; at: string }>(
    db,
    `SELECT window, what, at FROM (
       SELECT * FROM (SELECT ${saidIn('$.window')} AS window, 'opened' AS what, at, clock FROM journal
         WHERE case_id IS NULL AND type = 'shiftOpened' ORDER BY clock DESC LIMIT ${LATEST})
       UNION ALL
       SELECT * FROM (SELECT ${saidIn('$.window')} AS window, 'closed' AS what, at, clock FROM journal
         WHERE case_id IS NULL AND type = 'shiftClosed' ORDER BY clock DESC LIMIT ${LATEST})
     ) ORDER BY clock`,
  ).all()
  return new Map(rows.flatMap(({ window, what, at }) => (typeof window === 'string' ? [[window, { what, at }]] : [])))
}
