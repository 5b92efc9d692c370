/** The answer as a letter, from the journal of a branch: given here or at headquarters, and to nobody whom the case names. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { freeze, SYSTEM } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { heads } from '../../electron/branch/journal.ts'
import type { LetterAnswer } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { complaint } from './aboutThem.ts'
import { type Bench, clerk, lead, least, manager, openBench, otherClerk, registered, rows, signIn } from './bench.ts'

const letterOf = (bench: Bench, id: string) => bench.call('documents.answer', { case: id }) as Promise<LetterAnswer>
const letter = async (bench: Bench, id: string) => {
  const answer = await letterOf(bench, id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.letter
}
const refused = (code: string) => ({ ok: false, refusal: { code } })
const looks = (bench: Bench) => rows(bench, `SELECT by_person, case_id FROM access_log WHERE what = 'letter'`)

/** Steps of headquarters on its own line, each later than all that this computer holds. */
function atHeadquarters(
  bench: Bench,
  id: string | null,
  ...steps: [type: string, by: string, payload: object][]
): void {
  const { branch } = bench
  const line = 'f'.repeat(32)
  for (const [type, by, payload] of steps) {
    const last = branch.db.prepare('SELECT max(clock) AS clock FROM journal').get() as { clock: string }
    const seq = (heads(branch.db)[line]?.seq ?? 1) + 1
    const at = new Date(branch.clock()).toISOString()
    const stamp = { id: randomUUID(), at, clock: tick(last.clock, branch.clock()) }
    const draft = { type, case: id, by, payload: { ...(id && { command: randomUUID() }), ...payload } as Json }
    storeForeign(branch, [freeze(primitives, draft, { line, seq, prev: line + line }, stamp)], 'hq')
  }
}

const officer = { id: randomUUID(), name: 'Муратов А. С.' }
const text = 'Срок подачи претензии истёк 10 ноября 2026 года.'
const answered = { outcome: 'REFUSED-LATE', text, language: 'ru', ground: 'Правила, п. 12' }

/** Accepted and taken into work at headquarters. */
async function inWork(answers: Answers, type: string): Promise<{ bench: Bench; id: string }> {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench, answers, type)
  await signIn(bench, type === 'COMPL-SERVICE' ? manager : lead)
  const accepting = { id, command: randomUUID(), incompleteBecause: 'бумага завтра' }
  if (type !== 'COMPL-SERVICE') expect(await bench.call('cases.accept', accepting)).toEqual({ ok: true })
  return { bench, id }
}
const trace = { ...least, track_no: 'RB123456785KZ', post_date: '2026-11-10' }
const taken = [
  ['caseReceived', SYSTEM, { hqNumber: 'HQ-1' }],
  ['caseTaken', officer.id, { officer }],
] as [string, string, object][]

test('the letter of headquarters says what it decided and who; each making of it stands in the log of looks', async () => {
  const { bench, id } = await inWork({ ...trace, answer_channel: 'letter', post_address: 'Абай 1' }, 'TRACE-DOM')
  expect(await letterOf(bench, id)).toEqual(refused('notAnswered'))
  const [body] = bench.branch.knowledge.profile.outsideBodies
  atHeadquarters(bench, id, ...taken, ['caseAnswered', officer.id, { ...answered, outsideBody: body, sum: 12.5 }])
  await signIn(bench, otherClerk)
  expect(await letter(bench, id)).toMatchObject({
    ...{ type: 'TRACE-DOM', acceptedOn: '2026-11-23', applicant: 'Қасымова Айгүл', address: 'Абай 1' },
    matter: { ru: expect.stringContaining('розыск') },
    answer: {
      ...answered,
      ...{ sum: 12.5, outsideBody: body, office: 'hq', by: { name: officer.name, role: null } },
      at: '2026-11-23T05:00:00.000Z',
    },
  })
  expect(looks(bench)).toEqual([{ by_person: otherClerk.person, case_id: id }])
  expect(await letterOf(bench, randomUUID())).toEqual(refused('unknownCase'))
  await bench.call('session.lock', {})
  expect(await letterOf(bench, id)).toEqual(refused('notSignedIn'))
  expect(looks(bench)).toHaveLength(1)
})

