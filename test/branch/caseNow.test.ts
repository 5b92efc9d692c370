// A case as its screen shows it: what stands, what was corrected, returned, disputed, and which steps are open to whom.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { append } from '../../electron/branch/journal.ts'
import { caseOf, project } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import type { Act, CaseDetail, ShiftState } from '../../electron/contract.ts'
import { type Bench, clerk, lead, least, manager, openBench, otherClerk, page, registered, signIn } from './bench.ts'

type Wish = Act extends infer One ? (One extends Act ? Omit<One, 'command'> : never) : never
const act = (bench: Bench, id: string, wish: Wish) =>
  bench.call('cases.act', { case: id, act: { ...wish, command: randomUUID() } })
const done = { ok: true }
const detail = async (bench: Bench, id: string) => (await bench.call('cases.detail', { id })) as CaseDetail
const trace: Answers = { ...least, track_no: 'RB123456785KZ', post_date: '2026-11-10' }
const help: Answers = { ...least, problem: 'code_fails' }
const started = async (type = 'TRACE-DOM', answers = trace) => {
  const bench = await openBench()
  await signIn(bench)
  return { bench, id: (await registered(bench, answers, type)).case }
}
/** What the signed-in person may do now, by the sentence of the screen. */
const open = async (bench: Bench, id: string) => {
  const { possible } = await detail(bench, id)
  return Object.entries(possible).flatMap(([step, refusal]) => (refusal === null ? [step] : []))
}
const told = { how: 'phone' as const, proof: 'звонок 12:40' }
const always = ['withdrawCase', 'disputeEntry']
const reasons = [
  { words: 'фамилия не как в документе', fields: ['last_name'] },
  { words: 'нет подписи', fields: [] },
]

test('what is offered goes with the person: the registrar does not return his own, another lead does', async () => {
  const { bench, id } = await started()
  expect(await open(bench, id)).toEqual(['correctCase', 'askCustomer', ...always])
  expect((await detail(bench, id)).possible.returnCase).toEqual({ code: 'roleMayNot', role: 'clerk' })
  await signIn(bench, lead)
  expect(await open(bench, id)).toEqual([
    ...['returnCase', 'correctCase', 'askCustomer', 'finishAtBranch', 'withdrawCase', 'moveAnswerDate', 'disputeEntry'],
  ])
  const own = (await registered(bench, { ...trace, last_name: 'Ким' }, 'TRACE-DOM')).case
  expect((await detail(bench, own)).possible.returnCase).toEqual({ code: 'ownCase' })
})

test('a return shows its reasons until they are answered; a correction keeps the old value with who, when and why', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  expect(await act(bench, id, { do: 'returnCase', reasons })).toEqual(done)
  await signIn(bench, otherClerk)
  const returned = await detail(bench, id)
  expect(returned.now.returned).toEqual({
    at: expect.any(String),
    by: 'Ким В. О.',
    office: 'branch',
    reasons,
    answers: null,
  })
  expect(await open(bench, id)).toEqual(['answerReturn', 'correctCase', ...always])
  expect(
    await act(bench, id, { do: 'correctCase', reason: 'опечатка', changes: { last_name: 'Сейтова' }, kept: [] }),
  ).toEqual(done)
  expect(await act(bench, id, { do: 'answerReturn', answers: ['исправлено', 'подписала'] })).toEqual(done)
  const { now, registered: before, history } = await detail(bench, id)
  expect(before.answers.last_name).toBe(least.last_name)
  expect(now.answers.last_name).toBe('Сейтова')
  expect(now.corrections).toMatchObject([
    { by: 'Серік Д. А.', reason: 'опечатка', changed: { last_name: { before: least.last_name, after: 'Сейтова' } } },
  ])
  expect(now.returned?.answers).toEqual(['исправлено', 'подписала'])
  expect(now.since.event).toBe(history.at(-1)?.hash)
  expect(history.find(({ type }) => type === 'caseReturned')?.says).toMatchObject({ reasons })
  // What the registration says stands in the detail itself.
  expect(history.find(({ type }) => type === 'caseRegistered')).not.toHaveProperty('says')
})

test('what came back to the branch is among everybody’s own cases', async () => {
  const { bench, id } = await started()
  const mine = async () => (await page(bench, { tab: 'mine' })).rows.map((row) => row.id)
  await signIn(bench, otherClerk)
  expect(await mine()).toEqual([])
  await signIn(bench, lead)
  await act(bench, id, { do: 'returnCase', reasons })
  await signIn(bench, otherClerk)
  expect(await mine()).toEqual([id])
})

