/**
 * One run through `admit`, in one transaction: the line's lock, the verdict, the events, the cases. Answering comes
 * after the commit; an answer that gets lost is asked for again and given again.
 */

import { acknowledge } from '../domain/journal/acknowledgement.ts'
import { examine, place } from '../domain/journal/admit.ts'
import type { HashedEvent } from '../domain/journal/event.ts'
import { type EventFlag, flagOf } from '../domain/journal/flags.ts'
import { readJson } from '../domain/journal/json.ts'
import type { Revocation } from '../domain/journal/revocation.ts'
import type { RunAnswer, RunRequest } from '../domain/wire/exchange.ts'
import { checkedTogether } from '../trust/together.ts'
import type { Hq } from './hq.ts'
import { refusalOf } from './judge.ts'
import { isOnIndependentMedia } from './media.ts'
import { isOffice, takenBack } from './office/line.ts'
import { receiveAccepted } from './office/receive.ts'
import { type Folded, foldCases, holdFold, holdFoldOfOffice, saveCases } from './store/cases.ts'
import { isUnholdable } from './store/database.ts'
import { signedVersions } from './store/forms.ts'
import {
  addEvents,
  casesElsewhere,
  eventsOfCases,
  holdLine,
  lacksPayload,
  refusalsOf,
  type StoredEvent,
} from './store/lines.ts'
import { revocationOf } from './store/revocations.ts'

type Storing = Pick<Hq, 'database' | 'key' | 'clock' | 'random'>

/**
 * Judges and stores one run; the answer holds for exactly what is committed when it returns. `onUnholdable` hears why the
 * database can hold none of a run that is refused for it.
 */
export async function admitRun(
  hq: Storing & Pick<Hq, 'media' | 'metrics'>,
  run: RunRequest,
  onUnholdable: (error: Error) => void = () => {},
): Promise<RunAnswer> {
  const { database, key, media = 'standby', metrics } = hq
  const { answer, stored, lacks } = await store(hq, run).catch((error: unknown) => {
    // The same run fails in the same way each time: its line waits for a person, all others go on.
    if (!isUnholdable(error)) throw error
    onUnholdable(error)
    return nothing({ verdict: 'refused', reason: 'bytes', seq: null })
  })
  metrics?.run(answer, stored)
  // Asked after the commit: it is of this commit that the standby must have the bytes.
  if (answer.verdict !== 'admitted' || lacks || !(await isOnIndependentMedia(database, media))) return answer
  const { body } = answer.acknowledgement
  return { ...answer, acknowledgement: acknowledge({ ...body, level: 'safe' }, key.sign) }
}

/** `stored`: how many events were new. `lacks`: whether a payload is not here that is at or before the last of them. */
type Stored = { answer: RunAnswer; stored: number; lacks: boolean }
const nothing = (answer: RunAnswer): Stored => ({ answer, stored: 0, lacks: false })

