// Computers of a branch exchange their journals among themselves: real databases, real sockets, and no headquarters.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { recordRefusals } from '../../electron/branch/handover.ts'
import { BETWEEN_MS, pauseAfter } from '../../electron/branch/hub/asking.ts'
import { giveRun, milestones, RUN_LENGTH } from '../../electron/branch/hub/handing.ts'
import { startHub } from '../../electron/branch/hub/hub.ts'
import { append, runAfter, tips } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { erasePayloads } from '../../electron/branch/store/retention.ts'
import type { CaseDetail, OutageWritten } from '../../electron/contract.ts'
import { attached, list } from '../branch/attach.ts'
import { jpg, sheet } from '../support/papers.ts'
import { type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'
import { clerk, lead } from './parts/counter.ts'
import { agree, allLeave, leaves, placesAt, plays, serves, until, uses } from './parts/hub.ts'

beforeAll(raiseBench)
afterEach(allLeave)
afterAll(razeBench)

const call = async <T>(counter: Counter, path: string, input: object) =>
  (await (await counter.start()).call(path, input)) as T
const bulletin = (at: number) => ({
  ...{ what: 'Жүйе қолжетімсіз', text: 'Іркіліс', source: 'Қолдау қызметі' },
  nextNewsAt: new Date(at + 3_600_000).toISOString(),
})
type Current = { open: { number: string; bulletin: number; what: string; openedBy: string }[] }
const openCards = async (counter: Counter) => (await call<Current>(counter, 'outages.current', {})).open

test('R-013 every window on the local network shows the outage card within 10 s, and no clerk changes it anywhere', async () => {
  const { counter, world, placesAtHq } = openBench()
  const [a, b, c] = [await counter('A').certified(), await counter('B').certified(), await counter('C').certified()]
  const { address } = await serves(b)
  // As in the product. An opening goes up at once; the others have it with their next question, so within one pause.
  const hubs = [await uses(a, address, BETWEEN_MS), await uses(c, address, BETWEEN_MS)]
  expect(2 * BETWEEN_MS).toBeLessThan(10_000)
  await until(() => hubs.every((hub) => hub.state().state === 'together'))

  await a.machine.signIn(lead)
  const at = new Date(world.now()).toISOString()
  const said = { command: crypto.randomUUID(), since: at, ...bulletin(world.now()) }
  const opened = await call<OutageWritten>(a, 'outages.open', said)
  if (!opened.ok) throw new Error(opened.refusal.code)
  const { number } = opened.outage
  await Promise.all([b, c].map((other) => until(async () => (await openCards(other)).length > 0)))
  await a.machine.signIn(clerk)
  for (const window of [a, b, c]) {
    expect(await openCards(window)).toMatchObject([{ number, bulletin: 1 }])
    const change = { command: crypto.randomUUID(), number, cause: null, ...bulletin(world.now()), what: 'Бәрі жақсы' }
    expect(await call(window, 'outages.update', change)).toMatchObject({ ok: false, refusal: { code: 'roleMayNot' } })
    const end = { command: crypto.randomUUID(), number, endedAt: at }
    expect(await call(window, 'outages.close', end)).toMatchObject({ ok: false, refusal: { code: 'roleMayNot' } })
  }
  // A shift lead goes on with it at any window.
  await c.machine.signIn(lead)
  const update = { command: crypto.randomUUID(), number, cause: null, ...bulletin(world.now()), what: 'Желі жоқ' }
  expect(await call(c, 'outages.update', update)).toMatchObject({ ok: true })
  await until(async () => (await openCards(a))[0]?.bulletin === 2)
  expect((await openCards(a))[0]?.what).toBe('Желі жоқ')
  await agree(a, b, c)
  expect(await placesAtHq()).toEqual([])
})

test('R-007 what is registered at one window is in the list of the others, whole, and a second copy is noted', async () => {
  const { counter } = openBench()
  const [a, b, c] = [await counter('A').certified(), await counter('B').certified(), await counter('C').certified()]
  const before = await a.register()
  const copiesOf = async (of: Counter, id: string) => (await call<CaseDetail>(of, 'cases.detail', { id })).copies
  expect(await copiesOf(a, before.case)).toBe(1)
  const { address } = await serves(b)
  await uses(a, address)
  await uses(c, address)
  const draft = await a.draft()
  const photo = jpg(sheet((context) => context.fillRect(10, 10, 50, 50), { width: 200, height: 100 }))
  await attached(await a.start(), { draft: draft.id }, photo)
  await call(a, 'attachments.list', { draft: draft.id })
  const during = await a.register(draft)
  await until(async () => Object.keys(await c.deliveries()).length === 2)
  // The file itself stays where it was taken in; the others say so.
  expect(await list(await c.start(), { case: during.case })).toMatchObject([{ state: 'absent', at: 'A' }])
  for (const { case: id, number } of [before, during]) {
    const detail = await call<CaseDetail>(c, 'cases.detail', { id })
    expect(detail.row).toMatchObject({ number, window: 'A', delivery: 'waiting' })
    expect(detail.history.map(({ window }) => window)).toContain('A')
    expect(detail.conflicts).toEqual([])
    for (const each of [a, c]) await until(async () => (await copiesOf(each, id)) === 2)
  }
})

test('T-11 P-6 P-8 the answer of a hub is no acknowledgement; an empty one in its place gets everything again', async () => {
  const { counter } = openBench()
  const [a, b, d] = [await counter('A').certified(), await counter('B').certified(), await counter('D').certified()]
  const first = await serves(b)
  const using = await uses(a, first.address)
  const { number } = await a.register()
  await agree(a, b)
  expect(await a.acknowledged()).toEqual([])
  expect(await a.deliveries()).toEqual({ [number]: 'waiting' })
  // B is gone for good, with all that it held.
  await leaves(first.hub)
  b.machine.crash()
  await until(() => using.state().state === 'unreachable')
  await leaves(using)
  const second = await serves(d)
  await uses(a, second.address)
  await agree(a, d)
  expect(await d.deliveries()).toEqual({ [number]: 'waiting' })
  expect(await a.acknowledged()).toEqual([])
  expect(await a.exchange()).toEqual({ ok: true })
})

test('a hub killed in the middle of a run holds whole runs and nothing else, and has all of it soon after its return', async () => {
  const { counter, numbersAtHq } = openBench()
  const [a, b] = [await counter('A').certified(), await counter('B').certified()]
  while ((await placesAt(a)).length < 2.5 * RUN_LENGTH) await a.register()
  const { address } = await serves(b)
  const own = (await placesAt(b)).length
  b.machine.arm({ point: 'before-commit', nth: 2 })
  const using = await uses(a, address)
  await until(() => b.machine.running === null)
  await b.start()
  const kept = (await placesAt(b)).length - own
  expect(kept).toBeGreaterThan(RUN_LENGTH - 4)
  expect(kept).toBeLessThanOrEqual(RUN_LENGTH)
  await until(() => using.state().state === 'unreachable')
  await serves(b, Number(address.split(':')[1]))
  const held = await agree(a, b)
  expect(new Set(held).size).toBe(held.length)
  expect(await b.exchange()).toEqual({ ok: true })
  expect((await numbersAtHq()).length).toBe(Object.keys(await a.deliveries()).length)
})

test('P-7 the network is back at one computer only: headquarters holds every event of all of them exactly once, and all hear of it', async () => {
  const { counter, placesAtHq, numbersAtHq } = openBench()
  const [a, b, c] = [await counter('A').certified(), await counter('B').certified(), await counter('C').certified()]
  const { address } = await serves(b)
  for (const using of [a, c]) await uses(using, address)
  const numbers: string[] = []
  for (const each of [a, b, c, a]) numbers.push((await each.register()).number)
  const held = await agree(a, b, c)
  expect(await placesAtHq()).toEqual([])

  expect(await c.exchange()).toEqual({ ok: true })
  expect((await placesAtHq()).map(({ line, seq, hash }) => `${line} ${seq} ${hash}`).sort()).toEqual(held)
  expect(await numbersAtHq()).toEqual(numbers.sort())
  for (const each of [a, b, c]) {
    await until(async () => Object.values(await each.deliveries()).every((delivery) => delivery === 'at_hq'))
    const { branch } = await each.start()
    expect(branch.status.read().waiting).toBe(0)
  }
  // What headquarters refuses by a rule must not pass for well at a window that only hears of it.
  const { branch } = await c.start()
  const line = myLine((await a.start()).branch.db)
  const refused = (await c.acknowledged()).find((mark) => mark.line === line)
  if (!refused) throw new Error('nothing of A is acknowledged')
  recordRefusals(branch, line, [{ seq: refused.seq, hash: refused.hash, reason: 'payload' }])
  await until(async () => Object.values(await a.deliveries()).includes('refused'))
  // Everybody may go to headquarters with all of it: it stays there once.
  for (const each of [a, b, c]) expect(await each.exchange()).toEqual({ ok: true })
  expect(await placesAtHq()).toHaveLength(held.length)
})

test('P-5 two copies of one disk meet at the hub: both stories are kept everywhere, and neither copy goes on with the common line', async () => {
  const { counter, numbersAtHq } = openBench()
  const [a, b] = [await counter('A').certified(), await counter('B').certified()]
  const numbers = [(await a.register()).number]
  const twin = a.clone({ withMarker: true })
  for (const each of [a, twin, a]) numbers.push((await each.register()).number)
  const line = myLine((await a.start()).branch.db)
  const { address } = await serves(b)
  for (const each of [a, twin]) await uses(each, address)
  await agree(a, b, twin)
  const lines = await Promise.all([a, twin].map(async (each) => myLine((await each.start()).branch.db)))
  expect(new Set([line, ...lines]).size).toBe(3)
  numbers.push((await a.register()).number, (await twin.register()).number)
  await agree(a, b, twin)
  for (const each of [a, b, twin]) expect(Object.keys(await each.deliveries()).sort()).toEqual(numbers.sort())
  expect(await b.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toEqual(numbers.sort())
})

test('a computer without its certificate neither serves nor asks, and says why; a port that is taken is said too', async () => {
  const { counter } = openBench()
  const [stranger, a] = [counter('A'), await counter('B').certified()]
  const { address } = await serves(a)
  for (const setting of [{ role: 'serves', port: 0 } as const, { role: 'uses', address } as const]) {
    const hub = await plays(stranger, setting)
    await until(() => hub.state().state === 'notEnrolled')
    await leaves(hub)
  }
  await stranger.certified()
  const hub = await plays(stranger, { role: 'serves', port: Number(address.split(':')[1]) })
  await until(() => hub.state().state === 'portTaken')
})

test('which part a computer plays is kept, is for the shift lead to say, and may be changed while it plays', async () => {
  const { counter } = openBench()
  const [a, b] = [await counter('A').certified(), await counter('B').certified()]
  const { address } = await serves(b)
  const { branch } = await a.start()
  expect(await call(a, 'hub.set', { role: 'uses', address })).toMatchObject({ refusal: { code: 'roleMayNot' } })
  await a.machine.signIn(lead)
  expect(await call(a, 'hub.set', { role: 'uses', address })).toMatchObject({ refusal: { code: 'notHere' } })
  let hub = startHub(branch)
  expect(await call(a, 'hub.set', { role: 'uses', address: 'B терезесі' })).toMatchObject({
    refusal: { code: 'badAddress' },
  })
  expect(await call(a, 'hub.set', { role: 'uses', address })).toEqual({ ok: true })
  await until(() => hub.state().state === 'together')
  expect(hub.state()).toMatchObject({ setting: { role: 'uses', address }, computers: [{ window: 'B', here: true }] })
  await leaves(hub)
  hub = startHub(branch)
  await until(() => hub.state().state === 'together')
  expect(await call(a, 'hub.set', { role: 'alone' })).toEqual({ ok: true })
  await until(() => hub.state().state === 'alone')
  expect(hub.state().computers).toEqual([])
  await leaves(hub)
})

test('what was erased by law at one computer goes to the others without its payload; who has it keeps it, without a conflict', async () => {
  const { counter } = openBench()
  const [a, b, c] = [await counter('A').certified(), await counter('B').certified(), await counter('C').certified()]
  const [kept, lost] = [await a.register(), await a.register()]
  const first = await serves(a)
  const using = await uses(b, first.address)
  await agree(a, b)
  await leaves(using)
  const { branch } = await a.start()
  const { db } = branch
  // Of this one the others hold the registration, and what follows comes erased.
  db.transaction(() =>
    append(branch, [{ type: 'slipPrinted', case: kept.case, by: clerk.id, payload: {} }]),
  ).immediate()
  for (const { case: id } of [kept, lost]) db.transaction(() => erasePayloads(db, id)).immediate()
  const whole = await a.register()
  await uses(b, first.address)
  await uses(c, first.address)
  await agree(a, b, c)
  const found = async (at: Counter, id: string) =>
    (await call<CaseDetail | null>(at, 'cases.detail', { id }))?.conflicts
  expect([await found(b, kept.case), await found(b, lost.case), await found(b, whole.case)]).toEqual([[], [], []])
  expect(Object.keys(await c.deliveries())).toEqual([whole.number])
})

test('a line with two ends is handed over from where they part, not from its beginning', async () => {
  const { counter } = openBench()
  const a = await counter('A').certified()
  for (let i = 0; i < 10; i++) await a.register()
  const twin = a.clone({ withMarker: true })
  await a.register()
  await twin.register()
  const [mine, theirs] = [(await a.start()).branch, (await twin.start()).branch]
  const line = myLine(mine.db)
  const [tip] = tips(theirs.db, line)
  if (!tip) throw new Error('the copy has no tip')
  const run = giveRun(theirs, { line, tip, known: milestones(mine, line, tips(mine.db, line)) })
  expect(run?.count).toBeLessThan(8)
  expect(runAfter(theirs.db, line, 0).length).toBeGreaterThan(20)
})

test('on a local network nobody waits longer than five seconds for the next try, nor tries without a pause', () => {
  for (const failures of [1, 2, 5, 50, 100_000])
    for (const chance of [0, 0.5, 0.999]) {
      expect(pauseAfter(failures, chance)).toBeLessThanOrEqual(5000)
      expect(pauseAfter(failures, chance)).toBeGreaterThanOrEqual(250)
    }
})
