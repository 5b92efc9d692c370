import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changePeople, firstManager, type PeopleCommand } from '../../domain/people/change.ts'
import { helpersOf, type Known, pinObstacle, readBadge, vouchersFor, waitAfter } from '../../domain/people/entry.ts'
import { activeManagers, foldPeople, type Member, peopleEvents } from '../../domain/people/events.ts'
import { type Role, role } from '../../domain/people/person.ts'
import { uuid } from '../support/pen.ts'

const member = (name: string, role: Role = 'clerk', more: Partial<Member> = {}): Member => ({
  ...{ id: uuid(name), lastName: name, firstName: 'Дана', patronymic: '', role, retired: false },
  ...more,
})
const people = (...all: Member[]) => new Map(all.map((one) => [one.id, one]))
const [boss, second, clerk] = [member('Ахметова', 'manager'), member('Ким', 'shift_lead'), member('Серік')]
const command = uuid('command')
const event = (type: string, payload: object, by = boss.id) => ({
  fields: { type, by },
  payload: { command, ...payload },
})

describe('the people of a branch as their events tell them', () => {
  test('a retired person keeps the name, comes back as he was, and an event about nobody known changes nothing', () => {
    const events = [
      event('personRetired', { person: clerk.id, why: 'left' }),
      event('personChanged', { person: uuid('nobody'), lastName: 'X', firstName: '', patronymic: '', role: 'clerk' }),
    ]
    expect(foldPeople([boss, clerk], events).people.get(clerk.id)).toEqual({ ...clerk, retired: true })
    const back = foldPeople([boss, clerk], [...events, event('personReturned', { person: clerk.id })])
    expect([...back.people.values()]).toEqual([boss, clerk])
  })

  test('whatever is done, on whichever computers, a branch that has a manager keeps one', () => {
    const ids = ['a', 'b', 'c', 'd']
    const one = fc.record({
      type: fc.constantFrom('personAdded', 'personChanged', 'personRetired', 'personReturned'),
      person: fc.constantFrom(...ids),
      role: fc.constantFrom(...role.options),
      by: fc.constantFrom(...ids),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (done) => {
        const events = done.map(({ type, person, role, by }) => {
          const named = { lastName: person, firstName: '', patronymic: '', role }
          const id = { person: uuid(person) }
          if (type === 'personRetired') return event(type, { ...id, why: 'x' }, uuid(by))
          return event(type, type === 'personReturned' ? id : { ...id, ...named }, uuid(by))
        })
        expect(activeManagers(foldPeople([member('a', 'manager')], events).people.values()).length).toBeGreaterThan(0)
      }),
    )
  })

  test('a change counts from who manages the branch then; a first manager made apart from it is none, and is in sight', () => {
    const made = { person: uuid('self'), lastName: 'Сам', firstName: '', patronymic: '', role: 'manager' }
    const begun = event('personAdded', made, made.person)
    const raised = event('personChanged', { ...made, person: clerk.id }, clerk.id)
    const byLead = event('personRetired', { person: clerk.id, why: 'x' }, second.id)
    const byBegun = event('personRetired', { person: boss.id, why: 'x' }, made.person)
    const { people: after, ignored } = foldPeople([boss, second, clerk], [begun, raised, byLead, byBegun])
    expect(ignored).toEqual([begun, raised, byLead, byBegun])
    expect([...after.values()].slice(0, 3)).toEqual([boss, second, clerk])
    expect(after.get(made.person)).toMatchObject({ lastName: 'Сам', retired: true })
    // Whoever was a manager is heard until he is none; where nobody manages, whoever comes first is.
    const other = event('personChanged', { ...made, person: second.id })
    const demoted = event('personChanged', { ...made, person: boss.id, role: 'clerk' }, second.id)
    const late = event('personRetired', { person: clerk.id, why: 'x' })
    expect(foldPeople([boss, second, clerk], [other, demoted, late])).toMatchObject({ ignored: [late] })
    const first = foldPeople([], [begun, event('personReturned', { person: made.person }, made.person)])
    expect([...first.people.values()]).toMatchObject([{ role: 'manager', retired: false }])
    expect(first.ignored).toEqual([])
  })

  test('no event has room for a PIN, a badge’s number or a hash of them', () => {
    for (const [type, schema] of Object.entries(peopleEvents))
      expect(Object.keys(schema.shape), type).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/pin|badge|number|hash|salt/i)]),
      )
  })
})

