// Steps of the life-cycle as the window asks for them: facts come from the branch itself, and each command is one record.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { project } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import { saveAcknowledgement } from '../../electron/branch/store/acknowledgements.ts'
import { eventsOfCase } from '../../electron/branch/store/journal.ts'
import { act, detail, done, refusal, rowOf, started, state, trace, type Wish } from './acting.ts'
import { clerk, knowledgeForTests, lead, least, manager, otherClerk, registered, signIn } from './bench.ts'

const told = { how: 'phone' as const, proof: 'звонок 12:40' }

test('returned with its fields, corrected with a trace, answered reason by reason, accepted, and waiting to be sent', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  const reasons = [{ words: 'фамилия не как в документе', fields: ['last_name'] }]
  expect(await act(bench, id, { do: 'returnCase', reasons: [{ words: ' ', fields: [] }] })).toEqual(
    refusal('notSaid', { what: ['reasons.0'] }),
  )
  expect(await act(bench, id, { do: 'returnCase', reasons })).toEqual(done)
  expect(await rowOf(bench, id)).toMatchObject({ state: 'returned', stage: 'returned' })

  await signIn(bench, otherClerk)
  const before = state(bench, id).answers.last_name
  const correct: Wish = { do: 'correctCase', reason: 'опечатка', changes: { last_name: ' Сейтова ' }, kept: [] }
  expect(await act(bench, id, correct)).toEqual(done)
  expect(await act(bench, id, correct)).toEqual(refusal('nothingChanged'))
  expect(state(bench, id)).toMatchObject({
    answers: { last_name: 'Сейтова' },
    corrections: [{ by: otherClerk.person, changed: { last_name: { before, after: 'Сейтова' } } }],
  })
  expect((await rowOf(bench, id)).applicant).toContain('Сейтова')
  expect((await detail(bench, id)).registered.answers.last_name).toBe(before)
  expect(
    await act(bench, id, { do: 'correctCase', reason: 'түзету', changes: { phone: '12' }, kept: [] }),
  ).toMatchObject({
    refusal: { code: expect.stringMatching(/minimumMissing|wrongFields/) },
  })
  expect(await act(bench, id, { do: 'answerReturn', answers: [] })).toEqual(
    refusal('answersDoNotMatch', { reasons: 1 }),
  )
  expect(await act(bench, id, { do: 'answerReturn', answers: ['исправлено по паспорту'] })).toEqual(done)

  await signIn(bench, lead)
  expect(await act(bench, id, { do: 'acceptCase', incompleteBecause: 'бумага завтра' })).toEqual(done)
  expect(await rowOf(bench, id)).toMatchObject({ state: 'accepted', stage: 'queued' })
  expect(state(bench, id).conflicts).toEqual([])
})

test('what is posted is sent, what headquarters has is sent until it has a number there, unanswered it waits again', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  await act(bench, id, { do: 'acceptCase', incompleteBecause: 'бумага завтра' })
  const accepted = eventsOfCase(bench.branch.db, id).find(({ fields }) => fields.type === 'caseAccepted')
  if (!accepted) throw new Error('not accepted')
  const { line, seq, hash } = accepted
  record(bench.branch, () => {
    const body = { v: 1 as const, line, seq, hash, level: 'received' as const }
    saveAcknowledgement(bench.branch.db, { body, signature: 's' })
    project(bench.branch, id)
  })
  expect((await rowOf(bench, id)).stage).toBe('sent')
  // A slip that is printed afterwards waits; the acceptance does not wait again with it.
  expect(await act(bench, id, { do: 'bagCase', bag: 'М-17' })).toEqual(done)
  expect(await rowOf(bench, id)).toMatchObject({ state: 'sent', stage: 'sent', delivery: 'waiting' })
  bench.now.ms += (knowledgeForTests().rules.lifeCycle.unansweredHours + 1) * 3_600_000
  expect((await rowOf(bench, id)).stage).toBe('queued')
})

test('the same command twice has one effect, and a refused one has written nothing', async () => {
  const { bench, id } = await started()
  const count = () => bench.branch.db.prepare('SELECT count(*) FROM journal').pluck().get()
  const [wish, command] = [{ do: 'askCustomer', what: 'чек', until: '2026-11-30', told } as const, randomUUID()]
  expect(await act(bench, id, wish, command)).toEqual(done)
  const once = count()
  expect(await act(bench, id, wish, command)).toEqual(done)
  expect(await act(bench, id, wish)).toEqual(refusal('wrongState', { state: 'need_customer' }))
  expect(await act(bench, id, { do: 'leaveIncomplete', proof: 'письмо' })).toEqual(
    refusal('roleMayNot', { role: 'clerk' }),
  )
  await signIn(bench, lead)
  expect(await act(bench, id, { do: 'leaveIncomplete', proof: 'письмо' })).toEqual(
    refusal('notYet', { until: '2026-11-30' }),
  )
  expect(await act(bench, randomUUID(), wish)).toEqual(refusal('notRegistered'))
  expect(count()).toBe(once)
  bench.now.ms += 8 * 24 * 3_600_000
  await signIn(bench, lead)
  expect(await act(bench, id, { do: 'leaveIncomplete', proof: 'письмо' })).toEqual(done)
})

