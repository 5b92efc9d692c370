/**
 * Which events a rule refuses. Their bytes are kept all the same, with the reason, and their successors go on. Whoever
 * changes what is refused raises `RULES_VERSION`: what an older program refused is then judged anew (`rejudge.ts`).
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
import { isApplicantsWord } from '../domain/cases/withdrawals.ts'
import { ERASED, type HashedEvent } from '../domain/journal/event.ts'
import { readJson } from '../domain/journal/json.ts'
import { numberFits, tagFits } from '../domain/journal/number.ts'
import { primitives } from '../trust/primitives.ts'

export const RULES_VERSION = 2

/** `office`: whether it stands on a line of headquarters. */
type Judge = { hqKey: string; office: boolean }

/**
 * Why a rule refuses what the event says; null when it may be folded. Its bytes are kept in either case. `said`: its payload,
 * where the caller has read it.
 */
export function refusalOf(event: HashedEvent, { hqKey, office }: Judge, said = readJson(event.payload)): string | null {
  const { type } = event.fields
  if (!isEventType(type)) return 'unknownType'
  // What was erased by law before it came (again) breaks no rule: there is nothing to hold a rule against.
  if (event.payload === ERASED) return null
  const payload = payloads[type].safeParse(said)
  if (!payload.success) return 'payload'
  if (!caseless.has(type) && event.fields.case === null) return 'noCase'
  if (type === 'consentGiven') return isOurs(consentGiven.parse(payload.data), hqKey) ? null : 'consent'
  if (type === 'caseWithdrawn') {
    const { proof } = caseWithdrawn.parse(payload.data)
    // Whose phone it was and for which case only the fold can say: the registration may come after it.
    return isOurs(proof, hqKey) && isApplicantsWord(proof, event.fields.by) ? null : 'consent'
  }
  if (!office && isOfficeStep(type, payload.data)) return 'office'
  if (type !== 'caseRegistered') return null
  const registered = caseRegistered.parse(payload.data)
  // Not compared with the certificate: a counter takes in cases before it is enrolled, under its profile's branch.
  return numberFits(registered) && tagFits(primitives, event, registered) ? null : 'number'
}

/** A confirmation that headquarters never gave is no consent, whoever wrote it down. */
const isOurs = (given: ConsentGiven | Withdrawal, hqKey: string) =>
  given.way !== 'code' || isConfirmed(primitives, given.confirmation, hqKey)
