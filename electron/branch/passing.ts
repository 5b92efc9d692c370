/**
 * Passing a case up: whom to name, and the record of it. One record each, and the same command again has no second effect.
 * The receiver is found anew in the transaction: nothing is passed to somebody who has gone, nor to a level that is not his.
 */
import { decide } from '../../domain/cases/decide.ts'
import type { CaseRefusal } from '../../domain/cases/decision.ts'
import { type NamedReceiver, nextLevel, receiversOf } from '../../domain/people/receivers.ts'
import type { PassUpWish, ReceiversFound } from '../contract.ts'
import { type Branch, todayOf, utcNow } from './branch.ts'
import { append } from './journal.ts'
import { isNamed } from './named.ts'
import { caseOf, project } from './projection.ts'
import { answerTo, keepAnswer, record } from './record.ts'
import { standingOfRow } from './rising.ts'
import type { NotRecorded } from './storage.ts'
import { type CaseRecord, caseRecord } from './store/cases.ts'
import { people } from './store/people.ts'

/** Everybody to whom the person at this window may pass a case up; null where the case is not here. */
export function receiversFor(branch: Branch, id: string): ReceiversFound | null {
  const row = caseRecord(branch.db, id)
  if (!row) return null
  const receivers = everyReceiver(branch, row)
  const stands = { passedUp: row.escalated, byTime: standingOfRow(row, todayOf(branch)).level }
  return {
    standsAt: Math.max(stands.passedUp, stands.byTime),
    next: nextLevel(receivers, stands),
    receivers,
    reasons: branch.knowledge.rules.escalation.reasons,
  }
}

/** Nobody gets a complaint that names him. */
function everyReceiver(branch: Branch, row: Pick<CaseRecord, 'named'>): NamedReceiver[] {
  const { db, knowledge, session } = branch
  const others = people(db).filter((one) => !isNamed(row, one))
  return receiversOf(knowledge.profile, others, session.current()?.id ?? '')
}

type Code =
  | 'notRegistered'
  | 'wrongState'
  | 'lowerLevel'
  | 'roleMayNot'
  | 'namedInCase'
  | 'unknownReceiver'
  | 'unknownReason'
  | 'notSaid'
export type Passing = { ok: true } | NotRecorded | { ok: false; refusal: { code: Code | 'notSignedIn' } }

const refuse = (code: Code | 'notSignedIn'): Passing => ({ ok: false, refusal: { code } })

/** Passes a case up to somebody by name. `wish.command` is minted when the panel opens. */
export function passUp(branch: Branch, wish: PassUpWish): Passing {
  const person = branch.session.current()
  if (!person) return refuse('notSignedIn')
  const passed = record(branch, (): Passing => {
    if (answerTo(branch, { command: wish.command }) !== null) return { ok: true }
    const row = caseRecord(branch.db, wish.case)
    if (!row) return refuse('notRegistered')
    const to = everyReceiver(branch, row).find(({ level, key }) => level === wish.level && key === wish.to)
    if (!to) return refuse('unknownReceiver')
    if (!branch.knowledge.rules.escalation.reasons.some(({ code }) => code === wish.reason))
      return refuse('unknownReason')
    const { command, level, reason } = wish
    const decision = decide(
      caseOf(branch, wish.case),
      // The name is kept as the state language has it; whoever reads it here is shown his own.
      { do: 'escalateCase', command, level, reason, words: wish.words, to: { id: to.key, name: to.name.kk } },
      { person, named: isNamed(row, person) },
    )
    if (!decision.ok) return refuse(refusalOf(decision.refusal.code))
    append(branch, decision.events)
    project(branch, wish.case)
    keepAnswer(branch, { id: command, draft: null, case: wish.case, at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (passed.ok) branch.changed('cases', 'exchange')
  return passed
}

function refusalOf(code: CaseRefusal['code']): Code {
  switch (code) {
    case 'notRegistered':
    case 'wrongState':
    case 'lowerLevel':
    case 'roleMayNot':
    case 'namedInCase':
    case 'notSaid':
      return code
    default:
      throw new Error(`passing up cannot be refused with ${code}`)
  }
}
