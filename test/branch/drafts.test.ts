import { expect, test } from 'vitest'
import type { Draft } from '../../electron/contract.ts'
import { draft, least, openBench, otherClerk, page, register, registered, reopen, rows, signIn } from './bench.ts'

const typed = ({ id, type, answers, kept, stepsDone, papers, focus }: Draft) => ({
  id,
  type,
  answers,
  kept,
  stepsDone,
  papers,
  focus,
})

test('a draft comes back as it was left, with the field that had the focus, after a lock and a restart (R-005)', async () => {
  const bench = await openBench()
  await signIn(bench)
  const opened = await draft(bench)
  const left = {
    ...typed(opened),
    answers: { ...opened.answers, iin: '900315300124' },
    kept: ['iin'],
    stepsDone: ['say', 'identity'],
    papers: [{ key: 'signed_application', sheets: 1, original: true }],
    focus: 'account_login',
  }
  bench.now.ms += 5000
  expect(await bench.call('drafts.save', left)).toEqual({ ok: true, savedAt: '2026-11-23T05:00:05.000Z' })
  await registered(bench)
  await bench.call('session.lock', {})
  const again = await reopen(bench)
  const expected = { ...opened, ...left, savedAt: '2026-11-23T05:00:05.000Z' }
  await signIn(again)
  expect(await again.call('drafts.list', {})).toEqual([expected])
  expect(await again.call('documents.draft', { draft: opened.id })).toEqual(expected)
  expect(await again.call('workspace.open', {})).toMatchObject({ recovery: { drafts: 1 } })
})

test('a draft opens with the form’s own starting answers under those given, a command and a label', async () => {
  const bench = await openBench()
  await signIn(bench)
  const opened = await draft(bench, { last_name: 'Ким' })
  expect(opened.answers).toMatchObject({ last_name: 'Ким', account_system: 'postkz_app', applicant_kind: 'person' })
  expect(opened.label).toMatch(/^D-0712A-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(opened.command).not.toBe(opened.id)
})

test('the label on the printed application finds the case after registration', async () => {
  const bench = await openBench()
  await signIn(bench)
  for (let i = 0; i < 5; i++) await registered(bench)
  const { id, label } = await draft(bench)
  const answer = await register(bench, id)
  const { rows: found } = await page(bench, { find: label })
  expect(found.map(({ id: one }) => one)).toEqual([answer.ok && answer.receipt.case])
})

test('a change of type takes the answers along; what the new form does not ask is not registered', async () => {
  const bench = await openBench()
  await signIn(bench)
  const opened = await draft(bench, { ...least, dereg_reason: 'phone_changed' })
  const changed = { ...typed(opened), type: 'ACC-CHANGE' }
  expect(await bench.call('drafts.save', changed)).toMatchObject({ ok: true })
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  expect(await bench.call('cases.detail', { id: answer.receipt.case })).toMatchObject({
    registered: { type: 'ACC-CHANGE', answers: { last_name: 'Қасымова' } },
  })
  const { registered: stored } = (await bench.call('cases.detail', { id: answer.receipt.case })) as {
    registered: { answers: object }
  }
  expect(stored.answers).not.toHaveProperty('dereg_reason')
})

test('the latest saved draft comes first, whoever opened it', async () => {
  const bench = await openBench()
  await signIn(bench)
  const first = await draft(bench)
  bench.now.ms += 1000
  await signIn(bench, otherClerk)
  const second = await draft(bench)
  const ids = async () => ((await bench.call('drafts.list', {})) as Draft[]).map(({ id }) => id)
  expect(await ids()).toEqual([second.id, first.id])
  bench.now.ms += 1000
  await signIn(bench)
  await bench.call('drafts.save', typed(first))
  expect(await ids()).toEqual([first.id, second.id])
})

test('a draft is thrown away with a reason, which is kept without what was typed, for the days the rules say', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { id, label } = await draft(bench)
  expect(await bench.call('drafts.discard', { id, reason: 'customerLeft' })).toEqual({ ok: true })
  expect(await bench.call('drafts.list', {})).toEqual([])
  expect(
    await bench.call(
      'drafts.save',
      typed({
        id,
        type: 'ACC-DEREG',
        answers: {},
        kept: [],
        stepsDone: [],
        papers: [],
        focus: null,
      } as unknown as Draft),
    ),
  ).toEqual({
    ok: false,
    refusal: { code: 'unknownDraft' },
  })
  const log = rows(bench, 'SELECT * FROM discard')
  expect(log).toMatchObject([{ draft: id, label, reason: 'customerLeft' }])
  expect(JSON.stringify(log)).not.toContain('Қасымова')
  bench.now.ms += 29 * 86_400_000
  const soon = await reopen(bench)
  expect(rows(soon, 'SELECT * FROM discard')).toHaveLength(1)
  bench.now.ms += 2 * 86_400_000
  expect(rows(await reopen(soon), 'SELECT * FROM discard')).toEqual([])
})
