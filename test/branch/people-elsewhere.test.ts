// People that another computer of the branch wrote: they come without a PIN, and no branch is left without a manager.
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Deed, PersonTile } from '../../electron/contract.ts'
import { type Bench, lead, manager, openBench, otherClerk, rows, signIn } from './bench.ts'
import { carry, change, DEMO_MANAGER, listed, names, newClerk, tiles } from './people.ts'

describe('people of the branch’s other computers', () => {
  test('arrive by their events without a PIN, and choose one with a lead who vouches by his own', async () => {
    const [here, there] = [await openBench({ seed: 7, letter: 'B' }), await openBench()]
    const { person } = await newClerk(there)
    carry(there, here)
    expect(await signIn(here, { person, pin: '2718' })).toEqual({ ok: false, refusal: { code: 'noPin' } })
    const tile = (await tiles(here)).find(({ id }) => id === person)
    expect(tile?.entry).toMatchObject({ state: 'vouched', by: [{ signature: DEMO_MANAGER }, { id: lead.person }] })
    const first = (voucher: object | null) =>
      here.call('session.firstPin', { command: randomUUID(), person, next: '3141', voucher })
    expect(await first(null)).toEqual({ ok: false, refusal: { code: 'mayNotHelp' } })
    expect(await first({ person: otherClerk.person, pin: otherClerk.pin })).toMatchObject({
      refusal: { code: 'mayNotHelp' },
    })
    expect(await first({ ...lead, pin: '9999' })).toMatchObject({ refusal: { code: 'helper' } })
    // Who has only a temporary PIN has not proved himself yet: whoever overheard it could let in anybody.
    const [kept] = rows(here, `SELECT pin FROM entry WHERE person = '${lead.person}'`) as { pin: string }[]
    await signIn(here, manager)
    const { pin: temporary } = await change(here, { do: 'resetPin', person: lead.person })
    expect(await first({ person: lead.person, pin: temporary })).toEqual({
      ok: false,
      refusal: { code: 'helper', why: { code: 'temporary' } },
    })
    here.branch.db.prepare('UPDATE entry SET pin = ?, temporary = 0 WHERE person = ?').run(kept?.pin, lead.person)
    expect(await first(lead)).toMatchObject({ ok: true, person: { id: person } })
    expect(await first(lead)).toMatchObject({ refusal: { code: 'hasPin' } })
    expect(
      rows(here, `SELECT by_person AS by, payload FROM journal WHERE type = 'pinChosen' AND origin = 'own'`),
    ).toEqual([{ by: person, payload: expect.stringContaining(`"confirmedBy":"${lead.person}"`) }])
  })

  test('on a new computer the manager chooses alone, and then vouches for the others', async () => {
    const there = await openBench({ demo: false })
    await there.call('session.begin', { command: randomUUID(), ...names, pin: '2718' })
    const added = await change(there, { do: 'addPerson', ...names, lastName: 'Оспанов', role: 'clerk' })
    const here = await openBench({ demo: false, seed: 7, letter: 'B' })
    carry(there, here)
    expect(await here.call('session.entry', {})).toMatchObject({ first: false })
    const [other, boss] = await tiles(here)
    expect([boss?.entry, other?.entry]).toEqual([
      { state: 'alone', by: [] },
      { state: 'vouched', by: [] },
    ])
    const first = (person: string, voucher: object | null) =>
      here.call('session.firstPin', { command: randomUUID(), person, next: '3141', voucher })
    expect(await first(added.person, null)).toMatchObject({ refusal: { code: 'mayNotHelp' } })
    expect(await first(boss?.id ?? '', null)).toMatchObject({ ok: true })
    expect(await first(added.person, { person: boss?.id, pin: '3141' })).toMatchObject({ ok: true })
  })

  test('a first manager made on a computer that knew of no other stands beside it until the manager has let him in', async () => {
    const [office, fresh] = [await openBench(), await openBench({ seed: 7, letter: 'B', demo: false })]
    fresh.now.ms += 60_000
    await signIn(office, manager)
    await change(office, { do: 'addPerson', ...names, role: 'clerk' })
    const begun = (await fresh.call('session.begin', {
      ...{ command: randomUUID(), ...names, lastName: 'Самозванов', pin: '2718' },
    })) as { person: PersonTile }
    carry(fresh, office)
    const shown = async () => (await listed(office)).find(({ id }) => id === begun.person.id)
    expect(await shown()).toMatchObject({ retired: false, founding: 'besides', pin: 'none' })
    const { deeds } = (await office.call('people.list', {})) as { deeds: Deed[] }
    expect(deeds.filter(({ second }) => second)).toMatchObject([{ what: 'personAdded', whom: 'Самозванов А.' }])
    // Let in here he has a PIN here.
    expect(await change(office, { do: 'returnPerson', person: begun.person.id })).toMatchObject({ ok: true })
    expect(await shown()).toMatchObject({ retired: false, founding: 'other', pin: 'temporary' })
  })

  test('two managers who retire each other at the same time leave one, the same one everywhere', async () => {
    const [a, b] = [await openBench(), await openBench({ seed: 7, letter: 'B' })]
    await signIn(a, manager)
    const added = await change(a, { do: 'addPerson', ...names, role: 'manager' })
    carry(a, b)
    await b.call('session.firstPin', { command: randomUUID(), person: added.person, next: '3141', voucher: manager })
    await change(b, { do: 'retirePerson', person: manager.person, why: 'көк' })
    await change(a, { do: 'retirePerson', person: added.person, why: 'көк' })
    carry(a, b)
    carry(b, a)
    const left = (bench: Bench) => rows(bench, `SELECT id FROM member WHERE role = 'manager' AND retired = 0`)
    expect(left(a)).toHaveLength(1)
    expect(left(a)).toEqual(left(b))
  })
})
