// What comes late, out of order, or from a clock that is wrong: told once each with the real parts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readClock } from '../../domain/journal/clock.ts'
import { type HashedEvent, open } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { runAfter } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { caseOf } from '../../electron/branch/projection.ts'
import { noteHqTime } from '../../electron/branch/retention/time.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { officersOf } from '../support/officers.ts'
import { bare, registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'
import { type Bench, type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)

const DAY_MS = 86_400_000

async function atHq({ hq }: Bench, number: string) {
  const { body } = await hq.admin('GET', `/v1/cases/${number}`)
  const { cases } = body as { cases: { body: { state: string; conflicts: { reason: string }[] } }[] }
  return cases.map((one) => one.body)
}
const detail = async (counter: Counter, id: string) =>
  (await (await counter.start()).call('cases.detail', { id })) as CaseDetail

async function eventsOf(counter: Counter): Promise<HashedEvent[]> {
  const { db } = (await counter.start()).branch
  return runAfter(db, myLine(db), 0).map((event) => open(primitives, event) as HashedEvent)
}

test('T-12 P-5 a review that reaches headquarters before the registration it reviews is refused by no rule, and the case is what it would have been in order', async () => {
  const ends = []
  for (const order of ['reviewFirst', 'registrationFirst']) {
    const bench = openBench()
    const { hq, code } = bench
    const [counter, lead] = [takePen(hq.key, `counter ${order}`, code), takePen(hq.key, `lead ${order}`, code, 'B')]
    const id = uuid(`case ${order}`)
    const payload = registrationPayload(order, 1, code)
    const { number } = JSON.parse(counter.register(id, payload).payload) as { number: string }
    counter.write(reviewRequested(id))
    counter.write(signedConsent(id, uuid('clerk'), payload.answers as Parameters<typeof signedConsent>[2]))
    // Written after the registration was seen: by the clock it sorts behind it.
    for (const more of [1, 2, 3]) lead.write(reviewRequested(uuid(`other ${more} ${order}`)))
    const accept = { command: uuid('accept'), incompleteBecause: 'the customer brings it' }
    lead.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: accept })
    const runs = order === 'reviewFirst' ? [lead, counter] : [counter, lead]
    for (const pen of runs) {
      const { body } = await hq.ask(pen, '/v1/runs', pen.run())
      expect(body).toMatchObject({ verdict: 'admitted', refusals: [] })
    }
    ends.push((await atHq(bench, number)).map(({ state, conflicts }) => ({ state, conflicts })))
  }
  expect(ends[0]).toEqual(ends[1])
  expect(ends[0]).toHaveLength(1)
})

test('T-14 P-12 an officer answers while the customer’s older word is still on its way: when it comes it undoes nothing, and headquarters and branch say that it was not seen', async () => {
  const bench = openBench()
  const { hq, code } = bench
  const [counter, late] = [takePen(hq.key, 'in time', code), takePen(hq.key, 'late', code, 'B')]
  const id = uuid('case T-14')
  const payload = registrationPayload('T-14', 1, code)
  const { number } = JSON.parse(counter.register(id, payload).payload) as { number: string }
  counter.write(
    reviewRequested(id),
    signedConsent(id, uuid('clerk'), payload.answers as Parameters<typeof signedConsent>[2]),
  )
  const because = { command: uuid('accept T-14'), incompleteBecause: 'the customer brings it' }
  counter.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: because })
  // Written at another window in the same minutes, and kept back by a dead line.
  for (const n of [1, 2, 3]) late.write(reviewRequested(uuid(`unrelated ${n}`)))
  const proof = { way: 'signature' as const, paper: 'signed_application', seenBy: uuid('clerk') }
  late.write({ type: 'caseWithdrawn', case: id, by: uuid('clerk'), payload: { command: uuid('withdraw T-14'), proof } })

  await hq.ask(counter, '/v1/runs', counter.run())
  const { officer } = await officersOf(hq)
  expect(await officer.act(id, { do: 'takeIntoWork' })).toMatchObject({ ok: true })
  const answer = { outcome: 'ACCOUNT-CLOSED', text: 'Done.', ground: 'rules', sum: null }
  expect(await officer.act(id, { do: 'answerCase', ...answer })).toMatchObject({ ok: true, state: 'answered' })
  expect((await atHq(bench, number))[0]?.conflicts).toEqual([])

  expect((await hq.ask(late, '/v1/runs', late.run())).body).toMatchObject({ verdict: 'admitted', refusals: [] })
  const reasons = (await atHq(bench, number))[0]?.conflicts.map(({ reason }) => reason)
  expect(reasons).toContain('decidedUnseen')
  const reader = await bench.counter('C').certified()
  expect(await reader.exchange()).toEqual({ ok: true })
  const there = caseOf((await reader.start()).branch, id)
  expect(there?.conflicts.map(({ reason }) => reason)).toEqual(reasons)
})

