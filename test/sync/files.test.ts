// Files of cases over real sockets: they arrive whole over a line that dies again and again, and never keep a case waiting.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { keptFile as keptHere } from '../../electron/branch/attachments/places.ts'
import type { Exchange } from '../../electron/contract.ts'
import { buildHq } from '../../hq/app.ts'
import { keptFile } from '../../hq/files/place.ts'
import { type Bench, openBench, raiseBenchWith, razeBench } from './parts/bench.ts'
import { courierOf, filesOf, has, hashOf, picture, registerWith } from './parts/papersAt.ts'
import { openSlowLine, type SlowLine } from './parts/slowLine.ts'

const place = { folder: mkdtempSync(join(tmpdir(), 'okno-files-')) }
let url: string
beforeAll(async () => {
  await raiseBenchWith({ files: place })
  url = await openBench().hq.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await razeBench()
  rmSync(place.folder, { recursive: true, force: true })
})
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** As a process that ends: whoever holds a connection on which he has said nothing is not waited for. */
const closed = (app: Awaited<ReturnType<typeof buildHq>>) => {
  app.server.closeAllConnections()
  return app.close()
}

async function lineTo(rate?: number): Promise<SlowLine> {
  const line = await openSlowLine(url, rate)
  ends.push(() => line.close())
  return line
}
async function carry(...given: Parameters<typeof courierOf>) {
  const courier = await courierOf(...given)
  ends.push(courier.stop)
  return courier
}
/** The file as headquarters keeps it; null while it does not. */
const atHq = ({ code }: Bench, bytes: Uint8Array): Uint8Array | null => {
  const path = keptFile(place, code, hashOf(bytes))
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : null
}
const heldOf = async ({ hq, code }: Bench) =>
  (await hq.database.query<{ sha256: string }>('SELECT sha256 FROM file WHERE branch = $1', [code])).map(
    ({ sha256 }) => sha256,
  )
const until = (what: () => unknown) => expect.poll(what, { timeout: 40_000, interval: 20 }).toBeTruthy()

test('a line that dies every 50 kB: the file is there, whole, and hardly anything of it went twice', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const bytes = picture(400_000, 'dying')
  const { case: id } = await registerWith(desk, [bytes])
  const waiting = async () => ((await (await desk.start()).call('workspace.exchange', {})) as Exchange).files
  expect(await waiting()).toEqual({ count: 1, done: 0, bytes: bytes.length })
  const line = await lineTo(200_000)
  line.dieEvery(50_000)
  const { troubles } = await carry(desk, line.url)
  await until(async () => (await waiting()).done > 0)
  await until(async () => (await heldOf(bench)).length === 1)
  expect(atHq(bench, bytes)).toEqual(bytes)
  expect(line.deaths).toBeGreaterThan(5)
  expect(line.carried.up).toBeLessThan(bytes.length * 1.6)
  await until(async () => (await filesOf(desk, id))[0]?.carried?.state === 'there')
  expect(await waiting()).toEqual({ count: 0, done: 0, bytes: 0 })
  expect(troubles).toEqual([])
})

test('F-files: a case registered while a file goes over 64 kbit/s is there as soon as without it', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const line = await lineTo(8_000)
  const { branch } = await carry(desk, line.url)
  const bytes = picture(2_000_000, 'slow')
  const gone = () => branch.carriage.progress(hashOf(bytes))
  /** Milliseconds from the registration to headquarters' acknowledgement. Meanwhile nothing of the file goes. */
  const sent = async () => {
    const began = performance.now()
    const { number } = await desk.register()
    const before = gone()
    await until(async () => (await desk.deliveries())[number] === 'at_hq')
    expect(gone()).toBe(before)
    return performance.now() - began
  }
  await until(() => branch.status.read().state === 'online')
  await sent()
  const alone = await sent()
  await registerWith(desk, [bytes])
  const beside: number[] = []
  for (let i = 0; i < 3; i++) {
    const before = gone()
    // The file is on its way again.
    await until(() => gone() > before + 5_000)
    beside.push(await sent())
  }
  // What of one piece was on the line already, and another connection.
  const { pieceMs } = branch.knowledge.rules.files
  for (const ms of beside) expect(ms).toBeLessThan(alone * 1.5 + pieceMs + 1000)
})

