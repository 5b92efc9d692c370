// Who works in the branch: the manager says it, each change stands in the journal, and no PIN leaves the computer.
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import { type Bench, clerk, draft, lead, manager, openBench, registered, reopen, rows, signIn } from './bench.ts'
import { change, choose, current, DEMO_MANAGER, listed, names, newClerk, tiles } from './people.ts'

/** All that leaves this computer: the bytes of its line. */
const bytes = (bench: Bench) => JSON.stringify(runAfter(bench.branch.db, myLine(bench.branch.db), 0))
const said = (bench: Bench) =>
  rows(
    bench,
    `SELECT type, by_person AS by FROM journal WHERE type GLOB 'person*' OR type GLOB 'pin*' OR type GLOB 'badge*' ORDER BY seq`,
  )

describe('a branch that has nobody', () => {
  const begin = (bench: Bench, pin: string) => bench.call('session.begin', { command: randomUUID(), ...names, pin })

  test('asks for its manager once, with a PIN that is not the first one everybody tries; he takes in the others', async () => {
    const bench = await openBench({ demo: false })
    expect(await bench.call('session.entry', {})).toMatchObject({ first: true, leastDigits: 4 })
    expect(await begin(bench, '1234')).toEqual({ ok: false, refusal: { code: 'tooEasy' } })
    expect(await begin(bench, '2718')).toMatchObject({ ok: true, person: { signature: 'Бекова А.', role: 'manager' } })
    expect(await current(bench)).toMatchObject({ person: { role: 'manager' } })
    expect(await bench.call('session.entry', {})).toMatchObject({ first: false })
    expect(await begin(bench, '3141')).toMatchObject({ refusal: { code: 'managerThere' } })
    const added = await change(bench, { do: 'addPerson', ...names, lastName: 'Оспанов', role: 'clerk' })
    expect(added).toMatchObject({ ok: true, pin: expect.stringMatching(/^\d{6}$/) })
    const again = await reopen(bench, { demo: false })
    expect(await tiles(again)).toMatchObject([{ signature: 'Оспанов А.' }, { signature: 'Бекова А.' }])
    expect(await signIn(again, { person: added.person, pin: added.pin })).toMatchObject({
      refusal: { code: 'temporary' },
    })
  })
})