test('asked, brought, asked again, and left unexamined only after the day', async () => {
  const { bench, id } = await started()
  const ask = { do: 'askCustomer', what: 'чек', until: '2026-11-30', told } as const
  expect(await act(bench, id, ask)).toEqual(done)
  expect((await detail(bench, id)).now.asked).toMatchObject({
    what: 'чек',
    until: '2026-11-30',
    told,
    by: 'Әбенова С. Н.',
  })
  expect(await open(bench, id)).toEqual(['correctCase', 'customerBrought', ...always])
  const papers = [{ key: 'receipt', sheets: 1, original: true }]
  expect(await act(bench, id, { do: 'customerBrought', what: 'чек', papers })).toEqual(done)
  expect(await act(bench, id, ask)).toEqual(done)
  await signIn(bench, lead)
  expect((await detail(bench, id)).possible.leaveIncomplete).toEqual({ code: 'notYet', until: '2026-11-30' })
  bench.now.ms += 8 * 24 * 3_600_000
  await signIn(bench, lead)
  expect(await open(bench, id)).toContain('leaveIncomplete')
  expect(await act(bench, id, { do: 'leaveIncomplete', proof: 'письмо' })).toEqual(done)
  expect(await open(bench, id)).toEqual(['disputeEntry'])
})

test('an answer of the branch stands with its ground, is handed over, settled, and opened again by the manager', async () => {
  const { bench, id } = await started('DELIV-PROBLEM', help)
  await signIn(bench, lead)
  expect(await open(bench, id)).toContain('finishAtBranch')
  const text = 'Код прислан заново, ячейка открыта при вас'
  const finish = { do: 'finishAtBranch', outcome: 'EXPLAINED', text, ground: 'правило оператора', sum: null } as const
  expect(await act(bench, id, finish)).toEqual(done)
  expect((await detail(bench, id)).now.answer).toMatchObject({
    outcome: 'EXPLAINED',
    text,
    office: 'branch',
    by: 'Ким В. О.',
  })
  await signIn(bench, clerk)
  expect(await open(bench, id)).toEqual(['deliverAnswer', ...always])
  expect((await detail(bench, id)).possible.reopenCase).toEqual({ code: 'roleMayNot', role: 'clerk' })
  const at = '2026-11-23T05:00:00.000Z'
  expect(await act(bench, id, { do: 'deliverAnswer', channel: 'sms', at, to: 'Қасымова' })).toEqual(done)
  expect((await detail(bench, id)).now.delivery).toMatchObject({ channel: 'sms', deliveredAt: at, to: 'Қасымова' })
  expect(await open(bench, id)).toEqual(['closeCase', 'disputeEntry'])
  expect(await act(bench, id, { do: 'closeCase' })).toEqual(done)
  await signIn(bench, manager)
  expect(await open(bench, id)).toEqual(['reopenCase', 'disputeEntry'])
})

test('accepted papers go into a bag; a date moves with the customer knowing, and the first one stays', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  const first = caseOf(bench.branch, id)?.answerBy
  expect(await act(bench, id, { do: 'moveAnswerDate', by: '2027-01-15', reason: 'ждём почту', told })).toEqual(done)
  expect(caseOf(bench.branch, id)?.answerDates.map(({ by }) => by)).toEqual([first, '2027-01-15'])
  expect(await act(bench, id, { do: 'acceptCase', incompleteBecause: 'бумага завтра' })).toEqual(done)
  await signIn(bench, clerk)
  expect(await open(bench, id)).toContain('bagCase')
  expect(await act(bench, id, { do: 'bagCase', bag: 'М-17' })).toEqual(done)
  expect((await detail(bench, id)).now.bag).toBe('М-17')
})

test('an older open case of the same person and matter is offered, a younger or a stranger’s is not', async () => {
  const { bench, id: older } = await started()
  bench.now.ms += 1000
  const younger = (await registered(bench, trace, 'TRACE-DOM')).case
  const stranger = (await registered(bench, { ...trace, last_name: 'Ким', phone: '+77059998877' }, 'TRACE-DOM')).case
  await signIn(bench, lead)
  expect((await detail(bench, older)).older).toEqual([])
  expect((await detail(bench, stranger)).older).toEqual([])
  expect((await detail(bench, younger)).older).toMatchObject([{ case: older }])
  expect(await open(bench, younger)).toContain('mergeCase')
  expect(await act(bench, younger, { do: 'mergeCase', into: older })).toEqual(done)
  expect((await detail(bench, younger)).now.mergedInto).toMatchObject({ case: older })
  expect((await detail(bench, older)).now.joined).toMatchObject([{ case: younger }])
})

