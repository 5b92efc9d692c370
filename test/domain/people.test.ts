import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changePeople, firstManager, type PeopleCommand } from '../../domain/people/change.ts'
import { helpersOf, type Known, pinObstacle, readBadge, vouchersFor, waitAfter } from '../../domain/people/entry.ts'
import {
  activeManagers,
  type Foundings,
  foldPeople,
  isFounding,
  type Member,
  manages,
  peopleEvents,
} from '../../domain/people/events.ts'
import { tellingNames } from '../../domain/people/order.ts'
import { type Role, role } from '../../domain/people/person.ts'
import { uuid } from '../support/pen.ts'

const member = (name: string, role: Role = 'clerk', more: Partial<Member> = {}): Member => ({
  ...{ id: uuid(name), lastName: name, firstName: 'Дана', patronymic: '', role, retired: false },
  ...more,
})
const called = (name: string, role: Role) => ({
  ...{ person: uuid(name), lastName: name, firstName: 'Дана', patronymic: '', role },
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
          if (type === 'personRetired') return event(type, { ...id, why: 'көк' }, uuid(by))
          return event(type, type === 'personReturned' ? id : { ...id, ...named }, uuid(by))
        })
        const { people: after, foundings } = foldPeople([member('a', 'manager')], events)
        const managers = activeManagers(after.values())
        expect(managers.length).toBeGreaterThan(0)
        // Nor is anybody of either founding left without one.
        for (const founding of [...foundings.of.values()].flat()) {
          const probe = { ...foundings, of: new Map([...foundings.of, ['probe', [founding]]]) }
          expect(managers.some((one) => manages(probe, one.id, 'probe'))).toBe(true)
        }
      }),
    )
  })

  test('a change counts from who manages the person then; where nobody manages, whoever comes first does', () => {
    const made = { person: uuid('self'), lastName: 'Сам', firstName: '', patronymic: '', role: 'manager' }
    const raised = event('personChanged', { ...made, person: clerk.id }, clerk.id)
    const added = event('personAdded', made, second.id)
    const byLead = event('personRetired', { person: clerk.id, why: 'көк' }, second.id)
    const { people: after, ignored } = foldPeople([boss, second, clerk], [raised, added, byLead])
    expect(ignored).toEqual([raised, added, byLead])
    expect([...after.values()].slice(0, 3)).toEqual([boss, second, clerk])
    expect(after.get(made.person)).toMatchObject({ lastName: 'Сам', retired: true })
    // Whoever was a manager is heard until he is none.
    const other = event('personChanged', { ...made, person: second.id })
    const demoted = event('personChanged', { ...made, person: boss.id, role: 'clerk' }, second.id)
    const late = event('personRetired', { person: clerk.id, why: 'көк' })
    expect(foldPeople([boss, second, clerk], [other, demoted, late])).toMatchObject({ ignored: [late] })
  })

  test('a branch begun on two computers keeps the people of both, in whatever order; neither’s manager manages the other’s', () => {
    const made = (name: string, as: Role, by: string) => event('personAdded', called(name, as), uuid(by))
    const here = [made('a', 'manager', 'a'), made('a clerk', 'clerk', 'a')]
    const there = [made('b', 'manager', 'b'), made('b clerk', 'clerk', 'b'), made('a clerk', 'manager', 'b')]
    const grabs = [
      ...['a', 'a clerk'].map((one) => event('personRetired', { person: uuid(one), why: 'көк' }, uuid('b'))),
      event('personReturned', { person: uuid('b clerk') }, uuid('a')),
    ]
    // The clerk that the other one claimed too stays as his own added him where that came first.
    for (const order of [
      [...here, ...there, ...grabs],
      [...there.slice(0, 2), ...here, ...there.slice(2), ...grabs],
      [...there, ...grabs, ...here],
    ]) {
      const { people: after, ignored } = foldPeople([], order)
      expect([...after.values()].filter(({ retired }) => retired)).toEqual([])
      expect(activeManagers(after.values()).map(({ id }) => id)).toEqual(expect.arrayContaining([uuid('a'), uuid('b')]))
      expect(ignored).toEqual(expect.arrayContaining([grabs[0], grabs[2]]))
      expect(ignored.filter(isFounding)).toEqual([])
    }
    // Let in by a manager of the one, the other's managers manage there too, and not the other way about.
    const both = [...here, ...there.slice(0, 2)]
    const letIn = event('personReturned', { person: uuid('b') }, uuid('a'))
    const raised = (who: string, by: string) => event('personChanged', called(who, 'shift_lead'), uuid(by))
    const joined = foldPeople([], [...both, letIn, raised('a clerk', 'b'), raised('b clerk', 'a')])
    expect(joined.people.get(uuid('a clerk'))?.role).toBe('shift_lead')
    expect(joined.people.get(uuid('b clerk'))?.role).toBe('clerk')
    // Each side keeps somebody who manages it: b is the last of his, though a stands there too.
    const without = foldPeople(
      [],
      [...both, letIn, event('personRetired', { person: uuid('b'), why: 'көк' }, uuid('b'))],
    )
    expect(without.people.get(uuid('b'))?.retired).toBe(false)
  })

  test('whoever began the branch elsewhere is managed, and manages, once he is let in; until then it is refused with the reason', () => {
    const [a, b] = [member('a', 'manager'), member('b', 'manager')]
    const all = people(a, b)
    const apart: Foundings = { of: new Map([a, b].map(({ id }) => [id, [id]])), heard: new Map() }
    const retire: PeopleCommand = { do: 'retirePerson', command, person: a.id, why: 'уволился' }
    const decided = (wish: PeopleCommand, by: Member, foundings: Foundings) => changePeople(wish, by, all, foundings)
    for (const wish of [retire, { do: 'resetPin', command, person: a.id } as const])
      expect(decided(wish, b, apart)).toEqual({ ok: false, refusal: { code: 'otherFounding' } })
    expect(decided({ do: 'returnPerson', command, person: b.id }, a, apart)).toMatchObject({
      events: [{ type: 'personReturned' }],
    })
    const joined: Foundings = { ...apart, heard: new Map([[a.id, new Set([b.id])]]) }
    expect(decided(retire, b, joined).ok).toBe(true)
    expect(decided({ do: 'returnPerson', command, person: b.id }, a, joined)).toMatchObject({ ok: false })
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

describe('two of one name', () => {
  const one = (id: string, lastName: string, firstName: string, role: Role = 'clerk') => ({
    ...{ id: uuid(id), lastName, firstName, patronymic: '', role, retired: false },
  })
  const boss = one('the manager', 'Жұмағалиева', 'Роза', 'manager')
  const alma = one('alma', 'Бекова', 'Алма', 'shift_lead')
  const people = new Map([boss, alma].map((who) => [who.id, who]))
  const add = (lastName: string, more: object = {}, among = people) =>
    changePeople(
      {
        ...{ do: 'addPerson', command: uuid('command'), person: uuid('new'), lastName, firstName: 'алма' },
        ...{ patronymic: '', role: 'clerk', ...more },
      },
      boss,
      among,
    )

  test('a second one is taken in only by who says that this is another person; one who has gone is in nobody’s way', () => {
    expect(add('бекова')).toEqual({ ok: false, refusal: { code: 'namesake', role: 'shift_lead' } })
    expect(add('бекова', { another: true })).toMatchObject({ ok: true })
    expect(add('Бекова', { patronymic: 'Ержанқызы' })).toMatchObject({ ok: true })
    const gone = new Map([...people, [alma.id, { ...alma, retired: true }]])
    expect(add('Бекова', {}, gone)).toMatchObject({ ok: true })
    const [first, second] = [one('a', 'Бекова', 'Дана'), one('b', 'Бекова', 'Алма')]
    const rename = (another: boolean) =>
      changePeople(
        {
          ...{ do: 'changePerson', command: uuid('command'), person: first.id, lastName: 'Бекова', firstName: 'Алма' },
          ...{ patronymic: '', role: 'clerk', another },
        },
        boss,
        new Map([boss, first, second].map((who) => [who.id, who])),
      )
    expect(rename(false)).toMatchObject({ refusal: { code: 'namesake' } })
    expect(rename(true)).toMatchObject({ ok: true })
  })

  test('they are told apart by a number that stays theirs, and nobody else gets one', () => {
    const [older, younger] = [one('x', 'Бекова', 'Алма'), one('y', 'Бекова', 'Алма')].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    )
    if (!older || !younger) throw new Error('nobody')
    const said = tellingNames([younger, boss, older])
    expect([older, younger, boss].map(({ id }) => said.get(id))).toEqual([
      'Бекова Алма (1)',
      'Бекова Алма (2)',
      'Жұмағалиева Роза',
    ])
  })
})
