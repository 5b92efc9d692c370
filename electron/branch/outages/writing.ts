/** What shift lead and manager write on an outage's card, and who of the customers was told. One record each. */
import { decide } from '../../../domain/cases/decide.ts'
import { decideOutage, type OutageCommand, type OutageFacts } from '../../../domain/outages/decide.ts'
import { outageOpened } from '../../../domain/outages/events.ts'
import { writeOutageNumber } from '../../../domain/outages/number.ts'
import { primitives } from '../../../trust/primitives.ts'
import type { OutageWritten } from '../../contract.ts'
import { type Branch, todayOf, utcNow } from '../branch.ts'
import { append, myLine } from '../journal.ts'
import { caseOf, project } from '../projection.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import type { NotRecorded } from '../storage.ts'
import { projectOutage } from './projection.ts'
import { viewOf } from './reading.ts'
import { caselessOfLine, outageOf } from './store.ts'

const notSignedIn = { ok: false as const, refusal: { code: 'notSignedIn' as const } }

/** Opens, updates or closes a card. The same command again gives the card as it stands. */
export function writeOutage(branch: Branch, command: OutageCommand): OutageWritten {
  const person = branch.session.current()
  if (!person) return notSignedIn
  const { db } = branch
  const answer = record(branch, (): OutageWritten => {
    const before = answerTo(branch, { command: command.command })
    if (before !== null) return shown(branch, before)
    const place = placeFor(branch, command.command)
    const number = command.do === 'openOutage' ? place.number : command.number
    const decision = decideOutage(outageOf(db, number), command, {
      person,
      now: utcNow(branch),
      place,
      bounds: branch.knowledge.rules.outages,
    })
    if (!decision.ok) return decision
    append(branch, decision.events)
    projectOutage(db, number)
    // `case` of a kept answer: what the command was about.
    keepAnswer(branch, { id: command.command, draft: null, case: number, at: utcNow(branch) }, number)
    return shown(branch, JSON.stringify(number))
  })
  if (answer.ok) branch.changed('outages', 'exchange')
  return answer
}

function shown(branch: Branch, kept: string): OutageWritten {
  const outage = outageOf(branch.db, String(JSON.parse(kept)))
  if (!outage) throw new Error('an outage that was written is there')
  return { ok: true, outage: viewOf(branch, outage) }
}

/** The number that an outage opened now would get. */
function placeFor(branch: Branch, command: string): OutageFacts['place'] {
  const { branch: code, letter } = branch.desk()
  const year = Number(todayOf(branch).slice(0, 4))
  const mine = caselessOfLine(branch.db, myLine(branch.db), 'outageOpened').flatMap(({ payload }) => {
    const opened = outageOpened.safeParse(payload)
    return opened.success && opened.data.number.split('-')[2] === `${letter}${String(year % 100).padStart(2, '0')}`
      ? [opened.data.serial]
      : []
  })
  const serial = Math.max(0, ...mine) + 1
  const number = writeOutageNumber(primitives, { branch: code, letter, year, serial, command })
  return { branch: code, window: letter, serial, number }
}

type ToldCode = 'notSignedIn' | 'notRegistered' | 'notOnTheList' | 'alreadyTold'
type Told =
  | { ok: true }
  | NotRecorded
  | { ok: false; refusal: { code: ToldCode } | { code: 'roleMayNot'; role: string } }

/** Ticks a customer off the recovery list. */
export function tellRecovery(branch: Branch, wish: { command: string; case: string; outage: string }): Told {
  const person = branch.session.current()
  if (!person) return notSignedIn
  const told = record(branch, (): Told => {
    if (answerTo(branch, { command: wish.command }) !== null) return { ok: true }
    const decision = decide(
      caseOf(branch, wish.case),
      { do: 'tellRecovery', command: wish.command, outage: wish.outage },
      { person },
    )
    if (!decision.ok) return { ok: false, refusal: toldRefusal(decision.refusal) }
    append(branch, decision.events)
    project(branch, wish.case)
    keepAnswer(branch, { id: wish.command, draft: null, case: wish.case, at: utcNow(branch) }, { ok: true })
    return { ok: true }
  })
  if (told.ok) branch.changed('outages', 'cases', 'exchange')
  return told
}

function toldRefusal(refusal: Extract<ReturnType<typeof decide>, { ok: false }>['refusal']) {
  switch (refusal.code) {
    case 'roleMayNot':
      return refusal
    case 'notRegistered':
    case 'notOnTheList':
    case 'alreadyTold':
      return { code: refusal.code }
    default:
      throw new Error(`a recovery call cannot be refused with ${refusal.code}`)
  }
}