test('a disputed entry says so to everybody, and its words are never taken away', async () => {
  const { bench, id } = await started()
  const [entry] = (await detail(bench, id)).history
  if (!entry) throw new Error('no history')
  const { line, seq, hash } = entry
  expect(await act(bench, id, { do: 'disputeEntry', entry: { line, seq, hash }, words: 'это не я' })).toEqual(done)
  await signIn(bench, manager)
  expect((await detail(bench, id)).now.disputes).toMatchObject([
    { by: 'Әбенова С. Н.', words: 'это не я', entry: { hash } },
  ])
})

test('the closing of a shift is disputed once by each person; what is no entry of a shift is not', async () => {
  const bench = await openBench()
  await signIn(bench)
  const empty = { counted: {}, explained: {}, handedTo: null }
  await bench.call('shifts.close', { command: randomUUID(), pin: clerk.pin, ...empty })
  await signIn(bench, lead)
  const before = async () => ((await bench.call('shifts.state', {})) as ShiftState).before
  const place = (await before())?.place
  if (!place) throw new Error('no closing')
  const dispute = (entry: typeof place, words = 'бумаг было две', command = randomUUID()) =>
    bench.call('entries.dispute', { command, entry, words })
  expect(await dispute(place, ' ')).toEqual({ ok: false, refusal: { code: 'notSaid', what: ['words'] } })
  expect(await dispute({ ...place, seq: place.seq + 1 })).toEqual({ ok: false, refusal: { code: 'unknownEntry' } })
  const command = randomUUID()
  expect([await dispute(place, 'бумаг было две', command), await dispute(place, 'бумаг было две', command)]).toEqual([
    done,
    done,
  ])
  expect(await dispute(place)).toEqual({ ok: false, refusal: { code: 'alreadyDisputed' } })
  await signIn(bench)
  expect((await before())?.disputes).toMatchObject([{ by: 'Ким В. О.', words: 'бумаг было две' }])
})

test('who decides second is told what was decided first', async () => {
  const { bench, id } = await started()
  await signIn(bench, lead)
  expect(await act(bench, id, { do: 'returnCase', reasons })).toEqual(done)
  await signIn(bench, manager)
  expect(await act(bench, id, { do: 'acceptCase', incompleteBecause: 'так' })).toMatchObject({ ok: false })
  const { now, history } = await detail(bench, id)
  expect(history.find(({ hash }) => hash === now.since.event)?.type).toBe('caseReturned')
  expect(now.since.by).toBe('Ким В. О.')
})

test('decided without having seen something: the entries are named, a lead looks once, and nothing is undone', async () => {
  const { bench, id } = await started()
  const payload = { command: randomUUID(), incompleteBecause: 'так', basis: [] }
  record(bench.branch, () => {
    append(bench.branch, [{ type: 'caseAccepted', case: id, by: lead.person, payload }])
    project(bench.branch, id)
    return { ok: true as const }
  })
  const torn = await detail(bench, id)
  const [conflict] = torn.conflicts
  expect(conflict).toMatchObject({ reason: 'decidedUnseen', applied: true })
  const unseen = torn.history.filter(({ hash }) => conflict?.unseen?.includes(hash)).map(({ type }) => type)
  expect(unseen).toContain('caseRegistered')
  expect(torn.possible.confirmBasis).toEqual({ code: 'roleMayNot', role: 'clerk' })
  const look = { do: 'confirmBasis', conflict: conflict?.event ?? '', words: 'видел, верно' } as const
  await signIn(bench, manager)
  expect(await open(bench, id)).toContain('confirmBasis')
  expect(await act(bench, id, look)).toEqual(done)
  expect(await act(bench, id, look)).toEqual({ ok: false, refusal: { code: 'alreadyConfirmed' } })
  const { conflicts, row, possible, names } = await detail(bench, id)
  expect(conflicts).toMatchObject([{ confirmed: { words: 'видел, верно', by: manager.person } }])
  expect(names[manager.person]).toBe('Жұмағалиева Р. Һ.')
  expect([row.state, row.marks.includes('conflict')]).toEqual(['accepted', false])
  expect(possible).not.toHaveProperty('confirmBasis')
})