describe('changing people', () => {
  const all = people(boss, second, clerk)
  const retire = (person: string): PeopleCommand => ({ do: 'retirePerson', command, person, why: 'уволился' })
  const refused = (decision: ReturnType<typeof changePeople>) => (decision.ok ? null : decision.refusal)

  test('is the manager’s alone', () => {
    expect(refused(changePeople(retire(clerk.id), second, all))).toEqual({ code: 'roleMayNot' })
    expect(refused(changePeople(retire(second.id), clerk, all))).toEqual({ code: 'roleMayNot' })
    expect(changePeople(retire(clerk.id), boss, all)).toEqual({
      ok: true,
      events: [
        { type: 'personRetired', case: null, by: boss.id, payload: { command, person: clerk.id, why: 'уволился' } },
      ],
    })
  })

  test('never takes the last manager: neither by retiring nor by another role, until there is a second', () => {
    const demote: PeopleCommand = { ...boss, do: 'changePerson', command, person: boss.id, role: 'clerk' }
    expect(refused(changePeople(retire(boss.id), boss, all))).toEqual({ code: 'lastManager' })
    expect(refused(changePeople(demote, boss, all))).toEqual({ code: 'lastManager' })
    const two = people(boss, { ...second, role: 'manager' })
    expect(changePeople(retire(boss.id), boss, two).ok).toBe(true)
    expect(
      refused(changePeople(retire(boss.id), boss, people(boss, { ...second, role: 'manager', retired: true }))),
    ).toEqual({ code: 'lastManager' })
  })

  test('names are as people write them; digits and an empty surname are none', () => {
    const add = (names: Partial<Member>): PeopleCommand => ({
      ...{ do: 'addPerson', command, person: uuid('new'), role: 'clerk' },
      ...{ lastName: '  Әбенова-Қали ', firstName: '', patronymic: '', ...names },
    })
    const added = changePeople(add({}), boss, all)
    expect(added.ok && added.events[0]?.payload).toMatchObject({ lastName: 'Әбенова-Қали', firstName: '' })
    expect(refused(changePeople(add({ lastName: ' ' }), boss, all))).toEqual({ code: 'wrongName', field: 'lastName' })
    expect(refused(changePeople(add({ firstName: 'R2D2' }), boss, all))).toEqual({
      code: 'wrongName',
      field: 'firstName',
    })
  })

  test('a first manager makes himself known only where nobody manages the branch', () => {
    const wish = { command, person: uuid('first'), lastName: 'Бекова', firstName: 'Алма', patronymic: '' }
    expect(firstManager(wish, people())).toMatchObject({
      ok: true,
      events: [{ type: 'personAdded', by: wish.person, payload: { role: 'manager' } }],
    })
    expect(firstManager(wish, all)).toMatchObject({ refusal: { code: 'managerThere' } })
    expect(firstManager(wish, people(clerk)).ok).toBe(true)
  })
})

describe('what lets a person in', () => {
  const rule = { leastDigits: 4, barAfter: 10, longWaitMinutes: 15, lockAfterMinutes: 10 }

  test.each([
    ['1234', 'tooEasy'],
    ['4321', 'tooEasy'],
    ['7890', 'tooEasy'],
    ['0000', 'tooEasy'],
    ['271', 'wrongLength'],
    ['2718281828459', 'wrongLength'],
    ['27a8', 'notDigits'],
    ['2718', null],
    ['1235', null],
  ])('PIN %s: %s', (pin, obstacle) => {
    expect(pinObstacle(pin, rule)).toBe(obstacle)
  })

  test('waits grow to a minute; only where nobody can help they become long', () => {
    expect([1, 2, 3, 4, 9, 10, 50].map((tries) => waitAfter(tries, true, rule))).toEqual([0, 0, 1, 2, 60, 60, 60])
    expect([9, 10, 50].map((tries) => waitAfter(tries, false, rule))).toEqual([60, 900, 900])
  })

  const known = (one: Member, hasPin = true, wrongTries = 0): Known => ({ ...one, hasPin, wrongTries })

  test('a barred person is let in by another lead who can enter here and is not barred himself', () => {
    const names = (id: string, ...all: Known[]) => helpersOf(id, all, rule).map(({ lastName }) => lastName)
    expect(names(clerk.id, known(boss), known(second), known(clerk))).toEqual(['Ахметова', 'Ким'])
    expect(names(boss.id, known(boss), known(second, true, 10), known(clerk))).toEqual([])
    expect(names(clerk.id, known({ ...boss, retired: true }), known(second, false))).toEqual([])
  })

  test('a first PIN is vouched for by a lead; on a new computer only a lead needs nobody', () => {
    const vouchers = (person: Known, ...others: Known[]) => {
      const { needed, by } = vouchersFor(person, [person, ...others])
      return [needed, by.map(({ lastName }) => lastName)]
    }
    expect(vouchers(known(clerk, false), known(boss), known(second, false))).toEqual([true, ['Ахметова']])
    expect(vouchers(known(boss, false), known(clerk))).toEqual([true, ['Серік']])
    expect(vouchers(known(boss, false), known(second, false))).toEqual([false, []])
    expect(vouchers(known(clerk, false), known(boss, false))).toEqual([true, []])
  })

  test('a badge’s number is read without spaces and dashes; what is short or has other signs is none', () => {
    expect(readBadge(' ab-12 34-56 ')).toMatchObject({ level: 'ok', value: 'AB123456' })
    for (const text of ['12345', 'ЖҚ123456', '']) expect(readBadge(text).level).toBe('error')
  })
})
