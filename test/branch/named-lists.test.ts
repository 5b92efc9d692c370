// A list that the branch fills in from its records names no complaint to whom the complaint is about.
import { expect, test } from 'vitest'
import type { CaseDetail } from '../../electron/contract.ts'
import { known, named, uuids, world } from './aboutThem.ts'
import { type Bench, registered, signIn } from './bench.ts'

const personal = { ...known, pd_kind: 'delete', pd_scope: 'всё', id_seen: true }
const detail = async (bench: Bench, id: string) => (await bench.call('cases.detail', { id })) as CaseDetail | null

test('R-033 a request registered after a complaint about a person tells him its other cases and not that one, on screen and paper', async () => {
  const { bench, second, other, control } = await world()
  await signIn(bench, control)
  const asked = await registered(bench, personal, 'PD-REQ')
  // The request itself was corrected meanwhile: what it was before is told as little.
  const act = { do: 'correctCase', command: uuids(), reason: 'описка', changes: { pd_scope: 'всё сразу' }, kept: [] }
  expect(await bench.call('cases.act', { case: asked.case, act })).toEqual({ ok: true })
  const whole = await detail(bench, asked.case)
  expect(whole?.now.answers.pd_open_cases).toEqual(expect.arrayContaining([second.number, other.number]))
  const before = rowOf(bench, asked.case)

  for (const who of Object.values(named)) {
    await signIn(bench, who)
    const seen = await detail(bench, asked.case)
    expect(seen?.now.answers.pd_open_cases).toEqual(expect.arrayContaining([other.number]))
    expect(seen?.registered.answers.pd_open_cases).toEqual(seen?.now.answers.pd_open_cases)
    const paper = await bench.call('documents.caseRecord', { case: asked.case })
    const list = await bench.call('documents.slipList', { case: asked.case })
    const text = JSON.stringify([seen, paper, list])
    expect(text).toContain(other.number)
    expect(text).not.toContain(second.number)
  }

  // The customer's paper is whole where another person prints it, and the journal was changed by nobody's looking.
  await signIn(bench, control)
  expect(JSON.stringify(await bench.call('documents.slipList', { case: asked.case }))).toContain(second.number)
  expect(JSON.stringify(await bench.call('documents.caseRecord', { case: asked.case }))).toContain(second.number)
  expect(await detail(bench, asked.case)).toEqual(whole)
  expect(rowOf(bench, asked.case)).toEqual(before)
})

test('R-033 what whom it names corrects in such a request takes no number out of it', async () => {
  const { bench, second, control } = await world()
  await signIn(bench, control)
  const asked = await registered(bench, personal, 'PD-REQ')
  await signIn(bench, named.lead)
  const act = { do: 'correctCase', command: uuids(), reason: 'описка', changes: { pd_scope: 'часть' }, kept: [] }
  expect(await bench.call('cases.act', { case: asked.case, act })).toEqual({ ok: true })
  expect(JSON.stringify(await detail(bench, asked.case))).not.toContain(second.number)
  await signIn(bench, control)
  expect((await detail(bench, asked.case))?.now.answers.pd_open_cases).toContain(second.number)
})

const rowOf = (bench: Bench, id: string) =>
  bench.branch.db.prepare('SELECT count(*) AS n FROM journal WHERE case_id = ?').get(id)
