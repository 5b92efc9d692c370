/**
 * What each computer shows, compared with what it holds: rows are what the journal says, lines have no gap, and whoever
 * holds the same events of a case has the same case. It reads the tables itself; what they should say only the program's own
 * `rebuild` and `caseOf` can tell.
 */
import type { Case } from '../../../domain/cases/case.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { caseOf, rebuild } from '../../../electron/branch/projection.ts'
import { sql } from '../../../electron/branch/store/sql.ts'
import type { Complain } from './desk.ts'
import { type Held, type HqEvent, placeOf, same } from './journals.ts'

/** Everything that a program makes of the journal; what it is made of stands elsewhere. */
const shown = ['cases', 'case_key', 'case_reason', 'outage', 'paper_number', 'member'] as const

type Node = { name: string; open: OpenBranch }

export function checkConvergence(
  copy: Node,
  journal: readonly Held[],
  hq: { cases: ReadonlyMap<string, Case>; events: ReadonlyMap<string, readonly HqEvent[]> },
  complain: Complain,
): void {
  const { name, open } = copy
  for (const place of gapsIn(journal)) complain(`${name}: without its parent: ${place}`)
  checkRows(copy, complain)
  for (const [id, events] of Map.groupBy(journal, ({ case_id }) => case_id)) {
    if (id === null) continue
    const there = hq.events.get(id) ?? []
    // Who lacks an event of the case cannot show it as it is; that he gets it is the courier's and the hub's affair.
    if (there.length !== events.length) continue
    const mine = caseOf(open.branch, id)
    if (!same(unflagged(mine), unflagged(hq.cases.get(id))))
      complain(`${name}: case ${id} is not what headquarters makes of it`)
  }
}

/** Whether a clock is far ahead each computer sees by its own: what it says of that is no part of the case. */
function unflagged(found: Case | null | undefined): Case | null {
  if (!found) return null
  const conflicts = found.conflicts.filter(({ reason }) => reason !== 'farFuture')
  return { ...found, conflicts, marks: found.marks.filter((mark) => mark !== 'conflict' || conflicts.length > 0) }
}

function checkRows({ name, open: { branch } }: Node, complain: Complain): void {
  const read = (table: string) => sql(branch.db, `SELECT * FROM ${table}`).all().map(asText).sort().join('\n')
  const kept = shown.map(read)
  rebuild(branch)
  for (const [i, table] of shown.entries())
    if (read(table) !== kept[i]) complain(`${name}: ${table} is not what the journal says`)
}

const asText = (row: unknown) => JSON.stringify(row)

/** Events that do not stand on their parent, by place: from 1 on nothing is missing. */
export function gapsIn(events: readonly { line: string; seq: number; hash: string; prev: string | null }[]): string[] {
  const places = new Set(events.map(placeOf))
  return events
    .filter(({ line, seq, prev }) =>
      seq === 1 ? prev !== null : prev === null || !places.has(placeOf({ line, seq: seq - 1, hash: prev })),
    )
    .map(placeOf)
}
