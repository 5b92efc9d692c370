/**
 * One run through `admit`, in one transaction: the line's lock, the verdict, the events, the cases. Answering comes
 * after the commit; an answer that gets lost is asked for again and given again.
 */

import { type ConsentGiven, consentGiven, isConfirmed } from '../domain/cases/consent.ts'
import {
  caseless,
  caseRegistered,
  caseWithdrawn,
  isEventType,
  payloads,
  type Withdrawal,
} from '../domain/cases/events.ts'
import { isOfficeStep } from '../domain/cases/transitions.ts'
import { acknowledge } from '../domain/journal/acknowledgement.ts'
import { admit } from '../domain/journal/admit.ts'
import { ERASED, type HashedEvent, header } from '../domain/journal/event.ts'
import { numberFits, tagFits } from '../domain/journal/number.ts'
import type { RunAnswer, RunRequest } from '../domain/wire/exchange.ts'
import type { KeyPair } from '../trust/keys.ts'
import { primitives } from '../trust/primitives.ts'
import { refold } from './store/cases.ts'
import type { Database } from './store/database.ts'
import { addEvents, casesElsewhere, holdLine, refusalsOf } from './store/lines.ts'

/** Judges and stores one run; the answer holds for exactly what is committed when it returns. */
export async function admitRun(database: Database, key: KeyPair, run: RunRequest): Promise<RunAnswer> {
  const first = header.safeParse(parse(run.events[0]?.header))
  if (!first.success) return { verdict: 'refused', reason: 'bytes', seq: null }
  const from = first.data.seq
  const { branch, device } = run.certificate.body

  return database.transaction(async (sql) => {
    const held = await holdLine(sql, branch, run.line, from, from + run.events.length - 1)
    const verdict = admit(primitives, key.publicKey, run, held)
    if (verdict.verdict !== 'admitted') return verdict
    const cases = [...new Set(verdict.store.flatMap((event) => event.fields.case ?? []))]
    // A device speaks for its own branch: what it says of another branch's case changes nothing there.
    const elsewhere = await casesElsewhere(sql, branch, cases)
    const judged = verdict.store.map((event) => ({
      event,
      refusal: elsewhere.has(event.fields.case ?? '') ? 'otherBranch' : refusalOf(event, key.publicKey),
    }))
    const lacking = new Set(held.near.flatMap(({ hash, lacks }) => (lacks ? [hash] : [])))
    await addEvents(sql, branch, device, judged, lacking)
    await refold(sql, branch, cases)
    return {
      verdict: 'admitted' as const,
      acknowledgement: acknowledge({ line: run.line, ...verdict.last, level: 'received' }, key.sign),
      fork: verdict.fork,
      // Read back rather than remembered: a run sent again after a lost answer must hear of them as well.
      refusals: await refusalsOf(sql, branch, run.line, from, verdict.last.seq),
    }
  })
}

/** Why a rule refuses what the event says; null when it may be folded. Its bytes are kept in either case. */
function refusalOf(event: HashedEvent, hqKey: string): string | null {
  const { type } = event.fields
  if (!isEventType(type)) return 'unknownType'
  // What was erased by law before it came (again) breaks no rule: there is nothing to hold a rule against.
  if (event.payload === ERASED) return null
  const payload = payloads[type].safeParse(parse(event.payload))
  if (!payload.success) return 'payload'
  if (!caseless.has(type) && event.fields.case === null) return 'noCase'
  if (type === 'consentGiven') return isOurs(consentGiven.parse(payload.data), hqKey) ? null : 'consent'
  if (type === 'caseWithdrawn') return isOurs(caseWithdrawn.parse(payload.data).proof, hqKey) ? null : 'consent'
  if (isOfficeStep(type, payload.data)) return 'office'
  if (type !== 'caseRegistered') return null
  const registered = caseRegistered.parse(payload.data)
  // Not compared with the certificate: a counter takes in cases before it is enrolled, under its profile's branch.
  return numberFits(registered) && tagFits(primitives, event, registered) ? null : 'number'
}

/** A confirmation that headquarters never gave is no consent, whoever wrote it down. */
const isOurs = (given: ConsentGiven | Withdrawal, hqKey: string) =>
  given.way !== 'code' || isConfirmed(primitives, given.confirmation, hqKey)

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
