// A case goes up to somebody by name, never to whom it is about; and the notice of a late answer says who has it.
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CaseDetail, OverdueAnswer, ReceiversFound } from '../../electron/contract.ts'
import { type Bench, clerk, lead, least, manager, openBench, registered, signIn } from './bench.ts'
import { atHq, bill, copyTo, counter, happens, noon, tab, today } from './rising.ts'

const receivers = (bench: Bench, id: string) => bench.call('cases.receivers', { case: id }) as Promise<ReceiversFound>
const pass = (bench: Bench, id: string, wish: object) =>
  bench.call('cases.passUp', { case: id, command: randomUUID(), reason: 'decision', words: '', ...wish })

describe('passing up', () => {
  test('R-007 from any open case: the next level with a name and reasons is offered, one call passes, the receiver has it', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench)
    const offered = await receivers(bench, id)
    expect(offered).toMatchObject({ standsAt: 0, next: 1 })
    const [first] = offered.receivers
    expect(first).toMatchObject({ level: 1, key: manager.person, name: { ru: 'Жұмағалиева Р. Һ.' } })
    expect(offered.receivers.map(({ level }) => level)).toEqual([1, 2, 3, 4])
    expect(offered.receivers.at(-1)?.name.ru).toContain('e-tutynushy.kz')
    const command = randomUUID()
    const wish = { command, level: 1, to: manager.person, reason: 'adviceFailed', words: ' бір кеңес қайта ' }
    expect(await pass(bench, id, wish)).toEqual({ ok: true })
    expect(await pass(bench, id, wish)).toEqual({ ok: true })
    const found = (await bench.call('cases.detail', { id })) as CaseDetail
    const passed = found.history.filter((entry) => entry.type === 'caseEscalated')
    expect(passed).toHaveLength(1)
    expect(passed[0]).toMatchObject({
      by: 'Әбенова С. Н.',
      escalation: { level: 1, reason: 'adviceFailed', words: 'бір кеңес қайта', to: { id: manager.person } },
    })
    expect(bench.news).toContainEqual(['cases', 'exchange'])
    expect(await tab(bench, 'escalated')).toEqual([number])
    await signIn(bench, lead)
    expect(await today(bench)).toEqual({})
    await signIn(bench, manager)
    expect(await today(bench)).toEqual({ passedUp: [number] })
    // The manager is no receiver for himself: the next one above is.
    expect(await receivers(bench, id)).toMatchObject({ standsAt: 1, next: 2 })
  })

  test('R-007 the receiver’s own computer lists it as soon as it has the events', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench)
    await pass(bench, id, { level: 1, to: manager.person })
    const office = await openBench({ seed: 5, letter: 'B' })
    copyTo(office, bench)
    await signIn(office, manager)
    expect(await today(office)).toEqual({ passedUp: [number] })
    expect(office.news.flat()).toContain('cases')
  })

  test('R-007 every open case of every state can be passed up; one that has ended cannot', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, id)
    expect(await pass(bench, id, { level: 2, to: 'customerRelations' })).toEqual({ ok: true })
    const body = 'Еңбек инспекциясы'
    const told = { how: 'phone', proof: '+7 701' }
    happens(bench, id, { type: 'caseForwarded', payload: { body, date: '2026-11-23', letter: '14', told } })
    expect(await pass(bench, id, { level: 3, to: 'management' })).toEqual({
      ok: false,
      refusal: { code: 'wrongState' },
    })
    expect(await tab(bench, 'escalated')).toEqual([])
  })

  test.each([
    ['a stranger', { level: 1, to: '0197a000-0000-7000-8000-0000000000ff' }, 'unknownReceiver'],
    ['a clerk', { level: 1, to: clerk.person }, 'unknownReceiver'],
    ['a receiver on another level than his', { level: 3, to: 'customerRelations' }, 'unknownReceiver'],
    ['a reason that is not on the list', { level: 2, to: 'customerRelations', reason: 'boredom' }, 'unknownReason'],
  ])('R-007 nothing is passed to %s', async (_whom, wish, code) => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    expect(await pass(bench, id, wish)).toEqual({ ok: false, refusal: { code } })
    expect(await tab(bench, 'escalated')).toEqual([])
  })

  test('what stands high is not passed lower, and nobody passes while nobody is signed in', async () => {
    const bench = await counter()
    const { case: id } = await registered(bench)
    await pass(bench, id, { level: 3, to: 'management' })
    const lower = { level: 1, to: manager.person }
    expect(await pass(bench, id, lower)).toEqual({ ok: false, refusal: { code: 'lowerLevel' } })
    await bench.call('session.lock', {})
    expect(await pass(bench, id, lower)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
    await expect(bench.call('cases.receivers', { case: id })).rejects.toThrow(/signed in/)
    await expect(bench.call('cases.today', {})).rejects.toThrow(/signed in/)
  })
})

test('R-007 a complaint is never passed to whom it names, nor stands on his list', async () => {
  const bench = await counter()
  const complaint = {
    ...least,
    kind: 'complaint',
    person: 'Жұмағалиева Р.',
    text: 'Бір сағат кезекте тұрдым, терезеде дөрекі сөйледі',
  }
  const { case: id, number } = await registered(bench, complaint, 'COMPL-SERVICE')
  const { receivers: offered } = await receivers(bench, id)
  expect(offered.map(({ level }) => level)).toEqual([2, 3, 4])
  expect(await pass(bench, id, { level: 1, to: manager.person })).toEqual({
    ok: false,
    refusal: { code: 'unknownReceiver' },
  })
  bench.now.ms = noon('2027-03-01')
  await signIn(bench, lead)
  expect((await today(bench)).overdue).toEqual([number])
  await signIn(bench, manager)
  expect(await today(bench)).toEqual({})
  expect(await pass(bench, id, { level: 2, to: 'customerRelations' })).toEqual({
    ok: false,
    refusal: { code: 'notRegistered' },
  })
})

describe('R-036 the notice of a late answer', () => {
  test('is there from the first day after the promise, says who has the case, and not before', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench)
    const notice = () => bench.call('documents.overdue', { case: id }) as Promise<OverdueAnswer>
    bench.now.ms = noon('2026-12-03')
    expect(await notice()).toEqual({ ok: false, refusal: { code: 'notOverdue' } })
    bench.now.ms = noon('2026-12-07')
    await pass(bench, id, { level: 2, to: 'customerRelations', reason: 'overdue' })
    expect(await notice()).toMatchObject({
      ok: true,
      overdue: {
        ...{ number, acceptedOn: '2026-11-23', answerBy: '2026-12-03', today: '2026-12-07', level: 2 },
        passedTo: { ru: expect.stringContaining('Муратов А. С.') },
      },
    })
    const { case: other } = await registered(bench)
    expect(await bench.call('documents.overdue', { case: other })).toMatchObject({ refusal: { code: 'notOverdue' } })
    await pass(bench, other, { level: 4, to: 'e-tutynushy.kz' })
    expect(await bench.call('documents.overdue', { case: other })).toMatchObject({
      ok: true,
      overdue: { late: false, level: 4, passedTo: { kk: expect.stringContaining('e-tutynushy.kz') } },
    })
    expect(await bench.call('documents.overdue', { case: randomUUID() })).toMatchObject({
      refusal: { code: 'unknownCase' },
    })
  })
})
