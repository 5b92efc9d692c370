// Whoever has a certificate of the branch may sign what he likes about its people. What he can do with a second beginning of the
// branch (`isFounding`), and that nobody loses by it what his own manager gave him.
import { describe, expect, test } from 'vitest'
import { changePeople } from '../../domain/people/change.ts'
import { foldPeople, isBesides, isLastManager, manages, type PeopleEvent } from '../../domain/people/events.ts'
import type { Role } from '../../domain/people/person.ts'
import { uuid } from '../support/pen.ts'

const command = uuid('command')
const said = (type: string, by: string, payload: object): PeopleEvent => ({
  fields: { type, by: uuid(by) },
  payload: { command, ...payload },
})
const called = (name: string, role: Role, lastName = name) => ({
  ...{ person: uuid(name), lastName, firstName: 'Дана', patronymic: '', role },
})
const added = (by: string, name: string, role: Role, lastName = name) =>
  said('personAdded', by, called(name, role, lastName))
const changed = (by: string, name: string, role: Role, lastName = name) =>
  said('personChanged', by, called(name, role, lastName))
const retired = (by: string, name: string) => said('personRetired', by, { person: uuid(name), why: 'көк' })
const branchAfter = (events: readonly PeopleEvent[]) => {
  const { people, ...rest } = foldPeople([], events)
  return { ...rest, all: people, of: (name: string) => people.get(uuid(name)) }
}

const own = [added('boss', 'boss', 'manager'), added('boss', 'lead', 'shift_lead'), added('boss', 'clerk', 'clerk')]
const forged = [added('foe', 'foe', 'manager'), added('foe', 'lead', 'clerk', 'Басқа'), added('foe', 'boss', 'clerk')]
const grabs = [retired('foe', 'lead'), retired('foe', 'clerk'), retired('foe', 'boss')]
/** A device signs whatever clock it likes, so its word may stand before or behind all others. */
const orders = [
  ['before', [...forged, ...grabs, ...own]],
  ['behind', [...own, ...forged, ...grabs]],
  ['between', [...own.slice(0, 1), ...forged, ...own.slice(1), ...grabs]],
  ['with nobody retired behind', [...own, ...forged]],
] as const

describe('whoever begins the branch again and claims its people as his', () => {
  test.each(orders)('takes from nobody his place nor his role, %s their own events', (_, events) => {
    const { of } = branchAfter(events)
    expect([of('boss')?.role, of('lead')?.role, of('clerk')?.role]).toEqual(['manager', 'shift_lead', 'clerk'])
    for (const name of ['boss', 'lead', 'clerk']) expect(of(name)?.retired, name).toBe(false)
  })

  test.each(orders)('keeps nobody from being managed by his own manager, %s their own events', (_, events) => {
    const { of, all, foundings } = branchAfter(events)
    const boss = of('boss')
    if (!boss) throw new Error('nobody')
    const wish = { do: 'changePerson' as const, ...called('lead', 'manager'), command, another: true }
    expect(changePeople(wish, boss, all, foundings)).toMatchObject({ ok: true })
    const raised = branchAfter([...events, changed('boss', 'lead', 'manager', 'Ахметова')])
    expect(raised.of('lead')).toMatchObject({ role: 'manager', lastName: 'Ахметова' })
    expect(raised.ignored).toEqual(branchAfter(events).ignored)
    // Whom he has made a manager manages his people, whoever claims him too.
    const late = [...events, changed('boss', 'lead', 'manager'), changed('lead', 'clerk', 'shift_lead')]
    expect(branchAfter(late).of('clerk')?.role).toBe('shift_lead')
  })

  test('is in sight beside the branch’s own beginning, and manages none whom it has not taken in', () => {
    const { foundings, all, ignored } = branchAfter([...own, ...forged, ...grabs])
    expect(ignored).toEqual([grabs[1]])
    expect(isBesides(foundings, uuid('boss'), uuid('foe'))).toBe(true)
    expect([manages(foundings, uuid('foe'), uuid('clerk')), manages(foundings, uuid('boss'), uuid('clerk'))]).toEqual([
      ...[false, true],
    ])
    expect(isLastManager(all, uuid('boss'), foundings)).toBe(true)
  })

  test('in the name of a clerk, or of the manager himself: both stand as they were taken in, and his beginning is in sight', () => {
    const [asClerk, asBoss] = [added('clerk', 'clerk', 'manager', 'Жалған'), added('boss', 'boss', 'manager', 'Жалған')]
    for (const events of [
      [asClerk, asBoss, ...own],
      [...own, asClerk, asBoss],
    ]) {
      const { of, foundings } = branchAfter(events)
      expect([of('boss')?.role, of('lead')?.role]).toEqual(['manager', 'shift_lead'])
      expect(isBesides(foundings, uuid('boss'), uuid('clerk'))).toBe(true)
      // A manager by his own word leads nobody else's people.
      expect(manages(foundings, uuid('clerk'), uuid('lead'))).toBe(false)
      expect(manages(foundings, uuid('boss'), uuid('clerk'))).toBe(true)
      expect(branchAfter([...events, changed('boss', 'boss', 'manager', 'Ахметова')]).of('boss')?.lastName).toBe(
        'Ахметова',
      )
    }
  })
})

test('whom nobody has taken in manages nobody: neither a person unknown to the branch nor one who came in without a founding', () => {
  const member = (name: string, role: Role) => ({
    ...{ id: uuid(name), lastName: name, firstName: 'Дана', patronymic: '', role, retired: false },
  })
  const deeds = [
    changed('stranger', 'clerk', 'manager'),
    retired('stranger', 'clerk'),
    added('stranger', 'new', 'clerk'),
  ]
  const { people, ignored } = foldPeople([member('boss', 'manager'), member('clerk', 'clerk')], deeds)
  expect(ignored).toEqual(deeds)
  expect(people.get(uuid('clerk'))).toEqual(member('clerk', 'clerk'))
  expect(branchAfter([...own, ...deeds]).ignored).toEqual(deeds)
})
