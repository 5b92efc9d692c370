// A headquarters that was restored from a backup, and what branches do about it; told once each with the real parts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ERASED, type HashedEvent, open, type SealedEvent } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { runAfter } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { notSafe } from '../../electron/branch/store/acknowledgements.ts'
import { saveCertificate } from '../../electron/branch/store/certificates.ts'
import { primitives } from '../../trust/primitives.ts'
import { takePen } from '../support/pen.ts'
import { type Bench, type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'
import { openOffice } from './parts/office.ts'

beforeAll(raiseBench)
afterAll(razeBench)

/** A backup of headquarters now; the call restores it, as far as this branch is concerned. */
async function backUpHq({ hq, world, code }: Bench): Promise<() => Promise<unknown>> {
  const office = openOffice(hq, world)
  await office.backUp(code)
  return () => office.restore(code)
}

/** What one computer wrote, on another of the branch: as the local network hands it over. */
async function handOver(from: Counter, to: Counter, certificate: Parameters<typeof saveCertificate>[1]): Promise<void> {
  const { branch } = await from.start()
  const events = runAfter(branch.db, myLine(branch.db), 0).map((event) => open(primitives, event) as HashedEvent)
  const there = await to.start()
  saveCertificate(there.branch.db, certificate)
  storeForeign(there.branch, events, 'hub')
}

const certificateOf = async (counter: Counter) => {
  const { db } = (await counter.start()).branch
  const row = db.prepare<[string], { certificate: string }>('SELECT certificate FROM certificate WHERE device = ?')
  return JSON.parse(row.get((await counter.start()).branch.desk().device)?.certificate ?? 'null')
}

test('F-21 T-5 P-6 P-7 what was acknowledged as received comes again after headquarters was restored, and until it is safe the computer is not let go', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const restore = await backUpHq(bench)
  const { number } = await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await desk.deliveries()).toEqual({ [number]: 'at_hq' })
  const { branch } = await desk.start()
  const levels = branch.db.prepare<[], { level: string }>('SELECT DISTINCT level FROM acknowledgement').all()
  expect(levels).toEqual([{ level: 'received' }])
  // Nobody takes this computer away on the word of a headquarters without a second medium.
  expect(notSafe(branch.db)).toMatchObject({ cases: 1 })
  await restore()
  expect(await bench.numbersAtHq()).toEqual([])
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([number])
})

test('T-6 P-7 P-8 the computer that wrote it is dead and headquarters is restored: another of the branch has the event and hands it over as its author signed it', async () => {
  const bench = openBench()
  const [dead, mate] = [await bench.counter('A').certified(), await bench.counter('B').certified()]
  const restore = await backUpHq(bench)
  const { number } = await dead.register()
  await dead.exchange()
  const before = await bench.placesAtHq()
  await handOver(dead, mate, await certificateOf(dead))
  dead.machine.crash()
  await restore()
  expect(await bench.numbersAtHq()).toEqual([])
  expect(await mate.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([number])
  expect(await bench.placesAtHq()).toEqual(expect.arrayContaining(before))
  expect(await mate.deliveries()).toEqual({ [number]: 'at_hq' })
})

test('P-6 P-7 what somebody handed over without its payload is handed over whole by who wrote it, though the heads are equal', async () => {
  const bench = openBench()
  const desk = await bench.counter('A').certified()
  const { number } = await desk.register()
  const { branch } = await desk.start()
  const line = myLine(branch.db)
  const events = runAfter(branch.db, line, 0)
  const last = open(primitives, events.at(-1) as SealedEvent)?.hash ?? ''
  const stripped = events.map((event) => (open(primitives, event)?.fields.case ? { ...event, payload: ERASED } : event))
  const run = { line, certificate: await certificateOf(desk), count: events.length, last, events: stripped }
  const { body } = await bench.hq.ask(takePen(bench.hq.key, 'relay', bench.code, 'B'), '/v1/runs', run)
  expect(body).toMatchObject({ verdict: 'admitted' })
  expect(await bench.numbersAtHq()).toEqual([])
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([number])
})

test('T-8 P-10 a device that was enrolled after the backup is served by the restored headquarters as before', async () => {
  const bench = openBench()
  const desk = bench.counter('D')
  const restore = await backUpHq(bench)
  expect(await desk.exchange([], { code: await bench.hq.code(bench.code, 'D') })).toEqual({ ok: true })
  await restore()
  const { number } = await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await bench.numbersAtHq()).toEqual([number])
})

test('T-9 P-1 a restored headquarters gives no id out twice: lines name themselves, and two that begin after it differ', async () => {
  const bench = openBench()
  const first = await bench.counter('A').certified()
  const restore = await backUpHq(bench)
  await first.register()
  await first.exchange()
  await restore()
  const second = await bench.counter('B').certified()
  await second.register()
  for (const desk of [second, first]) expect(await desk.exchange()).toEqual({ ok: true })
  const places = await bench.placesAtHq()
  const lines = new Set(places.filter(({ seq }) => seq === 1).map(({ line }) => line))
  expect([...lines].filter((line) => /^[0-9a-f]{32}$/.test(line)).length).toBeGreaterThanOrEqual(2)
  expect(new Set(places.map(({ line, seq }) => `${line} ${seq}`)).size).toBe(places.length)
})

test('P-10 a revocation that a restored headquarters has lost comes back from the branch, and marks what the revoked device wrote since', async () => {
  const bench = openBench()
  const [stolen, mate] = [await bench.counter('A').certified(), await bench.counter('B').certified()]
  const before = await stolen.register()
  await stolen.exchange()
  const restore = await backUpHq(bench)
  const { device } = (await stolen.start()).branch.desk()
  const said = await bench.hq.admin('POST', '/v1/admin/revocations', { branch: bench.code, device })
  expect(said.status).toBe(200)
  await mate.exchange()
  await restore()
  expect(await revokedAtHq(bench)).toEqual([])
  // It came from the branch; headquarters believes it by its own signature.
  await mate.exchange()
  expect(await revokedAtHq(bench)).toEqual([device])
  const after = await stolen.register()
  await mate.register()
  await mate.exchange()
  // What it wrote is taken in; what others wrote it is not told any more.
  expect(await stolen.exchange()).toMatchObject({ ok: false, why: 'turnedAway' })
  const known = Object.keys(await stolen.deliveries())
  expect(await conflictsAtHq(bench, before.number)).toEqual([])
  // Stored, acknowledged and in sight: an honest case that waited looks the same.
  expect(await conflictsAtHq(bench, after.number)).toContain('revoked')
  expect(known.sort()).toEqual([before.number, after.number].sort())
  expect(await bench.numbersAtHq()).toEqual(expect.arrayContaining([before.number, after.number]))
})

const revokedAtHq = async ({ hq, code }: Bench): Promise<string[]> => {
  const rows = await hq.database.query<{ device: string }>('SELECT device FROM revocation WHERE branch = $1', [code])
  return rows.map(({ device }) => device)
}

async function conflictsAtHq({ hq }: Bench, number: string): Promise<string[]> {
  const { body } = await hq.admin('GET', `/v1/cases/${number}`)
  const { cases } = body as { cases: { body: { conflicts: { reason: string }[] } }[] }
  return cases.flatMap((one) => one.body.conflicts.map(({ reason }) => reason))
}
