import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changePeople, firstManager, type PeopleCommand } from '../../domain/people/change.ts'
import { helpersOf, type Known, pinObstacle, readBadge, vouchersFor, waitAfter } from '../../domain/people/entry.ts'
import { activeManagers, foldPeople, isFounding, type Member, peopleEvents } from '../../domain/people/events.ts'
import { tellingNames } from '../../domain/people/order.ts'
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
          if (type === 'personRetired') return event(type, { ...id, why: 'көк' }, uuid(by))
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
    const byLead = event('personRetired', { person: clerk.id, why: 'көк' }, second.id)
    const byBegun = event('personRetired', { person: boss.id, why: 'көк' }, made.person)
    const { people: after, ignored } = foldPeople([boss, second, clerk], [begun, raised, byLead, byBegun])
    expect(ignored).toEqual([begun, raised, byLead, byBegun])
    expect([...after.values()].slice(0, 3)).toEqual([boss, second, clerk])
    expect(after.get(made.person)).toMatchObject({ lastName: 'Сам', retired: true })
    // Whoever was a manager is heard until he is none; where nobody manages, whoever comes first is.
    const other = event('personChanged', { ...made, person: second.id })
    const demoted = event('personChanged', { ...made, person: boss.id, role: 'clerk' }, second.id)
    const late = event('personRetired', { person: clerk.id, why: 'көк' })
    expect(foldPeople([boss, second, clerk], [other, demoted, late])).toMatchObject({ ignored: [late] })
    const first = foldPeople([], [begun, event('personReturned', { person: made.person }, made.person)])
    expect([...first.people.values()]).toMatchObject([{ role: 'manager', retired: false }])
    expect(first.ignored).toEqual([])
  })

  test('whose computer headquarters enrolled first began the branch: no clock and no order of arrival takes it from him', () => {
    const early = { person: uuid('real'), lastName: 'Бекова', firstName: 'А', patronymic: '', role: 'manager' }
    const late = { person: uuid('other'), lastName: 'Сам', firstName: 'А', patronymic: '', role: 'manager' }
    const at = (enrolledAt: string | null, one: ReturnType<typeof event>) => ({ ...one, enrolledAt })
    const begun = at('2026-01-10T05:00:00.000Z', event('personAdded', early, early.person))
    const takenIn = at(
      '2026-01-10T05:00:00.000Z',
      event('personAdded', { ...late, person: clerk.id, role: 'clerk' }, early.person),
    )
    for (const enrolledAt of ['2026-03-01T05:00:00.000Z', null]) {
      const again = at(enrolledAt, event('personAdded', late, late.person))
      const byAgain = at(enrolledAt, event('personRetired', { person: early.person, why: 'көк' }, late.person))
      // By its clock, which was years behind, it stands before all that the branch has done.
      for (const order of [
        [again, byAgain, begun, takenIn],
        [begun, takenIn, again, byAgain],
      ]) {
        const { people: after, ignored } = foldPeople([], order)
        expect(activeManagers(after.values()).map(({ id }) => id)).toEqual([early.person])
        expect(after.get(clerk.id)).toMatchObject({ retired: false, role: 'clerk' })
        expect(after.get(late.person)).toMatchObject({ lastName: 'Сам', retired: true })
        expect(ignored).toEqual([again, byAgain])
        expect(ignored.filter(isFounding)).toEqual([again])
      }
    }
    // Before headquarters knows either of them the order of the journal says who was first.
    const [one, two] = [begun, event('personAdded', late, late.person)].map((each) => ({ ...each, enrolledAt: null }))
    if (one && two) expect(foldPeople([], [two, one]).ignored).toEqual([one])
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
