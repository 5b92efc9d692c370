/**
 * What is done on the sign-in screen, before anybody is signed in: each proves himself by a PIN, or has somebody beside
 * him who does. What a person did there stands in the journal under his name; the PINs themselves stand nowhere.
 */

import type { EventDraft } from '../../../domain/journal/event.ts'
import { firstManager, type Names } from '../../../domain/people/change.ts'
import { pinObstacle, readBadge, vouchersFor } from '../../../domain/people/entry.ts'
import { may } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Entered, PersonTile } from '../../contract.ts'
import { type Branch, newId } from '../branch.ts'
import { append } from '../journal.ts'
import { record } from '../record.ts'
import { badgeHolder, entryOf, known, personOf, setPin } from '../store/people.ts'
import { badgeHash } from './badge.ts'
import { hashOf } from './pins.ts'
import { peopleNow, projectPeople } from './projection.ts'

type Refused = Extract<Entered, { ok: false }>
type Code = Refused['refusal']['code']
const refuse = (code: Extract<Refused['refusal'], { code: Code }>['code']): Refused =>
  ({ ok: false, refusal: { code } }) as Refused

/** The first manager of a branch that has none: names and a PIN of his own. He is signed in by it. */
export async function begin(branch: Branch, wish: { command: string; pin: string } & Names): Promise<Entered> {
  const obstacle = pinObstacle(wish.pin, branch.knowledge.rules.entry)
  if (obstacle) return refuse(obstacle)
  const hash = await hashOf(branch, wish.pin)
  const { command, lastName, firstName, patronymic } = wish
  const id = newId(branch)
  const begun = record(branch, (): Entered => {
    const decision = firstManager({ command, person: id, lastName, firstName, patronymic }, peopleNow(branch.db))
    if (!decision.ok)
      return decision.refusal.code === 'managerThere' || decision.refusal.code === 'wrongName'
        ? { ok: false, refusal: decision.refusal }
        : unexpected(decision.refusal.code)
    append(branch, [...decision.events, chosen(command, id, null)])
    projectPeople(branch)
    setPin(branch.db, id, hash, false)
    return entered(branch, id)
  })
  return admitted(branch, begun, id)
}

/** Another PIN in the place of the one that is typed with it; a temporary one ends here. */
export async function choosePin(
  branch: Branch,
  { command, person, pin, next }: { command: string; person: string; pin: string; next: string },
): Promise<Entered> {
  const obstacle = pinObstacle(next, branch.knowledge.rules.entry)
  if (obstacle) return refuse(obstacle)
  const checked = await branch.session.gate.check(person, pin)
  if (!checked.ok) return checked
  if (pin === next) return refuse('samePin')
  const hash = await hashOf(branch, next)
  const before = entryOf(branch.db, person).pin
  const done = record(branch, (): Entered => {
    // Meanwhile a manager may have given another one, or the person may have gone.
    if (entryOf(branch.db, person).pin !== before) return refuse('noPin')
    append(branch, [chosen(command, person, null)])
    setPin(branch.db, person, hash, false)
    return entered(branch, person)
  })
  return admitted(branch, done, person)
}

/** The first PIN of a person at this computer. Who vouches for him types his own. */
export async function firstPin(
  branch: Branch,
  wish: { command: string; person: string; next: string; voucher: { person: string; pin: string } | null },
): Promise<Entered> {
  const { command, person, next, voucher } = wish
  const obstacle = pinObstacle(next, branch.knowledge.rules.entry)
  if (obstacle) return refuse(obstacle)
  const vouched = mayVouch(branch, person, voucher?.person ?? null)
  if (vouched !== null) return refuse(vouched)
  if (voucher) {
    const checked = await branch.session.gate.check(voucher.person, voucher.pin)
    if (!checked.ok) return { ok: false, refusal: { code: 'helper', why: checked.refusal } }
    if (checked.temporary) return { ok: false, refusal: { code: 'helper', why: { code: 'temporary' } } }
  }
  const hash = await hashOf(branch, next)
  const done = record(branch, (): Entered => {
    const now = mayVouch(branch, person, voucher?.person ?? null)
    if (now !== null) return refuse(now)
    append(branch, [chosen(command, person, voucher?.person ?? null)])
    setPin(branch.db, person, hash, false)
    return entered(branch, person)
  })
  return admitted(branch, done, person)
}

/** Why this voucher, or none, does not do; null when he does. */
function mayVouch(
  { db }: Branch,
  id: string,
  voucher: string | null,
): 'unknownPerson' | 'hasPin' | 'mayNotHelp' | null {
  const people = known(db)
  const person = people.find((one) => one.id === id && !one.retired)
  if (!person) return 'unknownPerson'
  if (person.hasPin) return 'hasPin'
  const { needed, by } = vouchersFor(person, people)
  if (voucher === null) return needed ? 'mayNotHelp' : null
  return by.some((one) => one.id === voucher) ? null : 'mayNotHelp'
}

/** A shift lead or manager lets a person in who typed too many wrong PINs: he may try again. */
export async function letIn(
  branch: Branch,
  { command, person, helper, pin }: { command: string; person: string; helper: string; pin: string },
): Promise<Exclude<Entered, { ok: true }> | { ok: true }> {
  const { db, session } = branch
  const people = known(db)
  const barred = people.find((one) => one.id === person)
  const by = personOf(db, helper)
  if (!barred || !by) return refuse('unknownPerson')
  if (!may(by, 'unlockPin') || !session.gate.helpers(barred, people).some((one) => one.id === helper))
    return refuse('mayNotHelp')
  const checked = await session.gate.check(helper, pin)
  if (!checked.ok) return { ok: false, refusal: { code: 'helper', why: checked.refusal } }
  if (checked.temporary) return { ok: false, refusal: { code: 'helper', why: { code: 'temporary' } } }
  const done = record(branch, () => {
    append(branch, [{ type: 'pinUnlocked', case: null, by: helper, payload: { command, person } }])
    session.gate.open(person)
    return { ok: true as const }
  })
  if (done.ok) branch.changed('people')
  return done
}

/** Whose badge this is. It lets nobody in: the PIN is still asked. */
export function badgeOf(
  branch: Branch,
  { number }: { number: string },
): { ok: true; person: string } | { ok: false; refusal: { code: 'unknownBadge' } } {
  const read = readBadge(number)
  const holder = read.level === 'ok' ? badgeHolder(branch.db, badgeHash(branch.keys.sign, read.value)) : null
  return holder === null ? { ok: false, refusal: { code: 'unknownBadge' } } : { ok: true, person: holder }
}

const chosen = (command: string, person: string, confirmedBy: string | null): EventDraft => ({
  type: 'pinChosen',
  case: null,
  by: person,
  payload: { command, person, confirmedBy },
})

function entered(branch: Branch, id: string): { ok: true; person: PersonTile } {
  return { ok: true, person: branch.session.tile(found(branch, id)) }
}

function found({ db }: Branch, id: string): Person {
  const person = personOf(db, id)
  if (!person) throw new Error('whoever chose a PIN is known')
  return person
}

function admitted(branch: Branch, answer: Entered, id: string): Entered {
  if (!answer.ok) return answer
  branch.changed('people', 'exchange')
  branch.session.admit(found(branch, id))
  return answer
}

function unexpected(code: string): never {
  throw new Error(`a first manager cannot be refused with ${code}`)
}
