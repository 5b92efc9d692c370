// Whose step counts: headquarters' on its own line only, nobody's on what names him; other papers, entries and clocks.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { freeze } from '../../domain/journal/event.ts'
import { recordRefusals, storeForeign } from '../../electron/branch/handover.ts'
import { append } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import { eventsOfCase } from '../../electron/branch/store/journal.ts'
import { primitives } from '../../trust/primitives.ts'
import { act, detail, done, refusal, rowOf, started, state, trace } from './acting.ts'
import { clerk, knowledgeForTests, lead, least, manager, openBench, registered, signIn } from './bench.ts'

test('a step of headquarters that a computer of the branch wrote, and what headquarters refused, is a conflict here as there', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  await act(bench, id, { do: 'acceptCase', incompleteBecause: 'бумага завтра' })
  const events = (...drafts: [string, Record<string, Json>][]) =>
    drafts.map(([type, payload]) => ({
      ...{ type, case: id, by: lead.person },
      payload: { command: randomUUID(), ...payload },
    }))
  record(bench.branch, () => {
    const officer = { id: 'x', name: 'Никто' }
    append(bench.branch, events(['caseReceived', { hqNumber: 'ГО-1' }], ['caseTaken', { officer }]))
    project(bench.branch, id)
  })
  expect(await rowOf(bench, id)).toMatchObject({ state: 'accepted', marks: expect.arrayContaining(['conflict']) })
  expect((await detail(bench, id)).conflicts).toMatchObject([
    { type: 'caseReceived', reason: 'notOffice' },
    { type: 'caseTaken', reason: 'notOffice' },
  ])
  const accepted = eventsOfCase(bench.branch.db, id).find(({ fields }) => fields.type === 'caseAccepted')
  if (!accepted) throw new Error('not accepted')
  recordRefusals(bench.branch, accepted.line, [{ ...accepted, reason: 'consent' }])
  expect(await rowOf(bench, id)).toMatchObject({ state: 'in_review' })
  expect((await detail(bench, id)).conflicts[0]).toMatchObject({ event: accepted.hash, reason: 'refused' })
})

test('a step of headquarters on its own line counts', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  await act(bench, id, { do: 'acceptCase', incompleteBecause: 'бумага завтра' })
  const line = 'f'.repeat(32)
  const stamp = { id: randomUUID(), at: '2026-11-23T06:00:00.000Z', clock: tick(null, bench.now.ms + 3_600_000) }
  const payload = { command: randomUUID(), hqNumber: 'ГО-1' }
  const draft = { type: 'caseReceived', case: id, by: 'officer', payload }
  const event = freeze(primitives, draft, { line, seq: 2, prev: line + line }, stamp)
  storeForeign(bench.branch, [event], 'hq')
  expect(state(bench, id)).toMatchObject({ state: 'received_hq', conflicts: [] })
})

test('the second paper of one person on one matter follows the first; a stranger’s does not', async () => {
  const { bench, id: older } = await started()
  bench.now.ms += 1000
  const younger = (await registered(bench, trace, 'TRACE-DOM')).case
  const stranger = (await registered(bench, { ...trace, last_name: 'Ким', phone: '+77059998877' }, 'TRACE-DOM')).case
  await signIn(bench, lead)
  expect(await act(bench, older, { do: 'mergeCase', into: younger })).toEqual(refusal('notOlder'))
  expect(await act(bench, younger, { do: 'mergeCase', into: randomUUID() })).toEqual(refusal('unknownCase'))
  expect(await act(bench, stranger, { do: 'mergeCase', into: older })).toEqual(refusal('otherPerson'))
  expect(await act(bench, younger, { do: 'mergeCase', into: older })).toEqual(done)
  expect(state(bench, younger)).toMatchObject({ state: 'merged', mergedInto: { case: older } })
  expect(state(bench, older)).toMatchObject({ joined: [{ case: younger, number: state(bench, younger).number }] })
})

test('R-033 who is named in a complaint reviews nothing of it, also where he is the one who reviews', async () => {
  const complaint = {
    ...least,
    kind: 'complaint',
    about: ['employee'],
    person: 'начальник Жумагалиева',
    text: 'Нагрубила и отказалась дать бланк заявления',
  }
  const { bench, id } = await started('COMPL-SERVICE', complaint)
  await signIn(bench, manager)
  const accept = { do: 'acceptCase', incompleteBecause: 'так' } as const
  // To him there is no such case.
  expect(await act(bench, id, accept)).toEqual(refusal('notRegistered'))
  expect(await bench.call('cases.accept', { id, command: randomUUID(), incompleteBecause: 'так' })).toEqual(
    refusal('notRegistered'),
  )
  await signIn(bench, lead)
  expect(await act(bench, id, accept)).toEqual(refusal('roleMayNot', { role: 'shift_lead' }))
})

test('one person in the profile and four at work is no branch of one person', async () => {
  const known = knowledgeForTests()
  const onePerson = { knowledge: { ...known, profile: { ...known.profile, onePerson: true as const } } }
  const bench = await openBench(onePerson)
  await signIn(bench, manager)
  const id = (await registered(bench, trace, 'TRACE-DOM')).case
  const accept = { do: 'acceptCase', incompleteBecause: 'так' } as const
  expect(await act(bench, id, accept)).toEqual(refusal('ownCase'))
  bench.branch.db.prepare('UPDATE member SET retired = 1 WHERE id <> ?').run(manager.person)
  expect(await act(bench, id, accept)).toEqual(done)
  expect((await rowOf(bench, id)).marks).toContain('self_reviewed')
  expect(await bench.call('cases.today', {})).toMatchObject({ parts: [{ why: 'selfReviewed', count: 1 }] })
})

test('an entry is disputed by whoever it wrongs; one of another case is none of this', async () => {
  const { bench, id } = await started()
  const [first] = (await detail(bench, id)).history
  if (!first) throw new Error('no history')
  const { line, seq, hash } = first
  const dispute = { do: 'disputeEntry', entry: { line, seq, hash }, words: 'это принял не я' } as const
  const other = (await registered(bench, { ...trace, last_name: 'Ким' }, 'TRACE-DOM')).case
  expect(await act(bench, other, dispute)).toEqual(refusal('unknownEntry'))
  expect(await act(bench, id, dispute)).toEqual(done)
  expect(await act(bench, id, dispute)).toEqual(refusal('alreadyDisputed'))
  expect(state(bench, id).disputes).toMatchObject([{ by: clerk.person, words: 'это принял не я', entry: { hash } }])
})

test('R-056 with a clock two days behind a case is registered, its time is in doubt, and the order of events holds', async () => {
  const { bench, id } = await started()
  expect((await rowOf(bench, id)).marks).not.toContain('time_doubt')
  bench.now.ms -= 2 * 24 * 3_600_000
  await signIn(bench)
  const back = (await registered(bench, { ...trace, last_name: 'Ким' }, 'TRACE-DOM')).case
  expect((await rowOf(bench, back)).marks).toContain('time_doubt')
  await signIn(bench, lead)
  expect(await act(bench, back, { do: 'acceptCase', incompleteBecause: 'так' })).toEqual(done)
  expect(state(bench, back)).toMatchObject({ state: 'accepted', conflicts: [] })
  expect(eventsOfCase(bench.branch.db, back).map(({ fields }) => fields.type)).toEqual([
    'caseRegistered',
    'reviewRequested',
    'caseAccepted',
  ])
})