test('killed, and headquarters restarted, in the middle: it goes on where it was', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const bytes = picture(600_000, 'restart')
  await registerWith(desk, [bytes])
  const line = await lineTo(150_000)
  const first = await carry(desk, line.url)
  await until(() => first.branch.carriage.progress(hashOf(bytes)) > 100_000)
  line.leadTo(null)
  line.die()
  await first.stop()
  ends.pop()
  desk.machine.crash()
  const again = await buildHq(bench.hq)
  ends.push(() => closed(again))
  line.leadTo(await again.listen({ port: 0, host: '127.0.0.1' }))
  await carry(desk, line.url)
  await until(async () => (await heldOf(bench)).length === 1)
  expect(atHq(bench, bytes)).toEqual(bytes)
  expect(line.carried.up).toBeLessThan(bytes.length * 1.5)
})

test('one file that is gone and one that was spoilt keep no other waiting, and a person is told of both', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const [gone, spoilt, sound] = ['gone', 'spoilt', 'sound'].map((seed) => picture(30_000, seed)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const { case: id } = await registerWith(desk, [gone, spoilt, sound])
  const { branch } = await desk.start()
  rmSync(keptHere(branch, hashOf(gone)))
  writeFileSync(
    keptHere(branch, hashOf(spoilt)),
    spoilt.map((byte) => byte ^ 1),
  )
  await carry(desk, (await lineTo()).url)
  await until(async () => (await heldOf(bench)).length === 1)
  expect(atHq(bench, sound)).toEqual(sound)
  await until(async () => (await filesOf(desk, id))[2]?.carried?.state === 'there')
  expect((await filesOf(desk, id)).map(({ carried }) => carried?.state)).toEqual(['lost', 'damaged', 'there'])
  // Neither of the two waits to be sent.
  expect(((await (await desk.start()).call('workspace.exchange', {})) as Exchange).files.count).toBe(0)
})

test('another computer of the branch fetches what was taken in elsewhere, over a dying line, and verifies it', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const bytes = picture(300_000, 'fetched')
  const { case: id } = await registerWith(desk, [bytes])
  const line = await lineTo(200_000)
  const first = await carry(desk, line.url)
  await until(async () => (await heldOf(bench)).length === 1)
  await first.stop()
  const other = await bench.counter('B').certified()
  line.dieEvery(50_000)
  const deaths = line.deaths
  await carry(other, line.url)
  await until(() => has(other, bytes))
  expect(line.deaths).toBeGreaterThan(deaths + 3)
  await until(async () => (await filesOf(other, id))[0]?.state !== 'absent')
  expect(await filesOf(other, id)).toMatchObject([{ sha256: hashOf(bytes), carried: { state: 'there' } }])
})

test('what headquarters gives and is not what the event names is not kept; an older file comes when it is opened', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const bytes = picture(50_000, 'wrong')
  const { case: id } = await registerWith(desk, [bytes])
  const first = await carry(desk, (await lineTo()).url)
  await until(async () => (await heldOf(bench)).length === 1)
  await first.stop()
  const other = await bench.counter('B').certified()
  const { branch, call } = await other.start()
  const days = (fetchDays: number) => {
    const { rules } = branch.knowledge
    branch.knowledge = { ...branch.knowledge, rules: { ...rules, files: { ...rules.files, fetchDays } } }
  }
  days(0)
  const path = keptFile(place, bench.code, hashOf(bytes))
  writeFileSync(
    path,
    bytes.map((byte) => byte ^ 1),
  )
  await carry(other, (await lineTo()).url)
  await until(async () => (await filesOf(other, id))[0]?.state === 'absent')
  const fetchIt = () => call('attachments.fetch', { case: id, sha256: hashOf(bytes) })
  expect(await fetchIt()).toEqual({ ok: true })
  // It came, was found out and thrown away.
  await until(() => branch.carriage.demanded().length === 0)
  expect(await has(other, bytes)).toBe(false)
  expect(existsSync(join(branch.workspace, 'attachments', 'arriving', hashOf(bytes)))).toBe(false)
  writeFileSync(path, bytes)
  expect(await fetchIt()).toEqual({ ok: true })
  await until(() => has(other, bytes))
})

test('headquarters has no room: later, and the cases go on meanwhile', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const full = await buildHq({ ...bench.hq, files: { ...place, free: async () => 0 } })
  ends.push(() => closed(full))
  const line = await openSlowLine(await full.listen({ port: 0, host: '127.0.0.1' }))
  ends.push(() => line.close())
  const { case: id } = await registerWith(desk, [picture(30_000, 'room')])
  await carry(desk, line.url)
  await until(async () => (await filesOf(desk, id))[0]?.carried?.state === 'waits')
  const { number } = await desk.register()
  await until(async () => (await desk.deliveries())[number] === 'at_hq')
  expect(await heldOf(bench)).toEqual([])
})
