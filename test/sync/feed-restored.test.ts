/** Headquarters restored from a backup, and lines that have two ends: nothing of them is lost on the way down either. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import { laidFromDump } from '../hq/dump.ts'
import { accepted, shown } from './parts/accepting.ts'
import { answer, expectAlike, type Officers, raiseBenchWithOfficers } from './parts/answering.ts'
import { type Bench, openBench, razeBench } from './parts/bench.ts'
import { openOffice } from './parts/office.ts'

let people: Officers
beforeAll(async () => {
  people = await raiseBenchWithOfficers()
})
afterAll(razeBench)

const ok = { ok: true }
const caseAt = async (number: string) => {
  const { body } = await people.officer.get(`/v1/office/cases/${number}`)
  return (body as { cases: { body: Case }[] }).cases[0]?.body
}
const officeLines = ({ hq, code }: Bench) =>
  hq.database.query<{ id: string; head_seq: number; forked: boolean }>(
    'SELECT id, head_seq, forked FROM line WHERE branch = $1 AND office ORDER BY head_seq',
    [code],
  )
const alertsOf = async ({ code }: Bench) => {
  const { body } = await people.officer.get('/v1/office/cases')
  return (body as { alerts: { branch: string; kind: string }[] }).alerts.filter(({ branch }) => branch === code)
}

/** Two cases of which headquarters forgot by its restore that the first is in work, and the branch did not. */
async function forgotten() {
  const bench = openBench()
  const office = openOffice(bench.hq, bench.world)
  const counter = await bench.counter().certified()
  const [one, other] = [await accepted(counter), await accepted(counter)]
  await counter.exchange()
  await office.backUp(bench.code)
  await people.officer.act(one.id, { do: 'takeIntoWork' })
  await counter.exchange()
  await office.restore(bench.code)
  return { bench, counter, one, other }
}

test('P-11 a restored headquarters takes back what a branch saw of it, alerts, and begins a new line', async () => {
  const bench = openBench()
  const office = openOffice(bench.hq, bench.world)
  const counter = await bench.counter().certified()
  const { id, number } = await accepted(counter)
  await counter.exchange()
  await people.officer.act(id, { do: 'takeIntoWork' })
  await counter.exchange()
  await office.backUp(bench.code)
  await people.officer.act(id, answer)
  await counter.exchange()
  expect(await office.restore(bench.code)).toHaveLength(1)
  expect(await caseAt(number)).toMatchObject({ state: 'in_work' })
  expect(await counter.exchange()).toEqual(ok)
  expect(await caseAt(number)).toMatchObject({ state: 'answered', conflicts: [] })
  expect(await alertsOf(bench)).toMatchObject([{ kind: 'takenBack' }])
  const [fresh, old] = await officeLines(bench)
  expect(fresh).toMatchObject({ head_seq: 1 })
  const [opening] = await bench.hq.database.query<{ payload: string }>(
    'SELECT payload FROM event WHERE branch = $1 AND line = $2',
    [bench.code, fresh?.id],
  )
  expect(JSON.parse(opening?.payload ?? '')).toMatchObject({
    ...{ why: 'unknownHead', takesOver: { line: old?.id, seq: old?.head_seq } },
  })
  // What is written from now on stands on the new line, and both sides hold the same.
  await people.officer.act(id, { do: 'reopenCase', what: 'клиент вернулся', onWord: false })
  await counter.exchange()
  expect((await shown(counter, id)).row.state).toBe('in_work')
  await expectAlike(bench, counter)
  expect(await alertsOf(bench)).toHaveLength(1)
})

test('P-11 restored to before the case came: it is received once more under the same number, and no conflict is made of it', async () => {
  const bench = openBench()
  const office = openOffice(bench.hq, bench.world)
  const counter = await bench.counter().certified()
  await counter.exchange()
  await office.backUp(bench.code)
  const { id, number } = await accepted(counter)
  await counter.exchange()
  const before = (await shown(counter, id)).now.hqNumber
  await people.officer.act(id, { do: 'takeIntoWork' })
  await counter.exchange()
  await office.restore(bench.code)
  // A computer that knows nothing of headquarters' line comes first.
  const second = await bench.counter('B').certified()
  await second.exchange()
  for (const one of [counter, second, counter]) expect(await one.exchange()).toEqual(ok)
  expect(await caseAt(number)).toMatchObject({ state: 'in_work', hqNumber: before, conflicts: [] })
  for (const one of [counter, second]) {
    expect(await shown(one, id)).toMatchObject({ row: { state: 'in_work' }, conflicts: [] })
    await expectAlike(bench, one)
  }
})

test('P-11 where nothing in the database told of the restore and it wrote on, both continuations are kept, at headquarters and at the branch', async () => {
  const { bench, counter, one, other } = await forgotten()
  await people.lead.act(other.id, { do: 'takeIntoWork' })
  for (let i = 0; i < 3; i++) expect(await counter.exchange()).toEqual(ok)
  expect((await officeLines(bench)).map(({ forked }) => forked).sort()).toEqual([false, true])
  for (const { id } of [one, other])
    expect(await shown(counter, id)).toMatchObject({ row: { state: 'in_work' }, conflicts: [] })
  await expectAlike(bench, counter)
  const second = await bench.counter('B').certified()
  expect(await second.exchange()).toEqual(ok)
  await expectAlike(bench, second)
})

test('P-11 laid from a dump it writes on a new line at once: no place of its lines ever has two events', async () => {
  const { bench, counter, one, other } = await forgotten()
  await laidFromDump(bench.hq.database)
  // Before any branch has shown what was lost.
  await people.lead.act(other.id, { do: 'takeIntoWork' })
  for (let i = 0; i < 3; i++) expect(await counter.exchange()).toEqual(ok)
  expect((await officeLines(bench)).map(({ forked }) => forked)).toEqual([false, false])
  for (const { id } of [one, other])
    expect(await shown(counter, id)).toMatchObject({ row: { state: 'in_work' }, conflicts: [] })
  await expectAlike(bench, counter)
  expect(await alertsOf(bench)).toMatchObject([{ kind: 'takenBack' }])
})

test('P-7 a computer restored from a backup gets back from headquarters what it had lost', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  await counter.exchange()
  counter.backUp()
  const lost = await counter.register()
  await counter.exchange()
  counter.restore()
  const fresh = await counter.register()
  for (let i = 0; i < 2; i++) expect(await counter.exchange()).toEqual(ok)
  expect(await counter.deliveries()).toEqual({ [lost.number]: 'at_hq', [fresh.number]: 'at_hq' })
  await expectAlike(bench, counter)
})

test('P-5 P-7 of two copies of one disk each learns both sides of the fork, and so does a third computer', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const twin = counter.clone({ withMarker: true })
  const numbers = [(await counter.register()).number, (await twin.register()).number].sort()
  const third = await bench.counter('C').certified()
  const all = [counter, twin, third]
  for (let round = 0; round < 4; round++) for (const one of all) expect(await one.exchange()).toEqual(ok)
  // The line of the disk, the third computer's, headquarters' none, and a new one for each of the two copies: no more.
  expect(new Set((await bench.placesAtHq()).map(({ line }) => line)).size).toBe(4)
  for (const one of all) {
    expect(Object.keys(await one.deliveries()).sort()).toEqual(numbers)
    expect(new Set(Object.values(await one.deliveries()))).toEqual(new Set(['at_hq']))
    await expectAlike(bench, one)
  }
})
