/**
 * The ledger rule: what people were told, what the counters hold and what headquarters holds must agree to the byte.
 * What is stored and what people were told it reads itself, with its own statements: events, acknowledgements, numbers,
 * refusals. What a case is made of its events only the program's own `foldOrder` and `fold` say, and rows of a screen its own
 * `rebuild` (`converge.ts`): here it is proved that both sides agree with it, not that it is right (`test/domain` does that).
 */
import type { Case } from '../../../domain/cases/case.ts'
import { fold } from '../../../domain/cases/evolve.ts'
import { header, SYSTEM } from '../../../domain/journal/event.ts'
import { foldOrder } from '../../../domain/journal/fold.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { consentWanted } from '../../../hq/consentWanted.ts'
import type { Sql } from '../../../hq/store/database.ts'
import { checkConvergence, gapsIn } from './converge.ts'
import { type Complain, type Intent, LATER_EVENT } from './desk.ts'
import {
  acknowledgementsOf,
  type Bytes,
  type Held,
  type HqEvent,
  heldBy,
  hqEventsOf,
  journalOf,
  type Place,
  placeOf,
  same,
  textOf,
} from './journals.ts'
import { clerk, lead } from './people.ts'

export { acknowledgementsOf, type Bytes, hqEventsOf, journalOf, placeOf } from './journals.ts'

/** At any moment: nothing that a counter believes to be at headquarters is missing there. */
export async function checkAcknowledged(
  open: OpenBranch,
  sql: Sql,
  code: string,
  complain: Complain,
  /** What a restored headquarters lost: "received" promises that it comes again, not that it is there (rule 6). */
  lost: ReadonlySet<string> = new Set(),
): Promise<void> {
  const marks = acknowledgementsOf(open).filter((mark) => !lost.has(placeOf(mark)))
  if (marks.length === 0) return
  const rows = await sql.query<Place>(
    'SELECT line, seq, hash FROM event WHERE branch = $1 AND hash = ANY($2::text[])',
    [code, marks.map(({ hash }) => hash)],
  )
  const held = new Set(rows.map(placeOf))
  for (const mark of marks)
    if (!held.has(placeOf(mark))) complain(`acknowledged and not at headquarters: ${placeOf(mark)}`)
}

export type Copy = { name: string; open: OpenBranch; intents: ReadonlyMap<string, Intent> }

export type Told = {
  copies: readonly Copy[]
  /** Every event that any copy ever committed, also those lost with a disk. */
  ever: ReadonlyMap<string, Bytes>
  /** On which copies of the database each command was given. */
  asked: ReadonlyMap<string, ReadonlySet<string>>
  /** Lines of disks that were copied together with their marker: no other line of a counter has two events on one place. */
  forkable: ReadonlySet<string>
  /** What a restored headquarters lost, by place: only that may stand beside what it wrote on the same place afterwards. */
  lost: ReadonlySet<string>
  /** Who may write on headquarters' own lines beside the program. */
  officer: string
}

/** After healing and draining. */
export async function checkLedger(branch: Told, sql: Sql, code: string, complain: Complain): Promise<void> {
  const { copies, ever, asked, officer } = branch
  const hq = await hqEventsOf(sql, code)
  const atHq = new Map(hq.map((event) => [placeOf(event), event]))
  checkUnion(copies, ever, atHq, complain)
  for (const place of gapsIn(hq)) complain(`without its parent: ${place}`)
  for (const [place, same] of Map.groupBy(hq, ({ line, seq }) => `${line} ${seq}`))
    if (!mayShare(branch, same)) complain(`${same.length} events at one place: ${place}`)
  for (const event of hq) {
    const known = event.office ? [SYSTEM, officer] : [SYSTEM, clerk.id, lead.id]
    if (!known.includes(event.by_person)) complain(`nobody known wrote ${placeOf(event)}`)
    if (event.refusal !== null && event.type !== LATER_EVENT)
      complain(`refused by rule ${event.refusal}: ${placeOf(event)}`)
  }
  const records = await sql.query<{ id: string; number: string; body: Case }>(
    'SELECT id, number, body FROM case_record WHERE branch = $1',
    [code],
  )
  checkNumbers(copies, asked, hq, records, complain)
  await checkFold(sql, hq, records, complain)
  const known = {
    cases: new Map(records.map(({ id, body }) => [id, body])),
    events: Map.groupBy(hq, ({ case_id }) => case_id ?? ''),
  }
  for (const copy of copies) {
    const journal = heldBy(copy.open)
    checkCopy(copy, journal, atHq, complain)
    checkConvergence(copy, journal, known, complain)
  }
}

/** Whether these may stand on one place. */
function mayShare({ forkable, lost }: Told, same: readonly HqEvent[]): boolean {
  const [one] = same
  if (!one || same.length === 1) return true
  return one.office ? same.filter((event) => !lost.has(placeOf(event))).length <= 1 : forkable.has(one.line)
}

