import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { open } from '../../domain/journal/event.ts'
import type { Member } from '../../domain/people/events.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import { caseOf } from '../../electron/branch/projection.ts'
import { migrations } from '../../electron/branch/store/migrations/index.ts'
import { openStore } from '../../electron/branch/store/open.ts'
import type { Deed, Draft, MemberShown, PersonTile } from '../../electron/contract.ts'
import { hashPin } from '../../trust/pin.ts'
import { primitives } from '../../trust/primitives.ts'
import {
  type Bench,
  clerk,
  draft,
  freshFolder,
  lead,
  manager,
  openBench,
  otherClerk,
  pinCost,
  register,
  registered,
  reopen,
  rows,
  signIn,
} from './bench.ts'

const DEMO_MANAGER = 'Жұмағалиева Р. Һ.'
const names = { lastName: 'Бекова', firstName: 'Алма', patronymic: '' }

type Answer = { ok: boolean; person: string; pin: string; refusal?: { code: string } }
const change = (bench: Bench, wish: object, command = randomUUID()) =>
  bench.call('people.change', { command, ...wish }) as Promise<Answer>
const listed = async (bench: Bench): Promise<MemberShown[]> =>
  ((await bench.call('people.list', {})) as { people: MemberShown[] }).people
const choose = (bench: Bench, person: string, pin: string, next: string) =>
  bench.call('session.choosePin', { command: randomUUID(), person, pin, next })
const tiles = (bench: Bench) => bench.call('session.people', {}) as Promise<PersonTile[]>
const current = (bench: Bench) => bench.call('session.current', {})
/** All that leaves this computer: the bytes of its line. */
const bytes = (bench: Bench) => JSON.stringify(runAfter(bench.branch.db, myLine(bench.branch.db), 0))
const said = (bench: Bench) =>
  rows(
    bench,
    `SELECT type, by_person AS by FROM journal WHERE type GLOB 'person*' OR type GLOB 'pin*' OR type GLOB 'badge*' ORDER BY seq`,
  )

/** What the other one has written, as the branch's hub brings it. */
function carry(from: Bench, to: Bench): void {
  const events = runAfter(from.branch.db, myLine(from.branch.db), 0).map((sealed) => {
    const event = open(primitives, sealed)
    if (!event) throw new Error('an event that does not open')
    return event
  })
  storeForeign(to.branch, events, 'hub')
}