test('a command that was given on one case does nothing on another, and says so', async () => {
  const { bench, id } = await started()
  const other = (await registered(bench, { ...trace, last_name: 'Ким' }, 'TRACE-DOM')).case
  const [wish, command] = [{ do: 'askCustomer', what: 'чек', until: '2026-11-30', told } as const, randomUUID()]
  expect(await act(bench, id, wish, command)).toEqual(done)
  expect(await act(bench, other, wish, command)).toEqual(refusal('commandOfAnotherCase'))
  expect(state(bench, other).state).toBe('in_review')
  await signIn(bench, lead)
  expect(await bench.call('cases.accept', { id: other, command, incompleteBecause: 'так' })).toMatchObject({
    ok: false,
  })
})

test('ended at the counter, handed over, closed by the customer’s word, opened again with a new date', async () => {
  const { bench, id } = await started('DELIV-PROBLEM', { ...least, problem: 'code_fails' })
  await signIn(bench, lead)
  const answer = {
    do: 'finishAtBranch',
    outcome: 'EXPLAINED',
    text: 'Код прислан заново',
    ground: 'правило оператора',
    sum: null,
  } as const
  expect(await act(bench, id, { ...answer, outcome: 'ITEM-LOST' })).toEqual(refusal('notAtBranch'))
  expect(await act(bench, id, { ...answer, outcome: 'PORTED' })).toEqual(refusal('notOfThisForm'))
  expect(await act(bench, id, { ...answer, outcome: 'REFUSED', text: 'Нет' })).toEqual(
    refusal('reasonTooShort', { least: 20 }),
  )
  expect(await act(bench, id, answer)).toEqual(done)
  await signIn(bench, clerk)
  const handing = { do: 'deliverAnswer', channel: 'counter', at: '2026-11-23T05:00:00.000Z', to: 'сама' } as const
  expect(await act(bench, id, { ...handing, at: '2026-11-24T05:00:00.000Z' })).toEqual(refusal('timeInFuture'))
  expect(await act(bench, id, handing)).toEqual(done)
  expect(await act(bench, id, { do: 'closeCase' })).toEqual(done)
  const again = { do: 'reopenCase', what: 'снова не открывается', onWord: true } as const
  expect(await act(bench, id, again)).toEqual(refusal('roleMayNot', { role: 'clerk' }))
  bench.now.ms += 5 * 24 * 3_600_000
  await signIn(bench, manager)
  const promised = state(bench, id).answerBy
  expect(await act(bench, id, again)).toEqual(done)
  const found = state(bench, id)
  expect(found).toMatchObject({ state: 'in_work', marks: expect.arrayContaining(['reopened']) })
  expect(found.answerBy > promised).toBe(true)
  expect(found.answerDates.map(({ by }) => by)).toEqual([promised, found.answerBy])
})

test('F-8 a delivered answer is closed by the program after the operator’s days, once, and under nobody’s name', async () => {
  const { bench, id } = await started('DELIV-PROBLEM', { ...least, problem: 'code_fails' })
  await signIn(bench, lead)
  const ground = 'правило оператора'
  await act(bench, id, { do: 'finishAtBranch', outcome: 'EXPLAINED', text: 'Код прислан заново', ground, sum: null })
  await act(bench, id, { do: 'deliverAnswer', channel: 'counter', at: '2026-11-23T05:00:00.000Z', to: 'сама' })
  const { closeAfterDays } = knowledgeForTests().rules.lifeCycle
  bench.now.ms += (closeAfterDays - 1) * 86_400_000
  await signIn(bench, clerk)
  expect((await rowOf(bench, id)).state).toBe('delivered')
  bench.now.ms += 86_400_000
  await signIn(bench, clerk)
  await signIn(bench, lead)
  expect((await rowOf(bench, id)).state).toBe('closed')
  const closings = eventsOfCase(bench.branch.db, id).filter(({ fields }) => fields.type === 'caseClosed')
  expect(closings).toMatchObject([{ fields: { by: 'system' }, payload: { why: 'time' } }])
})

test('a withdrawal is signed in front of who writes it down, on a paper that was taken in; nobody signed in does anything', async () => {
  const { bench, id } = await started()
  await bench.call('session.lock', {})
  expect(await act(bench, id, { do: 'withdrawCase', paper: 'заявление', taken: true })).toEqual(refusal('notSignedIn'))
  await signIn(bench)
  expect(await act(bench, id, { do: 'withdrawCase', paper: 'абв', taken: false })).toEqual(refusal('nothingSigned'))
  expect(state(bench, id).state).toBe('in_review')
  expect(await act(bench, id, { do: 'withdrawCase', paper: 'заявление', taken: true })).toEqual(done)
  const proof = { way: 'signature', paper: 'заявление', taken: true, seenBy: clerk.person }
  expect(state(bench, id).withdrawal).toMatchObject({ proof })
})