async function store(hq: Storing, run: RunRequest): Promise<Stored> {
  const { branch, device } = run.certificate.body
  const { database, key } = hq
  // Signatures take longest: they are checked before a connection or a lock is held.
  const examined = await checkedTogether((primitives) => examine(primitives, key.publicKey, run))
  if ('verdict' in examined) return nothing(examined)
  const { events } = examined
  const from = (events[0] as HashedEvent).fields.seq
  const to = from + events.length - 1
  const cases = [...new Set(events.flatMap(({ fields }) => fields.case ?? []))]
  const said = events.map((event) => ({ event, payload: readJson(event.payload) }))
  const office = isOffice(run.certificate, key)

  const { verdict, written } = await database.transaction(async (sql) => {
    // Sent together, in this order, and waited for once. Of headquarters' own line the fold is held before the line, as by
    // whoever writes there, and whoever the run says that it is from; of a device's the line before the fold.
    const [, held, , before, elsewhere, revoked, published] = await Promise.all([
      office ? holdFold(sql, branch) : holdFoldOfOffice(sql, branch, run.line),
      holdLine(sql, branch, run.line, from, to),
      !office && holdFold(sql, branch),
      eventsOfCases(sql, branch, cases),
      // A device speaks for its own branch: what it says of another branch's case changes nothing there.
      casesElsewhere(sql, branch, cases),
      revocationOf(sql, device),
      signedVersions(sql, codesIn(said), { branch, cases }),
    ])
    const verdict = place(run, events, held)
    if (verdict.verdict !== 'admitted') return { verdict, written: null }
    const wanted = new Set(verdict.store)
    const judged = judge(
      said.filter(({ event }) => wanted.has(event)),
      { hq, office, elsewhere, revoked },
    )
    const lacking = new Set(held.near.flatMap(({ hash, lacks }) => (lacks ? [hash] : [])))
    const folded = await foldCases(sql, [...others(before, judged), ...judged.map(toFolded(office))], published)
    const { certificate } = run
    const written = Promise.all([
      addEvents(sql, { certificate, office, fork: verdict.fork }, judged, lacking),
      folded.length > 0 && saveCases(sql, branch, folded),
      // Read back rather than remembered: a run sent again after a lost answer must hear of them as well.
      refusalsOf(sql, branch, run.line, from, to),
      lacksPayload(sql, branch, run.line, to),
    ])
    // Waited for with the commit, which fails where one of them does.
    written.catch(() => {})
    if (office) await takenBack(sql, hq, run.certificate, verdict)
    await receiveAccepted(sql, hq, branch, folded)
    return { verdict, written }
  })
  if (written === null) return nothing(verdict)
  const [, , refusals, lacks] = await written
  const acknowledgement = acknowledge({ line: run.line, ...verdict.last, level: 'received' }, key.sign)
  return {
    answer: { verdict: 'admitted', acknowledgement, fork: verdict.fork, refusals },
    stored: verdict.store.length,
    lacks,
  }
}

type Said = { event: HashedEvent; payload: unknown }
type Judged = { event: HashedEvent; flag: EventFlag | null; refusal: string | null }

function judge(
  said: readonly Said[],
  {
    hq: { key, clock },
    office,
    elsewhere,
    revoked,
  }: { hq: Storing; office: boolean; elsewhere: ReadonlySet<string>; revoked: Revocation | null },
): Judged[] {
  return said.map(({ event, payload }) => ({
    event,
    flag: flagOf(event.fields, { revoked: revoked?.body ?? null, nowMs: clock() }),
    refusal: elsewhere.has(event.fields.case ?? '')
      ? 'otherBranch'
      : refusalOf(event, { hqKey: key.publicKey, office }, payload),
  }))
}

/** What is held of the cases that change; a payload that came erased gives way to the whole one. */
function others(before: readonly StoredEvent[], judged: readonly Judged[]): StoredEvent[] {
  const fresh = new Set(judged.map(({ event }) => event.hash))
  const changed = new Set(judged.map(({ event }) => event.fields.case))
  return before.filter(({ hash, case_id }) => changed.has(case_id) && !fresh.has(hash))
}

const toFolded =
  (office: boolean) =>
  ({ event: { hash, fields, payload, signature }, flag, refusal }: Judged): Folded => ({
    ...{ line: fields.line, seq: fields.seq, hash, case_id: fields.case, type: fields.type },
    ...{ header: fields, payload, signature, refusal, office, flag },
  })

/** The forms that registrations of this run name. */
const codesIn = (said: readonly Said[]): string[] => [
  ...new Set(
    said.flatMap(({ event, payload }) =>
      event.fields.type === 'caseRegistered' && isNamed(payload) ? [payload.type] : [],
    ),
  ),
]
const isNamed = (payload: unknown): payload is { type: string } =>
  typeof payload === 'object' && payload !== null && 'type' in payload && typeof payload.type === 'string'