/** A clerk of the manager's making who has chosen the PIN 2718. */
async function newClerk(bench: Bench): Promise<{ person: string; pin: string }> {
  await signIn(bench, manager)
  const added = await change(bench, { do: 'addPerson', ...names, role: 'clerk' })
  await choose(bench, added.person, added.pin, '2718')
  return { person: added.person, pin: '2718' }
}

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
    expect(await tiles(again)).toMatchObject([{ signature: 'Бекова А.' }, { signature: 'Оспанов А.' }])
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
    expect(await change(bench, { do: 'retirePerson', person: manager.person, why: 'x' })).toMatchObject({
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

describe('a badge', () => {
  const whose = (bench: Bench, number: string) => bench.call('session.badge', { number })
  const unknown = { ok: false, refusal: { code: 'unknownBadge' } }

  test('picks its person and lets nobody in; it is one person’s, and one person has one', async () => {
    const bench = await openBench()
    await signIn(bench, manager)
    const give = (person: string, number: string) => change(bench, { do: 'giveBadge', person, number })
    expect(await give(clerk.person, '12-34')).toMatchObject({ refusal: { code: 'wrongBadge' } })
    expect(await give(clerk.person, 'ab-4071 8265')).toMatchObject({ ok: true })
    expect(await give(otherClerk.person, 'AB40718265')).toMatchObject({
      refusal: { code: 'badgeTaken', by: 'Әбенова С. Н.' },
    })
    await bench.call('session.lock', {})
    expect(await whose(bench, 'AB40718265')).toEqual({ ok: true, person: clerk.person })
    expect(await current(bench)).toEqual({ person: null })
    await signIn(bench, manager)
    expect(await give(clerk.person, 'CD999111')).toMatchObject({ ok: true })
    expect(await whose(bench, 'AB40718265')).toEqual(unknown)
    expect(await whose(await reopen(bench), 'CD999111')).toEqual({ ok: true, person: clerk.person })
  })

  test('that is lost, or whose person has gone, is nobody’s', async () => {
    const bench = await openBench()
    await signIn(bench, manager)
    await change(bench, { do: 'giveBadge', person: clerk.person, number: 'AB40718265' })
    await change(bench, { do: 'giveBadge', person: otherClerk.person, number: 'CD999111' })
    expect(await change(bench, { do: 'revokeBadge', person: clerk.person, why: 'lost' })).toMatchObject({ ok: true })
    await change(bench, { do: 'retirePerson', person: otherClerk.person, why: 'left' })
    for (const number of ['AB40718265', 'CD999111', 'EF000000']) expect(await whose(bench, number)).toEqual(unknown)
  })

  test('is kept as a hash that another computer’s key makes otherwise', async () => {
    const one = await openBench()
    const other = await openBench({ seed: 4 })
    for (const bench of [one, other]) {
      await signIn(bench, manager)
      await change(bench, { do: 'giveBadge', person: clerk.person, number: 'AB40718265' })
    }
    const [a, b] = [one, other].map((bench) => rows(bench, 'SELECT badge FROM entry WHERE badge IS NOT NULL'))
    expect(a).toHaveLength(1)
    expect(a).not.toEqual(b)
  })
})

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
    const [boss, other] = await tiles(here)
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

  test('a first manager made on a computer that knew of no other is none once it knows, and the manager sees it', async () => {
    const [office, fresh] = [await openBench(), await openBench({ seed: 7, letter: 'B', demo: false })]
    fresh.now.ms += 60_000
    await signIn(office, manager)
    await change(office, { do: 'addPerson', ...names, role: 'clerk' })
    const begun = (await fresh.call('session.begin', {
      ...{ command: randomUUID(), ...names, lastName: 'Самозванов', pin: '2718' },
    })) as { person: PersonTile }
    carry(fresh, office)
    expect((await listed(office)).find(({ id }) => id === begun.person.id)).toMatchObject({ retired: true })
    const { deeds } = (await office.call('people.list', {})) as { deeds: Deed[] }
    expect(deeds.filter(({ counts }) => !counts)).toMatchObject([{ what: 'personAdded', whom: 'Самозванов А.' }])
    expect((await tiles(office)).map(({ id }) => id)).not.toContain(begun.person.id)
    // A manager may let him in all the same.
    expect(await change(office, { do: 'returnPerson', person: begun.person.id })).toMatchObject({ ok: true })
    expect((await listed(office)).find(({ id }) => id === begun.person.id)).toMatchObject({ retired: false })
  })

  test('two managers who retire each other at the same time leave one, the same one everywhere', async () => {
    const [a, b] = [await openBench(), await openBench({ seed: 7, letter: 'B' })]
    await signIn(a, manager)
    const added = await change(a, { do: 'addPerson', ...names, role: 'manager' })
    carry(a, b)
    await b.call('session.firstPin', { command: randomUUID(), person: added.person, next: '3141', voucher: manager })
    await change(b, { do: 'retirePerson', person: manager.person, why: 'x' })
    await change(a, { do: 'retirePerson', person: added.person, why: 'x' })
    carry(a, b)
    carry(b, a)
    const left = (bench: Bench) => rows(bench, `SELECT id FROM member WHERE role = 'manager' AND retired = 0`)
    expect(left(a)).toHaveLength(1)
    expect(left(a)).toEqual(left(b))
  })
})