function checkUnion(
  copies: readonly Copy[],
  ever: ReadonlyMap<string, Bytes>,
  atHq: ReadonlyMap<string, HqEvent>,
  complain: Complain,
): void {
  for (const { name, open } of copies)
    for (const event of journalOf(open)) {
      const there = atHq.get(placeOf(event))
      if (!there) complain(`${name} holds what headquarters lacks: ${placeOf(event)}`)
      else if (textOf(there) !== textOf(event)) complain(`not byte for byte: ${placeOf(event)}`)
    }
  for (const { name, open } of copies) {
    const held = new Set(journalOf(open).map(placeOf))
    for (const place of atHq.keys()) if (!held.has(place)) complain(`${name} lacks what headquarters holds: ${place}`)
  }
  for (const [place, event] of atHq) {
    // What headquarters itself wrote is nowhere else until a counter has it.
    if (event.office) continue
    const written = ever.get(place)
    if (!written) complain(`nobody wrote what headquarters holds: ${place}`)
    else if (textOf(written) !== textOf(event)) complain(`not byte for byte as written: ${place}`)
  }
}

type Registered = { command: string; number: string }
const registrationsIn = (events: readonly (Bytes & { type: string; case_id: string | null })[]) =>
  events
    .filter(({ type }) => type === 'caseRegistered')
    .map((event) => ({ ...(JSON.parse(event.payload) as Registered), case: event.case_id }))

function checkNumbers(
  copies: readonly Copy[],
  asked: Told['asked'],
  hq: readonly HqEvent[],
  records: readonly { id: string; number: string }[],
  complain: Complain,
): void {
  const registrations = registrationsIn(hq)
  const byNumber = Map.groupBy(registrations, ({ number }) => number)
  const recorded = Map.groupBy(records, ({ number }) => number)
  for (const [number, same] of byNumber)
    if (same.length > 1) complain(`${same.length} registrations with number ${number}`)
  for (const [number, same] of recorded) if (same.length > 1) complain(`${same.length} cases with number ${number}`)
  for (const [command, same] of Map.groupBy(registrations, (one) => one.command)) {
    // Two copies of one disk may each register the same open draft; one copy never does so twice.
    const cases = new Set(same.map((one) => one.case)).size
    if (cases > (asked.get(command)?.size ?? 0)) complain(`command ${command} made ${cases} cases`)
  }
  for (const { name, intents } of copies)
    for (const { number, case: id, paper } of intents.values()) {
      if (number === null) continue
      if (byNumber.get(number)?.length !== 1)
        complain(`${name}: number ${number} of paper ${paper} is not at headquarters once`)
      const found = recorded.get(number)
      if (found?.length !== 1 || found[0]?.id !== id)
        complain(`${name}: ${number} does not lead to its case at headquarters`)
    }
}

async function checkFold(
  sql: Sql,
  hq: readonly HqEvent[],
  records: readonly { id: string; body: Case }[],
  complain: Complain,
): Promise<void> {
  const events = hq
    .filter(({ type, refusal }) => refusal === null || type !== 'caseRegistered')
    .map(({ hash, header: bytes, payload, office, refusal, flag }) => ({
      ...{ hash, office, fields: header.parse(JSON.parse(bytes)), payload: JSON.parse(payload) as unknown },
      ...(refusal !== null && { refused: true as const }),
      ...(flag !== null && { flag }),
    }))
    .sort(foldOrder)
  const wants = await consentWanted(sql, events)
  const folded = Map.groupBy(events, ({ fields }) => fields.case)
  const stored = new Map(records.map(({ id, body }) => [id, body]))
  for (const [id, own] of folded) {
    if (id === null) continue
    const fresh = fold(own, wants)
    if (!same(fresh, stored.get(id) ?? null)) complain(`case ${id} at headquarters is not what its events say`)
    stored.delete(id)
  }
  for (const id of stored.keys()) complain(`case ${id} at headquarters comes from no event`)
}

function checkCopy(
  { name, open, intents }: Copy,
  journal: readonly Held[],
  atHq: ReadonlyMap<string, HqEvent>,
  complain: Complain,
): void {
  const { db } = open.branch
  // What another copy of this disk made of the same command may have come here over the branch's network.
  const own = journal.filter(({ origin }) => origin === 'own')
  const byCommand = Map.groupBy(registrationsIn(own), ({ command }) => command)
  const rows = new Map(
    db
      .prepare<[], { id: string; number: string; delivery: string }>('SELECT id, number, delivery FROM cases')
      .all()
      .map((row) => [row.number, row]),
  )
  for (const { command, number, paper } of intents.values()) {
    const made = byCommand.get(command) ?? []
    if (made.length > 1) complain(`${name}: the command of paper ${paper} made ${made.length} cases`)
    if (number === null) continue
    if (made.length !== 1 || made[0]?.number !== number)
      complain(`${name}: ${number} was said and is not in the journal`)
    if (!rows.has(number)) complain(`${name}: ${number} was said and is not in the queue`)
  }
  const byCase = Map.groupBy(journal, ({ case_id }) => case_id)
  const refused = new Set(db.prepare<[], string>('SELECT hash FROM refused_event').pluck().all())
  for (const row of rows.values()) {
    const events = byCase.get(row.id) ?? []
    const there = events.map((event) => atHq.get(placeOf(event)))
    // What headquarters could not apply is shown with its reason, and is never dropped.
    const turnedDown = there.filter((event) => event && event.refusal !== null)
    for (const event of turnedDown)
      if (event && !refused.has(event.hash)) complain(`${name}: nobody sees the refusal of ${placeOf(event)}`)
    const wanted = turnedDown.length > 0 ? 'refused' : 'at_hq'
    if (row.delivery !== wanted) complain(`${name}: ${row.number} still shows ${row.delivery}`)
    if (row.delivery === 'at_hq' && !there.every(Boolean)) complain(`${name}: ${row.number} shows at_hq and is not`)
  }
}