describe('the manager', () => {
  test('adds a clerk with a temporary PIN, good for choosing another and for nothing else', async () => {
    const bench = await openBench()
    await signIn(bench, manager)
    const { person, pin } = await change(bench, { do: 'addPerson', ...names, role: 'clerk' })
    await bench.call('session.lock', {})
    expect(await signIn(bench, { person, pin })).toEqual({ ok: false, refusal: { code: 'temporary' } })
    expect(await current(bench)).toEqual({ person: null })
    expect(await choose(bench, person, '000000', '2718')).toMatchObject({ refusal: { code: 'wrongPin' } })
    expect(await choose(bench, person, pin, pin)).toEqual({ ok: false, refusal: { code: 'samePin' } })
    expect(await choose(bench, person, pin, '1111')).toEqual({ ok: false, refusal: { code: 'tooEasy' } })
    expect(await choose(bench, person, pin, '2718')).toMatchObject({ ok: true, person: { id: person } })
    expect(await current(bench)).toMatchObject({ person: { id: person } })
    expect(await signIn(bench, { person, pin })).toMatchObject({ refusal: { code: 'wrongPin' } })
    expect(await signIn(bench, { person, pin: '2718' })).toMatchObject({ ok: true })
    expect(said(bench)).toEqual([
      { type: 'personAdded', by: manager.person },
      { type: 'pinChosen', by: person },
    ])
  })

  test('changes, resets, retires and brings back; each is recorded under his name, and once for each command', async () => {
    const bench = await openBench()
    const { person, pin } = await newClerk(bench)
    await signIn(bench, manager)
    const command = randomUUID()
    const promote = { do: 'changePerson', person, ...names, role: 'shift_lead' }
    expect(await change(bench, promote, command)).toEqual({ ok: true, person, pin: null })
    expect(await change(bench, promote, command)).toEqual({ ok: true, person, pin: null })
    expect(await change(bench, promote)).toMatchObject({ refusal: { code: 'nothingChanged' } })
    const reset = await change(bench, { do: 'resetPin', person })
    expect(await signIn(bench, { person, pin })).toMatchObject({ refusal: { code: 'wrongPin' } })
    expect(await signIn(bench, { person, pin: reset.pin })).toMatchObject({ refusal: { code: 'temporary' } })
    await signIn(bench, manager)
    expect(await change(bench, { do: 'retirePerson', person, why: ' ' })).toMatchObject({
      refusal: { code: 'whyMissing' },
    })
    expect(await change(bench, { do: 'retirePerson', person, why: 'уволилась' })).toMatchObject({ ok: true })
    expect(await signIn(bench, { person, pin: reset.pin })).toMatchObject({ refusal: { code: 'unknownPerson' } })
    expect((await tiles(bench)).map(({ id }) => id)).not.toContain(person)
    await signIn(bench, manager)
    expect((await listed(bench)).at(-1)).toMatchObject({ id: person, retired: true, pin: 'none' })
    const back = await change(bench, { do: 'returnPerson', person })
    expect(await signIn(bench, { person, pin: back.pin })).toMatchObject({ refusal: { code: 'temporary' } })
    await signIn(bench, manager)
    expect(await bench.call('people.list', {})).toMatchObject({
      deeds: [
        { what: 'personReturned', by: DEMO_MANAGER, whom: 'Бекова А.' },
        { what: 'personRetired', by: DEMO_MANAGER, whom: 'Бекова А.', why: 'уволилась' },
        { what: 'pinReset' },
        { what: 'personChanged', role: 'shift_lead' },
        { what: 'pinChosen', by: 'Бекова А.' },
        { what: 'personAdded', role: 'clerk' },
      ],
    })
    const { person: by } = manager
    expect(said(bench)).toEqual([
      { type: 'personAdded', by },
      { type: 'pinChosen', by: person },
      { type: 'personChanged', by },
      { type: 'pinReset', by },
      { type: 'personRetired', by },
      { type: 'personReturned', by },
    ])
  })

  test('is the only one who does: a clerk and a shift lead see no list and change nobody; the last manager stays', async () => {
    const bench = await openBench()
    for (const who of [clerk, lead]) {
      await signIn(bench, who)
      expect(await bench.call('people.list', {})).toEqual({ ok: false, refusal: { code: 'roleMayNot' } })
      for (const wish of [
        { do: 'addPerson', ...names, role: 'manager' },
        { do: 'resetPin', person: manager.person },
        { do: 'giveBadge', person: clerk.person, number: 'AB40718265' },
      ])
        expect(await change(bench, wish)).toMatchObject({ refusal: { code: 'roleMayNot' } })
    }
    await bench.call('session.lock', {})
    expect(await change(bench, { do: 'resetPin', person: clerk.person })).toMatchObject({
      refusal: { code: 'notSignedIn' },
    })
    await signIn(bench, manager)
    expect(await change(bench, { do: 'retirePerson', person: manager.person, why: 'көк' })).toMatchObject({
      refusal: { code: 'lastManager' },
    })
    expect(said(bench)).toEqual([])
    expect(await signIn(bench, manager)).toMatchObject({ ok: true })
  })

  test('no PIN, badge number or hash of one stands in what leaves the computer', async () => {
    const bench = await openBench()
    const { person } = await newClerk(bench)
    await signIn(bench, manager)
    await change(bench, { do: 'giveBadge', person, number: 'AB40718265' })
    const { pin } = await change(bench, { do: 'resetPin', person })
    const secrets = rows(bench, 'SELECT pin, badge FROM entry').flatMap((row) => Object.values(row as object))
    expect(secrets.filter((one) => typeof one === 'string')).toHaveLength(6)
    for (const secret of [...secrets, pin, '2718', 'AB40718265', '40718265'].filter(Boolean))
      expect(bytes(bench)).not.toContain(String(secret))
    const kept = JSON.stringify(rows(bench, 'SELECT * FROM command'))
    expect(kept).not.toContain(pin)
    expect(JSON.stringify(rows(bench, 'SELECT * FROM entry'))).not.toMatch(new RegExp(`AB40718265|"${pin}"`))
  })
})

test('the program is nobody: no answer names `system` where a person stands', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  await draft(bench)
  await signIn(bench, manager)
  const answers = await Promise.all(
    [
      ...[
        'session.people',
        'session.current',
        'people.list',
        'people.names',
        'drafts.list',
        'shifts.state',
        'tray.list',
      ].map((path) => [path, {}] as const),
      ['cases.detail', { id }] as const,
      ['cases.receipt', { id }] as const,
      [
        'cases.page',
        { tab: 'all', find: '', types: [], sort: 'number', descending: false, offset: 0, limit: 10 },
      ] as const,
      ['customers.looks', { by: null, day: null, offset: 0, limit: 50 }] as const,
      ['attachments.list', { case: id }] as const,
      ['outages.list', { limit: 10 }] as const,
    ].map(async ([path, input]) => [path, await bench.call(path, input)] as const),
  )
  for (const [path, answer] of answers) expect(JSON.stringify(answer), path).not.toMatch(/"system"/i)
  const detail = answers.find(([path]) => path === 'cases.detail')?.[1] as {
    history: { type: string; by: string | null }[]
  }
  expect(detail.history.find(({ type }) => type === 'reviewRequested')).toMatchObject({ by: null })
  expect(rows(bench, `SELECT 1 FROM journal WHERE by_person = 'system'`).length).toBeGreaterThan(0)
})

test('nobody replaces his own PIN by one that somebody else would have to tell him', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  const change = { do: 'resetPin', command: '0197a000-0000-7000-8000-00000000c0f1', person: manager.person }
  expect(await bench.call('people.change', change)).toEqual({ ok: false, refusal: { code: 'ownPin' } })
  await bench.call('session.lock', {})
  expect(await signIn(bench, manager)).toMatchObject({ ok: true })
})