test('the program’s answer has no name, an officer’s the one he had then; what was opened again has no letter', async () => {
  const { bench, id } = await inWork(trace, 'TRACE-DOM')
  atHeadquarters(bench, id, ...taken, ['caseAnswered', SYSTEM, answered])
  expect((await letter(bench, id)).answer.by).toBeNull()
  expect((await letter(bench, id)).address).toBeNull()
  await signIn(bench, manager)
  const open = { do: 'reopenCase', command: randomUUID(), what: 'пришло новое', onWord: true }
  expect(await bench.call('cases.act', { case: id, act: open })).toEqual({ ok: true })
  expect(await letterOf(bench, id)).toEqual(refused('notAnswered'))
  const lead = randomUUID()
  const named = { officer: lead, lastName: 'Оспанова', firstName: 'Гүлнар', patronymic: '', role: 'hq_lead' }
  atHeadquarters(bench, null, ['officerNamed', lead, named])
  atHeadquarters(bench, id, ['caseAnswered', lead, answered])
  atHeadquarters(bench, null, ['officerNamed', lead, { ...named, lastName: 'Ким', role: 'hq_officer' }])
  expect((await letter(bench, id)).answer.by).toEqual({ name: 'Оспанова Г.', role: 'hq_lead' })
})

test('who finished it at the branch has the role that he had then; it is printed of a closed case too', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench, { ...least, problem: 'code_fails' }, 'DELIV-PROBLEM')
  await signIn(bench, lead)
  const ground = 'правило оператора'
  const act = (wish: object) => bench.call('cases.act', { case: id, act: { command: randomUUID(), ...wish } })
  expect(
    await act({ do: 'finishAtBranch', outcome: 'EXPLAINED', text: 'Код прислан заново', ground, sum: null }),
  ).toEqual({ ok: true })
  await signIn(bench, clerk)
  await act({ do: 'deliverAnswer', channel: 'counter', at: '2026-11-23T05:00:00.000Z', to: 'сама' })
  expect((await letterOf(bench, id)).ok).toBe(true)
  expect(await act({ do: 'closeCase' })).toEqual({ ok: true })
  bench.now.ms += 60_000
  await signIn(bench, manager)
  const change = { do: 'changePerson', lastName: 'Ким', firstName: 'Виктор', patronymic: 'Олегович', role: 'clerk' }
  const changed = await bench.call('people.change', { ...change, command: randomUUID(), person: lead.person })
  expect(changed).toMatchObject({ ok: true })
  expect((await letter(bench, id)).answer).toMatchObject({
    ...{ office: 'branch', outcome: 'EXPLAINED', by: { name: 'Ким В. О.', role: 'shift_lead' } },
  })
  expect((await letter(bench, id)).answer.outsideBody).toBeNull()
})

test('R-033 whom the case names gets no letter and no applicant’s name; whoever it does not name gets both', async () => {
  const { bench, id } = await inWork({ ...least, ...complaint, person: 'Ким В.' }, 'COMPL-SERVICE')
  const accepting = { id, command: randomUUID(), incompleteBecause: 'так' }
  expect(await bench.call('cases.accept', accepting)).toEqual({ ok: true })
  atHeadquarters(bench, id, ...taken, ['caseAnswered', officer.id, { ...answered, outcome: 'MEASURES-TAKEN' }])
  await signIn(bench, lead)
  expect(await letterOf(bench, id)).toEqual(refused('unknownCase'))
  expect(looks(bench)).toEqual([])
  await signIn(bench, clerk)
  expect((await letter(bench, id)).applicant).toBe('Қасымова Айгүл')
})
