/**
 * Headquarters' own line of each branch: certified like any device's, by a certificate that names headquarters' own key, so
 * that whoever admits, verifies or folds events needs no second way. Its id is random. Whoever writes here holds the lock
 * of the branch's fold; so the instances over one database write one after another. A line is written on in the database
 * in which it was begun and in no copy of it: a restored one begins another.
 */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { LINE_OPENED, type Verdict } from '../../domain/journal/admit.ts'
import { type Certificate, certify } from '../../domain/journal/certificate.ts'
import { farFuture, tick } from '../../domain/journal/clock.ts'
import { type EventDraft, freeze, type HashedEvent, type Head, SYSTEM, sealLast } from '../../domain/journal/event.ts'
import type { KeyPair } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import type { Hq } from '../hq.ts'
import type { Sql } from '../store/database.ts'
import { addEvents, holdLine, latestClock } from '../store/lines.ts'
import { addAlert, type OfficeRow, officeOf, saveOffice } from '../store/office.ts'

export type Writer = Pick<Hq, 'key' | 'clock' | 'random'>

/** Stands where a device has its counter's letter; nothing is numbered by it. */
const LETTER = 'Q'

/** Whether headquarters itself writes under this certificate; the caller has checked that it is certified. */
export const isOffice = ({ body }: Certificate, { publicKey }: Pick<KeyPair, 'publicKey'>): boolean =>
  body.publicKey === publicKey

/**
 * Writes the events of one command after another, each command sealed, in the caller's transaction. The caller holds the
 * fold's lock. The clock follows whatever is held of the branch, so that an answer sorts after what it answers.
 */
export async function append(
  sql: Sql,
  hq: Writer,
  branch: string,
  commands: readonly (readonly EventDraft[])[],
): Promise<HashedEvent[]> {
  if (commands.flat().length === 0) return []
  const office = await officeOf(sql, branch)
  if (office?.here) return write(sql, hq, office, commands)
  return write(sql, hq, await openLine(sql, hq, branch, await endOf(sql, office), 'restored'), commands)
}

/** Where a line ends that was begun before this database was restored: what it wrote after that may stand elsewhere. */
async function endOf(sql: Sql, office: OfficeRow | null): Promise<Head | null> {
  const { head } = office ? await holdLine(sql, office.branch, office.line, 1, 0) : { head: null }
  return office && head && { line: office.line, ...head }
}

async function write(
  sql: Sql,
  hq: Writer,
  { branch, line, certificate }: OfficeRow,
  commands: readonly (readonly EventDraft[])[],
): Promise<HashedEvent[]> {
  const { key, clock } = hq
  const [{ head }, latest] = await Promise.all([
    holdLine(sql, branch, line, 1, 0),
    latestClock(sql, branch, farFuture(clock())),
  ])
  let last = latest
  let place = { line, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? null }
  const events = commands.flatMap((drafts) => {
    const frozen = drafts.map((draft) => {
      last = tick(last, clock())
      const event = freeze(primitives, draft, place, { id: newId(hq), at: now(hq), clock: last })
      place = { line, seq: place.seq + 1, prev: event.hash }
      return event
    })
    return sealLast(frozen, key.sign)
  })
  const stored = events.map((event) => ({ event, refusal: null, flag: null }))
  await addEvents(sql, { certificate, office: true, fork: false }, stored, new Set())
  return events
}

/** `takesOver`: the end of the line that is written on no more, and why it is not. */
async function openLine(
  sql: Sql,
  hq: Writer,
  branch: string,
  takesOver: Head | null,
  whyNoMore: 'restored' | 'unknownHead',
): Promise<OfficeRow> {
  const device = (await officeOf(sql, branch))?.device ?? newId(hq)
  const { publicKey, sign } = hq.key
  const body = { v: 1 as const, device, branch, letter: LETTER, publicKey, issuedAt: now(hq) }
  const office = { branch, device, line: Buffer.from(random(hq)(16)).toString('hex'), certificate: certify(body, sign) }
  await saveOffice(sql, office)
  const why = takesOver ? whyNoMore : 'new'
  const payload = { device, branch, letter: LETTER, publicKey, takesOver, why }
  await write(sql, hq, office, [[{ type: LINE_OPENED, case: null, by: SYSTEM, payload }]])
  return office
}

/**
 * A branch handed back what headquarters itself had written and does not know: its database was restored (protocol, rule
 * 11). The events are stored by now. On that line nothing is written any more, and an officer hears of it.
 */
export async function takenBack(
  sql: Sql,
  hq: Writer,
  { body: { branch } }: Certificate,
  { store, last, fork }: Extract<Verdict, { verdict: 'admitted' }>,
): Promise<void> {
  const line = store[0]?.fields.line
  if (line === undefined) return
  const office = await officeOf(sql, branch)
  if (!office || office.line === line) await openLine(sql, hq, branch, { line, ...last }, 'unknownHead')
  const detail = { line, from: store[0]?.fields.seq, to: last.seq, events: store.length, fork }
  await addAlert(sql, { branch, kind: 'takenBack', detail, at: now(hq) })
}

export const now = ({ clock }: Pick<Hq, 'clock'>): string => new Date(clock()).toISOString()
export const newId = (hq: Pick<Hq, 'clock' | 'random'>): string => v7({ msecs: hq.clock(), random: random(hq)(16) })
const random = ({ random: given }: Pick<Hq, 'random'>) => given ?? randomBytes
