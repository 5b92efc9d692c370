/**
 * The ledger rule: what people were told, what the counters hold and what headquarters holds must agree to the byte.
 * It reads the tables themselves, with its own statements; nothing it checks is asked of the code under test.
 */
import type { Case } from '../../../domain/cases/case.ts'
import { fold } from '../../../domain/cases/evolve.ts'
import { canonical, type Json } from '../../../domain/journal/canonical.ts'
import { header, SYSTEM } from '../../../domain/journal/event.ts'
import { foldOrder } from '../../../domain/journal/fold.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { rebuild } from '../../../electron/branch/projection.ts'
import type { Sql } from '../../../hq/store/database.ts'
import { clerk, lead } from './counter.ts'
import type { Complain, Intent } from './desk.ts'

export type Bytes = {
  line: string
  seq: number
  hash: string
  header: string
  payload: string
  signature: string | null
}
type HqEvent = Bytes & {
  prev: string | null
  by_person: string
  case_id: string | null
  type: string
  refusal: string | null
}

export const placeOf = ({ line, seq, hash }: { line: string; seq: number; hash: string }) => `${line} ${seq} ${hash}`
const text = ({ header, payload, signature }: Bytes) => JSON.stringify([header, payload, signature])

/** Every event of a counter's database. */
export const journalOf = ({ branch }: OpenBranch): Bytes[] =>
  branch.db.prepare<[], Bytes>('SELECT line, seq, hash, header, payload, signature FROM journal').all()

export const hqEventsOf = (sql: Sql, code: string) =>
  sql.query<HqEvent>(
    `SELECT line, seq, hash, prev, header, payload, signature, by_person, case_id, type, refusal FROM event WHERE branch = $1`,
    [code],
  )

type Mark = { line: string; seq: number; hash: string }
export const acknowledgementsOf = ({ branch }: OpenBranch): Mark[] =>
  branch.db.prepare<[], Mark>('SELECT line, seq, hash FROM acknowledgement').all()

/** At any moment: nothing that a counter believes to be at headquarters is missing there. */
export async function checkAcknowledged(open: OpenBranch, sql: Sql, code: string, complain: Complain): Promise<void> {
  const marks = acknowledgementsOf(open)
  if (marks.length === 0) return
  const rows = await sql.query<Mark>('SELECT line, seq, hash FROM event WHERE branch = $1 AND hash = ANY($2::text[])', [
    code,
    marks.map(({ hash }) => hash),
  ])
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
  /** Whether a disk was copied together with its marker: nothing else may put two events on one place. */
  mayFork: boolean
}

/** After healing and draining. */
export async function checkLedger(branch: Told, sql: Sql, code: string, complain: Complain): Promise<void> {
  const { copies, ever, asked, mayFork } = branch
  const hq = await hqEventsOf(sql, code)
  const atHq = new Map(hq.map((event) => [placeOf(event), event]))
  checkUnion(copies, ever, atHq, complain)
  checkChains(hq, complain)
  if (!mayFork)
    for (const [place, same] of Map.groupBy(hq, ({ line, seq }) => `${line} ${seq}`))
      if (same.length > 1) complain(`${same.length} events at one place: ${place}`)
  for (const event of hq) {
    if (![SYSTEM, clerk.id, lead.id].includes(event.by_person)) complain(`nobody known wrote ${placeOf(event)}`)
    if (event.refusal !== null) complain(`refused by rule ${event.refusal}: ${placeOf(event)}`)
  }
  const records = await sql.query<{ id: string; number: string; body: Case }>(
    'SELECT id, number, body FROM case_record WHERE branch = $1',
    [code],
  )
  checkNumbers(copies, asked, hq, records, complain)
  checkFold(hq, records, complain)
  for (const copy of copies) checkCopy(copy, atHq, complain)
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
      else if (text(there) !== text(event)) complain(`not byte for byte: ${placeOf(event)}`)
    }
  for (const [place, event] of atHq) {
    const written = ever.get(place)
    if (!written) complain(`nobody wrote what headquarters holds: ${place}`)
    else if (text(written) !== text(event)) complain(`not byte for byte as written: ${place}`)
  }
}

/** Each event stands on its parent, so the order within a line is the order of writing. */
function checkChains(events: readonly HqEvent[], complain: Complain): void {
  const places = new Set(events.map(placeOf))
  for (const { line, seq, hash, prev } of events) {
    const stands = seq === 1 ? prev === null : prev !== null && places.has(placeOf({ line, seq: seq - 1, hash: prev }))
    if (!stands) complain(`without its parent: ${placeOf({ line, seq, hash })}`)
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

function checkFold(hq: readonly HqEvent[], records: readonly { id: string; body: Case }[], complain: Complain): void {
  const events = hq
    .map(({ hash, header: bytes, payload }) => ({
      hash,
      fields: header.parse(JSON.parse(bytes)),
      payload: JSON.parse(payload) as unknown,
      office: false,
    }))
    .sort(foldOrder)
  const folded = Map.groupBy(events, ({ fields }) => fields.case)
  const stored = new Map(records.map(({ id, body }) => [id, body]))
  for (const [id, own] of folded) {
    if (id === null) continue
    const fresh = fold(own)
    if (!same(fresh, stored.get(id) ?? null)) complain(`case ${id} at headquarters is not what its events say`)
    stored.delete(id)
  }
  for (const id of stored.keys()) complain(`case ${id} at headquarters comes from no event`)
}

function checkCopy({ name, open, intents }: Copy, atHq: ReadonlyMap<string, HqEvent>, complain: Complain): void {
  const { db } = open.branch
  const journal = db
    .prepare<[], Bytes & { type: string; case_id: string | null }>(
      'SELECT line, seq, hash, header, payload, signature, type, case_id FROM journal',
    )
    .all()
  const byCommand = Map.groupBy(registrationsIn(journal), ({ command }) => command)
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
  for (const row of rows.values()) {
    const events = journal.filter(({ case_id }) => case_id === row.id)
    const there = events.every((event) => atHq.has(placeOf(event)))
    if (row.delivery !== 'at_hq') complain(`${name}: ${row.number} still shows ${row.delivery}`)
    if (row.delivery === 'at_hq' && !there) complain(`${name}: ${row.number} shows at_hq and is not`)
  }
  const read = () => JSON.stringify(db.prepare('SELECT * FROM cases ORDER BY id').all())
  const kept = read()
  rebuild(open.branch)
  if (read() !== kept) complain(`${name}: the queue is not what the journal says`)
}

/** Equal as JSON, whatever the order of keys: PostgreSQL's jsonb has one of its own. */
const same = (one: unknown, other: unknown): boolean => canonical(json(one)) === canonical(json(other))
const json = (value: unknown): Json => JSON.parse(JSON.stringify(value))
