// Reports of real cases: what they count, who may see them, and what of them may leave the branch.
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Slice } from '../../domain/reports/slice.ts'
import type { Overview } from '../../electron/contract.ts'
import { countsReportCsv, countsReportHtml } from '../../paper/countsReport.ts'
import { TYPICAL } from '../support/typical.ts'
import { type Bench, clerk, knowledgeForTests, lead, manager, openBench, registered, rows, signIn } from './bench.ts'
import { type Answered, always, asked, bars, busy, counted, listed, NOW, overview, people } from './reports.ts'

const kept = (bench: Bench, slice: Slice) => bench.call('documents.counts', { slice }) as Promise<Answered>

test('R-043 charges missing from the utility bill are counted month by month, in the branch’s own time', async () => {
  const bench = await busy()
  const reason = 'SVC-BILL/bill_problem/not_in_utility_bill'
  const all = await counted(bench)
  expect(bars(all, 'reason')).toMatchObject({
    [reason]: 3,
    'SVC-BILL/bill_problem/wrong_sum': 1,
    'ACC-DEREG/dereg_reason/recovery_loop': 1,
  })
  const missing = await counted(bench, { ...always, parts: [{ by: 'reason', value: reason }] })
  expect(missing.total).toBe(3)
  expect(bars(missing, 'month')).toEqual({ '2026-09': 1, '2026-10': 1, '2026-11': 1 })
  expect(bars(missing, 'hour')).toEqual({ '00': 1, '09': 1, '23': 1 })
  // Made anew from the journal the figures are the same.
  bench.branch.db.exec(`DELETE FROM case_reason; DELETE FROM setting WHERE key = 'projection'`)
  const again = await reopenAs(bench)
  expect((await counted(again)).bars).toEqual(all.bars)
})

async function reopenAs(bench: Bench): Promise<Bench> {
  await bench.close()
  const again = await openBench({ workspace: bench.workspace, state: bench.state, now: bench.now, seed: 7 })
  await signIn(again, manager)
  return again
}

test('R-049 the table and the sheet are for the branch as a whole: no name, number or telephone of anybody is in them, in any language', async () => {
  const bench = await busy()
  const onScreen = await counted(bench)
  expect(onScreen.bars.find(({ by }) => by === 'clerk')?.bars.map(({ name }) => name)).toContain('Әбенова С. Н.')
  const answer = await kept(bench, { ...always, parts: [{ by: 'clerk', value: clerk.person }] })
  if (!answer.ok) throw new Error(answer.refusal.code)
  const { counts } = answer
  expect([counts.total, counts.slice.parts]).toEqual([6, []])
  const { profile: branch, catalogue } = knowledgeForTests()
  const known = rows(bench, 'SELECT value FROM case_key UNION SELECT number FROM cases UNION SELECT id FROM cases')
  const secrets = [
    ...people.flatMap((one) => Object.values(one)),
    ...people.map(({ phone }) => phone.slice(2)),
    ...(rows(bench, 'SELECT last_name, first_name, patronymic, id FROM member') as object[]).flatMap((one) =>
      Object.values(one as Record<string, string>),
    ),
    ...(known as { value: string }[]).map(({ value }) => value),
  ].filter((one) => one.length > 2)
  expect(secrets).toEqual(expect.arrayContaining(['Тілеубердина', '900315400126', 'Әбенова']))
  for (const language of ['kk', 'ru', 'en'] as const) {
    const model = { counts, branch, catalogue, language }
    const texts = [
      countsReportCsv(model),
      countsReportHtml({ ...model, printedAt: NOW }, { nonce: 'n' }).replace(/<style[\s\S]*?<\/style>/, ''),
    ]
    for (const text of texts) {
      expect(secrets.filter((one) => text.includes(one))).toEqual([])
      expect(text).not.toMatch(/undefined|null|\{\w+\}/)
      expect(text.length).toBeGreaterThan(500)
    }
    const lines = (texts[0] ?? '').trim().split('\r\n')
    expect(texts[0]?.startsWith('\ufeff')).toBe(true)
    expect(lines.every((line) => line.split(';').length === 8)).toBe(true)
    const bills = lines.find((line) => line.includes(';SVC-BILL;'))
    expect(bills).toMatch(/^0712;;;;.*;SVC-BILL;4$/)
  }
})

describe('who may', () => {
  test('the manager sees reports, a shift lead the overview, a clerk neither; nobody keeps what he may not see', async () => {
    const bench = await openBench()
    const codes = async () => {
      const codeOf = (answer: Answered | Overview | { ok: false; refusal: { code: string } }) =>
        answer.ok ? 'ok' : answer.refusal.code
      const list = await listed(bench, always).then(
        () => 'ok',
        (error: { code: string }) => error.code,
      )
      return [
        codeOf(await overview(bench)),
        codeOf(await asked(bench, always)),
        codeOf(await kept(bench, always)),
        list,
      ]
    }
    expect(await codes()).toEqual(['notSignedIn', 'notSignedIn', 'notSignedIn', 'UNAUTHORIZED'])
    await signIn(bench, clerk)
    expect(await codes()).toEqual(['roleMayNot', 'roleMayNot', 'roleMayNot', 'FORBIDDEN'])
    await signIn(bench, lead)
    expect(await codes()).toEqual(['ok', 'roleMayNot', 'roleMayNot', 'ok'])
    await signIn(bench, manager)
    expect(await codes()).toEqual(['ok', 'ok', 'ok', 'ok'])
  })
})

test('a shift that was opened shows at its window; what was erased is counted as before', async () => {
  const bench = await openBench()
  await signIn(bench, lead)
  await registered(bench, TYPICAL['ACC-DEREG'], 'ACC-DEREG')
  expect((await overview(bench)).windows[0]?.shift).toBeNull()
  expect(await bench.call('shifts.open', { command: randomUUID() })).toMatchObject({ ok: true })
  expect((await overview(bench)).windows[0]?.shift).toEqual({ what: 'opened', at: NOW })
  await signIn(bench, manager)
  const before = await counted(bench)
  expect(bars(before, 'reason')).toEqual({ 'ACC-DEREG/dereg_reason/recovery_loop': 1 })
  bench.branch.db.prepare('INSERT INTO erased_case SELECT id, ? FROM cases').run(NOW)
  bench.branch.db.exec(`DELETE FROM setting WHERE key = 'projection'`)
  expect((await counted(await reopenAs(bench))).bars).toEqual(before.bars)
})