describe('a change while its person works', () => {
  /** Another computer of the branch on which the manager does something. */
  async function elsewhere(bench: Bench, ...wishes: object[]): Promise<void> {
    const office = await openBench({ seed: 7, letter: 'B' })
    carry(bench, office)
    await signIn(office, manager)
    for (const wish of wishes) expect(await change(office, wish)).toMatchObject({ ok: true })
    carry(office, bench)
  }

  test('a person who is retired mid-form: what he typed is kept, his next command refused, a lead takes over with a reason', async () => {
    const bench = await openBench()
    await signIn(bench)
    const opened = await draft(bench)
    await elsewhere(bench, { do: 'retirePerson', person: clerk.person, why: 'уволена' })
    expect(bench.news).toContainEqual(['people', 'session'])
    expect(await current(bench)).toEqual({ person: null, ended: 'retired' })
    const { id, type, answers, kept, stepsDone, papers, focus } = opened
    const typed = { id, type, answers: { ...answers, first_name: 'Айжан' }, kept, stepsDone, papers, focus }
    expect(await bench.call('drafts.save', typed)).toMatchObject({ ok: true })
    expect(await register(bench, id)).toMatchObject({ refusal: { code: 'notSignedIn' } })
    await bench.call('session.lock', {})
    expect(await bench.call('drafts.save', typed)).toMatchObject({ refusal: { code: 'notSignedIn' } })

    const takeOver = (why: string) => bench.call('drafts.takeOver', { command: randomUUID(), draft: id, why })
    expect(await signIn(bench)).toMatchObject({ refusal: { code: 'unknownPerson' } })
    await signIn(bench, otherClerk)
    expect(await bench.call('drafts.save', typed)).toMatchObject({ refusal: { code: 'notYours' } })
    expect(await register(bench, id)).toMatchObject({ refusal: { code: 'notYours' } })
    expect(await bench.call('drafts.discard', { id, reason: 'other' })).toMatchObject({ refusal: { code: 'notYours' } })
    expect(await takeOver('x')).toMatchObject({ refusal: { code: 'roleMayNot' } })
    await signIn(bench, lead)
    expect(await register(bench, id)).toMatchObject({ refusal: { code: 'notYours' } })
    expect(await takeOver(' ')).toMatchObject({ refusal: { code: 'whyMissing' } })
    expect(await takeOver('Уволена, клиент ждёт')).toEqual({ ok: true })
    expect(await takeOver('Уволена, клиент ждёт')).toEqual({ ok: true })
    const taken = await register(bench, id)
    expect(taken).toMatchObject({ ok: true, receipt: { acceptedBy: { signature: 'Ким В. О.' } } })
    // Whose hands typed it is in the record: he is not the one who reviews it.
    const { case: caseId } = (taken as { receipt: { case: string } }).receipt
    expect(caseOf(bench.branch, caseId)?.touchedBy).toEqual([lead.person, clerk.person])
    const { label, by: from } = opened
    expect(rows(bench, `SELECT by_person AS by, payload FROM journal WHERE type = 'draftTakenOver'`)).toEqual([
      {
        by: lead.person,
        payload: expect.stringContaining(`"from":"${from}","label":"${label}","why":"Уволена, клиент ждёт"`),
      },
    ])
    expect(await bench.call('people.names', {})).toContainEqual({
      ...{ id: clerk.person, signature: 'Әбенова С. Н.', retired: true },
    })
  })

  test('a lead throws somebody else’s draft away with a reason, so that no draft keeps a shift open for ever', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { id } = await draft(bench)
    await signIn(bench, lead)
    expect(await bench.call('drafts.discard', { id, reason: 'customerLeft' })).toEqual({ ok: true })
    expect(rows(bench, 'SELECT by_person, reason FROM discard')).toEqual([
      { by_person: lead.person, reason: 'customerLeft' },
    ])
  })

  test('a role that changed counts from the next command on; the person stays signed in and his form is kept', async () => {
    const bench = await openBench()
    await signIn(bench)
    await change(bench, { do: 'addPerson', ...names, role: 'clerk' })
    const { id } = await draft(bench)
    const role = (role: Member['role']) => ({
      ...{
        do: 'changePerson',
        person: clerk.person,
        lastName: 'Әбенова',
        firstName: 'Сәуле',
        patronymic: 'Нұрланқызы',
        role,
      },
    })
    await elsewhere(bench, role('manager'))
    expect(await current(bench)).toMatchObject({ person: { role: 'manager' } })
    expect(await listed(bench)).toHaveLength(4)
    const two = await openBench({ seed: 8, letter: 'C' })
    carry(bench, two)
    await signIn(two, manager)
    expect(await change(two, role('clerk'))).toMatchObject({ refusal: { code: 'nothingChanged' } })
    two.now.ms += 1000
    expect(await change(two, role('shift_lead'))).toMatchObject({ ok: true })
    carry(two, bench)
    expect(await change(bench, { do: 'resetPin', person: otherClerk.person })).toMatchObject({
      refusal: { code: 'roleMayNot' },
    })
    expect(((await bench.call('drafts.list', {})) as Draft[]).map((one) => one.id)).toEqual([id])
    expect(await register(bench, id)).toMatchObject({ ok: true, receipt: { acceptedBy: { role: 'shift_lead' } } })
  })

  test('nothing is recorded after the lock, whatever was typed ahead', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { id } = await draft(bench)
    const before = rows(bench, 'SELECT count(*) AS n FROM journal')
    const [, , late] = await Promise.all([
      bench.call('drafts.list', {}),
      bench.call('session.lock', {}),
      register(bench, id),
    ])
    expect(late).toMatchObject({ refusal: { code: 'notSignedIn' } })
    expect(rows(bench, 'SELECT count(*) AS n FROM journal')).toEqual(before)
  })
})

test('a workspace of the program before keeps its people, their PINs and their wrong tries', async () => {
  const workspace = freshFolder()
  const before = migrations.findIndex(({ version }) => version === 12)
  const db = openStore(join(workspace, 'okno.db'), { backups: workspace, migrations: migrations.slice(0, before) })
  const id = '0197a000-0000-7000-8000-0000000000f1'
  db.prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...[id, 'Бекова', 'Алма', '', 'manager', await hashPin('2718', new Uint8Array(16), pinCost), 9, 1],
  )
  db.close()
  const bench = await openBench({ workspace, demo: false })
  expect(await tiles(bench)).toMatchObject([{ id, signature: 'Бекова А.', role: 'manager', entry: { state: 'pin' } }])
  expect(await signIn(bench, { person: id, pin: '2718' })).toEqual({
    ok: false,
    refusal: { code: 'wait', seconds: 60 },
  })
  bench.now.ms += 60_000
  expect(await signIn(bench, { person: id, pin: '2718' })).toMatchObject({ ok: true })
  expect(await change(bench, { do: 'addPerson', ...names, role: 'clerk' })).toMatchObject({ ok: true })
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