test('T-15 P-12 two copies of a disk write in the same moment with the same clock: every node orders the two events alike', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  await desk.register()
  await desk.exchange()
  const twin = desk.clone({ withMarker: true })
  await desk.register()
  await twin.register()
  const [own, theirs] = [await eventsOf(desk), await eventsOf(twin)]
  const clockOf = (events: HashedEvent[]) => readClock(events.at(-1)?.fields.clock ?? '').ms
  expect(clockOf(own)).toBe(clockOf(theirs))
  // Handed over both ways, in opposite orders.
  storeForeign((await desk.start()).branch, theirs, 'hub')
  storeForeign((await twin.start()).branch, own, 'hub')
  const order = async (counter: Counter) => {
    const { db } = (await counter.start()).branch
    return db
      .prepare<[], { hash: string }>('SELECT hash FROM journal ORDER BY clock, line, seq, hash')
      .all()
      .map(({ hash }) => hash)
  }
  expect(await order(desk)).toEqual(await order(twin))
  for (const copy of [desk, twin, desk]) expect(await copy.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toHaveLength(3)
})

test('T-17 P-12 a clock far in the future drags nobody along; what it wrote is taken in, counts, and is marked wherever it comes', async () => {
  const bench = openBench()
  const [ahead, mate] = [await bench.counter('A').certified(), await bench.counter('B').certified()]
  ahead.machine.wrongByMs = 3 * DAY_MS
  ahead.machine.crash()
  const far = await ahead.register()
  expect(await ahead.exchange()).toEqual({ ok: true })
  storeForeign((await mate.start()).branch, await eventsOf(ahead), 'hub')
  const near = await mate.register()
  const last = (await eventsOf(mate)).at(-1)
  expect(readClock(last?.fields.clock ?? '').ms - bench.world.now()).toBeLessThan(DAY_MS)
  await mate.exchange()
  expect(await bench.numbersAtHq()).toEqual([far.number, near.number].sort())
  expect((await atHq(bench, far.number))[0]?.conflicts.map(({ reason }) => reason)).toContain('farFuture')
  expect((await atHq(bench, near.number))[0]?.conflicts).toEqual([])
  const there = (await detail(mate, far.case)).conflicts
  expect(there).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'farFuture', applied: true })]))
  expect((await detail(mate, near.case)).conflicts).toEqual([])
})

test('P-12 what is less than a day ahead is followed and not marked: whoever answers it sorts after it', async () => {
  const bench = openBench()
  const [ahead, mate] = [await bench.counter('A').certified(), await bench.counter('B').certified()]
  ahead.machine.wrongByMs = DAY_MS / 2
  ahead.machine.crash()
  const early = await ahead.register()
  storeForeign((await mate.start()).branch, await eventsOf(ahead), 'hub')
  expect((await detail(mate, early.case)).conflicts).toEqual([])
  await mate.register()
  const [theirs, own] = [(await eventsOf(ahead)).at(-1), (await eventsOf(mate)).at(-1)]
  expect((own?.fields.clock ?? '') > (theirs?.fields.clock ?? '')).toBe(true)
  expect(bare(own as HashedEvent).signature).not.toBeNull()
})

test('P-12 a computer whose own clock has stopped takes nobody else for wrong once headquarters has shown it the time', async () => {
  const bench = openBench()
  const [right, stopped] = [await bench.counter('A').certified(), await bench.counter('B').certified()]
  stopped.machine.wrongByMs = -400 * DAY_MS
  stopped.machine.crash()
  noteHqTime((await stopped.start()).branch.db, bench.world.now())
  const { case: id } = await right.register()
  storeForeign((await stopped.start()).branch, await eventsOf(right), 'hub')
  expect(caseOf((await stopped.start()).branch, id)?.conflicts).toEqual([])
  await stopped.register()
  const [theirs, own] = [(await eventsOf(right)).at(-1), (await eventsOf(stopped)).at(-1)]
  expect((own?.fields.clock ?? '') > (theirs?.fields.clock ?? '')).toBe(true)
})
