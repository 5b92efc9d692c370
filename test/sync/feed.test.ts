/** What headquarters holds reaches every computer of the branch: its answers, its bulletins, and what the others wrote. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certify } from '../../domain/journal/certificate.ts'
import { takeRun } from '../../electron/branch/hub/handing.ts'
import { bulletins } from '../../electron/branch/store/office.ts'
import { setting } from '../../electron/branch/store/settings.ts'
import type { CaseRecordAnswer } from '../../electron/contract.ts'
import { takePen, uuid } from '../support/pen.ts'
import { acceptAgain, accepted, shown } from './parts/accepting.ts'
import { answer, expectAlike, type Officers, raiseBenchWithOfficers } from './parts/answering.ts'
import { type Counter, openBench, razeBench } from './parts/bench.ts'

let people: Officers
beforeAll(async () => {
  people = await raiseBenchWithOfficers()
})
afterAll(razeBench)

const ok = { ok: true }
const asked = (counter: Counter) => {
  const paths: string[] = []
  const exchange = () =>
    counter.exchange([], {
      through: (fetch) => (url, init) => {
        paths.push(new URL(url).pathname)
        return fetch(url, init)
      },
    })
  return { paths, exchange }
}

test('an accepted case shows as received, with its number there, after the exchange that carried it', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const { id, number } = await accepted(counter)
  expect(await counter.exchange()).toEqual(ok)
  const { now, row } = await shown(counter, id)
  expect({ state: row.state, hq: now.hqNumber }).toEqual({
    state: 'received_hq',
    hq: expect.stringMatching(/^(\w{4}-){2}\w{4}$/),
  })
  expect(await counter.deliveries()).toEqual({ [number]: 'at_hq' })
  await expectAlike(bench, counter)
})

test('the answer reaches the branch once, under the officer’s name; then nothing is sent either way', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const { id } = await accepted(counter)
  await counter.exchange()
  await people.officer.act(id, { do: 'takeIntoWork' })
  await people.officer.act(id, answer)
  expect(await counter.exchange()).toEqual(ok)
  const detail = await shown(counter, id)
  expect(detail.row.state).toBe('answered')
  expect(detail.now.answer).toMatchObject({
    outcome: 'ACCOUNT-CLOSED',
    text: answer.text,
    by: 'Оспанов Д.',
    office: 'hq',
  })
  expect(detail.history.filter(({ type }) => type === 'caseAnswered')).toMatchObject([{ by: 'Оспанов Д.' }])
  expect(detail.conflicts).toEqual([])
  const { paths, exchange } = asked(counter)
  await exchange()
  expect(paths).toEqual(['/v1/heads'])
  await expectAlike(bench, counter)
})

test('what headquarters returns is repaired at the branch, goes up again and is received again', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const { id } = await accepted(counter)
  await counter.exchange()
  await people.officer.act(id, {
    do: 'returnFromHq',
    reasons: [{ words: 'нет даты рождения', fields: ['birth_date'] }],
  })
  await counter.exchange()
  expect((await shown(counter, id)).now.returned).toMatchObject({
    office: 'hq',
    reasons: [{ words: 'нет даты рождения' }],
  })
  const { call } = await counter.start()
  // On paper too he has a name, though no event of the case tells it.
  const { record } = (await call('documents.caseRecord', { case: id })) as Extract<CaseRecordAnswer, { ok: true }>
  expect(record.entries.find(({ type }) => type === 'caseReturned')?.by?.name).toBe('Оспанов Д.')
  const repair = { do: 'answerReturn', command: randomUUID(), answers: ['дата вписана'] }
  expect(await call('cases.act', { case: id, act: repair })).toEqual(ok)
  await acceptAgain(counter, id)
  await counter.exchange()
  expect(await shown(counter, id)).toMatchObject({ row: { state: 'received_hq' }, conflicts: [] })
})

test('a second computer and one that replaces a dead one get everything, whoever wrote it, and send nothing back', async () => {
  const bench = openBench()
  const first = await bench.counter('A').certified()
  const { id } = await accepted(first)
  await first.register()
  await first.exchange()
  await people.officer.act(id, { do: 'takeIntoWork' })
  const second = await bench.counter('B').certified()
  await second.register()
  const { paths, exchange } = asked(second)
  expect(await exchange()).toEqual(ok)
  await expectAlike(bench, second)
  expect((await shown(second, id)).row).toMatchObject({ state: 'in_work', delivery: 'at_hq' })
  // Its own line alone went up.
  expect(paths.filter((path) => path === '/v1/runs')).toHaveLength(1)
  first.machine.crash()
  const replaced = await bench.counter('A').certified()
  expect(await replaced.exchange()).toEqual(ok)
  await expectAlike(bench, replaced)
  expect(Object.values(await replaced.deliveries())).toEqual(['at_hq', 'at_hq', 'at_hq'])
})

test('torn anywhere it goes on where it was: nothing twice, nothing left out', async () => {
  const bench = openBench()
  const first = await bench.counter('A').certified()
  for (let n = 0; n < 60; n++) await first.register()
  await first.exchange()
  const second = await bench.counter('B').certified()
  // Heads, its own line, heads, then the feed in two runs; later heads and the feed.
  expect(await second.exchange([{}, {}, {}, { bend: 'cutAnswer' }])).toMatchObject({ ok: false })
  expect(await second.exchange([{}, {}, { back: null }])).toMatchObject({ ok: false })
  for (const fate of [{ there: null }, { bend: 'wrongJson' }] as const)
    expect(await second.exchange([{}, fate])).toMatchObject({ ok: false })
  expect(await second.exchange([], { kill: { point: 'before-commit', nth: 1 } })).toMatchObject({ why: 'killed' })
  expect(await second.exchange()).toEqual(ok)
  await expectAlike(bench, second)
})

test('a line whose certificate headquarters did not sign is believed by nobody, whatever key it names', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  await counter.exchange()
  const { branch } = await counter.start()
  const hqKey = setting(branch.db, 'hqKey') ?? ''
  const pen = takePen({ ...bench.hq.key, sign: () => 'x' }, 'stranger', bench.code)
  pen.write({ type: 'bulletinIssued', case: null, by: uuid('x'), payload: {} })
  expect(takeRun(branch, hqKey, pen.run())).toMatchObject({ verdict: 'refused', reason: 'certificate' })
  // Certified, but for a device: it names headquarters' key and cannot sign with it.
  const device = takePen(bench.hq.key, 'pretender', bench.code)
  const certificate = certify({ ...device.certificate.body, publicKey: bench.hq.key.publicKey }, bench.hq.key.sign)
  expect(takeRun(branch, hqKey, { ...device.run(), certificate })).toMatchObject({ reason: 'signature' })
})

test('a bulletin comes down once; one that a device of the branch writes is no bulletin anywhere', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  await counter.exchange()
  const text = {
    kk: 'Ертең 9:00-ден байланыс болмайды.',
    ru: 'Завтра с 9:00 не будет связи.',
    en: 'No line tomorrow from 9:00.',
  }
  const bulletin = { command: randomUUID(), text, since: '2026-11-23T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' }
  const post = () => people.officer.post('/v1/office/bulletins', { branches: [bench.code], bulletin })
  expect((await post()).body).toEqual({ ok: true, branches: [bench.code] })
  expect((await post()).body).toEqual({ ok: true, branches: [bench.code] })
  await counter.exchange()
  const { branch } = await counter.start()
  expect(bulletins(branch.db)).toMatchObject([{ text, by: people.officer.id }])
  const forged = takePen(bench.hq.key, 'forger', bench.code, 'F')
  forged.write({ type: 'bulletinIssued', case: null, by: uuid('x'), payload: { ...bulletin, command: randomUUID() } })
  const said = await bench.hq.ask(forged, '/v1/runs', forged.run())
  expect(said.body).toMatchObject({ refusals: [{ reason: 'office' }] })
  await counter.exchange()
  expect(bulletins(branch.db)).toHaveLength(1)
})

test('a decision taken at the branch before it heard of the receipt is no conflict', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const { id } = await accepted(counter)
  // The line drops after the push: headquarters has received it, the branch has not heard.
  expect(await counter.exchange([{}, {}, { there: null }])).toMatchObject({ ok: false })
  const { call } = await counter.start()
  const act = { do: 'withdrawCase', command: randomUUID(), paper: 'заявление от руки', taken: true }
  expect(await call('cases.act', { case: id, act })).toEqual(ok)
  expect(await counter.exchange()).toEqual(ok)
  expect(await shown(counter, id)).toMatchObject({ row: { state: 'withdrawn' }, conflicts: [] })
})
