/**
 * What the manager does to the people of the branch: one event and one record each, with what lets the person in or keeps
 * him out from then on. A temporary PIN is told once, to the manager's screen, and is kept as a hash like every other.
 */
import { changePeople, type PeopleCommand } from '../../../domain/people/change.ts'
import { readBadge } from '../../../domain/people/entry.ts'
import { may } from '../../../domain/people/permissions.ts'
import { signature } from '../../../domain/people/person.ts'
import type { PeopleChanged } from '../../contract.ts'
import { type Branch, newId, utcNow } from '../branch.ts'
import { append } from '../journal.ts'
import { answerTo, keepAnswer, record } from '../record.ts'
import { badgeHolder, entryOf, personOf, removeEntry, setBadge, setPin } from '../store/people.ts'
import { badgeHash } from './badge.ts'
import { hashOf, temporaryPin } from './pins.ts'
import { foundingsNow, peopleNow, projectPeople } from './projection.ts'

type Wish = PeopleCommand extends infer One ? (One extends { do: 'addPerson' } ? Omit<One, 'person'> : One) : never
export type PeopleWish = Exclude<Wish, { do: 'giveBadge' }> | (Extract<Wish, { do: 'giveBadge' }> & { number: string })

/** The same command again has no second effect; only a temporary PIN is made anew, for the first was kept nowhere. */
export async function changeThePeople(branch: Branch, wish: PeopleWish): Promise<PeopleChanged> {
  const pin =
    wish.do === 'addPerson' || wish.do === 'resetPin' || wish.do === 'returnPerson' ? temporaryPin(branch) : null
  const hash = pin === null ? null : await hashOf(branch, pin)
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  // Also of a command that is asked again: the answer may be a PIN.
  if (!may(person, 'managePeople')) return { ok: false, refusal: { code: 'roleMayNot' } }
  const done = record(branch, (): PeopleChanged => {
    const { db } = branch
    const before = answerTo(branch, { command: wish.command })
    const id = before !== null ? String(JSON.parse(before)) : wish.do === 'addPerson' ? newId(branch) : wish.person
    if (before === null) {
      const decision = changePeople({ ...wish, person: id } as PeopleCommand, person, peopleNow(db), foundingsNow(db))
      if (!decision.ok) return decision
      const badge = wish.do === 'giveBadge' ? newBadge(branch, wish) : null
      if (badge !== null && !badge.ok) return badge
      if (wish.do === 'revokeBadge' && entryOf(db, id).badge === null)
        return { ok: false, refusal: { code: 'nothingChanged' } }
      append(branch, decision.events)
      projectPeople(branch)
      if (wish.do === 'retirePerson') removeEntry(db, id)
      if (wish.do === 'revokeBadge') setBadge(db, id, null)
      if (badge) setBadge(db, id, badge.hash)
      // `case` of a kept answer: whom the command was about.
      keepAnswer(branch, { id: wish.command, draft: null, case: id, at: utcNow(branch) }, id)
    }
    // Asked again it gives a PIN only while nobody has chosen another.
    const { pin: kept, temporary } = entryOf(db, id)
    const givesPin = hash !== null && (before === null || kept === null || temporary !== 0)
    if (givesPin) setPin(db, id, hash, true)
    return { ok: true, person: id, pin: givesPin ? pin : null }
  })
  if (done.ok) branch.changed('people', 'session', 'exchange')
  return done
}

type Badge = { ok: true; hash: string } | Extract<PeopleChanged, { ok: false }>

/** A badge is one person's: who has it already keeps it until it is taken from him. */
function newBadge({ db, keys }: Branch, { person, number }: Extract<PeopleWish, { do: 'giveBadge' }>): Badge {
  const read = readBadge(number)
  if (read.level !== 'ok') return { ok: false, refusal: { code: 'wrongBadge' } }
  const hash = badgeHash(keys.sign, read.value)
  const holder = badgeHolder(db, hash)
  if (holder === person) return { ok: false, refusal: { code: 'nothingChanged' } }
  const other = holder === null ? null : personOf(db, holder)
  if (other) return { ok: false, refusal: { code: 'badgeTaken', by: signature(other) } }
  return { ok: true, hash }
}
