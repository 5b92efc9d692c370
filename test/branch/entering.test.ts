// How a person enters and is put out: by badge and PIN, also while his role changes or he is retired mid-form.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../domain/people/events.ts'
import { caseOf } from '../../electron/branch/projection.ts'
import { migrations } from '../../electron/branch/store/migrations/index.ts'
import { openStore } from '../../electron/branch/store/open.ts'
import type { Draft } from '../../electron/contract.ts'
import { hashPin } from '../../trust/pin.ts'
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
  reopen,
  rows,
  signIn,
} from './bench.ts'
import { carry, change, current, listed, names, tiles } from './people.ts'

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
  const other = { ...names, firstName: 'Сәуле' }
  expect(await change(bench, { do: 'addPerson', ...other, role: 'clerk' })).toMatchObject({ ok: true })
})
