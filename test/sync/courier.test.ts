// The courier's patience: when it goes, when it waits, and that it never gives up. Only the timers are the test's.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startCourier } from '../../electron/branch/courier/courier.ts'
import { type Fetch, linkTo } from '../../electron/branch/courier/link.ts'
import { hqTime } from '../../electron/branch/retention/time.ts'
import { type Bench, type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const MINUTE_MS = 60_000
const hour = 60 * MINUTE_MS

/** Lets everything go on that waits for no timer, until it holds: on a busy machine the database answers late. */
async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!holds()) {
    if (Date.now() > end) expect.unreachable('it never came to that')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
const turns = async () => {
  for (let i = 0; i < 200; i++) await new Promise((resolve) => setImmediate(resolve))
}

type Way = (pass: () => Promise<Response>, signal: AbortSignal, body: string) => Promise<Response>
const open: Way = (pass) => pass()
const down: Way = () => Promise.reject(new Error('no network'))

/** A courier at work for a counter; `line.way` says what becomes of each request from now on. */
async function courierFor({ hq, code }: Bench, desk: Counter, way = open) {
  const { branch } = await desk.start()
  const line = { way, asked: [] as string[], under: 0, most: 0 }
  const fetch: Fetch = async (url, { headers, body, signal }) => {
    const { pathname } = new URL(url)
    line.asked.push(pathname)
    line.most = Math.max(line.most, ++line.under)
    const pass = async () => {
      const answer = await hq.app.inject({ method: 'POST', url: pathname, headers, payload: body, remoteAddress: code })
      return new Response(answer.body, { status: answer.statusCode })
    }
    return line.way(pass, signal, body).finally(() => line.under--)
  }
  const courier = startCourier(branch, { hqUrl: 'https://hq.test', enrolCode: null, fetch })
  return { branch, line, courier, rests: () => until(() => vi.getTimerCount() > 0 && line.under === 0) }
}

test('the time that headquarters shows is noted when a whole exchange went well; a day lower it is believed at the third heartbeat that shows it', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  // The comparison of heads goes well at first, the run does not.
  const shown = { date: 'Mon, 23 Nov 2026 05:00:00 GMT', lies: true, asked: 0 }
  const dated: Way = async (pass) => {
    const { status, body } = await pass()
    const text = shown.lies && shown.asked++ > 0 ? '{}' : await new Response(body).text()
    return new Response(text, { status, headers: { date: shown.date } })
  }
  const { branch, line, courier, rests } = await courierFor(bench, desk, dated)
  await until(() => shown.asked === 2)
  await rests()
  expect(hqTime(branch.db)).toBeNull()
  shown.lies = false
  for (const date of [shown.date, 'Mon, 23 Nov 2026 04:00:00 GMT', 'yesterday']) {
    shown.date = date
    const asked = line.asked.length
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    await until(() => line.asked.length > asked && branch.status.read().state === 'online')
    await rests()
    expect(hqTime(branch.db)).toBe(Date.UTC(2026, 10, 23, 5))
  }
  // Its clock was wrong all the time.
  const right = (i: number) => new Date(Date.UTC(2026, 10, 21, 9, i))
  for (let i = 0; i < 3; i++) {
    expect(hqTime(branch.db)).toBe(Date.UTC(2026, 10, 23, 5))
    shown.date = right(i).toUTCString()
    const asked = line.asked.length
    await vi.advanceTimersByTimeAsync(20_000)
    await until(() => line.asked.length > asked)
    await rests()
  }
  expect(hqTime(branch.db)).toBe(right(2).getTime())
  await courier.stop()
})

test('F-23 offline, the ledge shows since when, how many cases wait and when it tries again; after hours it mends itself', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch, line, courier, rests } = await courierFor(bench, desk, down)
  for (let i = 0; i < 3; i++) await desk.register()
  await rests()
  const offline = branch.status.read()
  expect(offline).toMatchObject({
    state: 'offline',
    waiting: 3,
    offlineSince: expect.any(String),
    nextTryAt: expect.any(String),
  })
  await vi.advanceTimersByTimeAsync(8 * hour)
  const tries = line.asked.length
  expect(tries).toBeGreaterThan((8 * hour) / MINUTE_MS)
  expect(tries).toBeLessThan(2 * ((8 * hour) / MINUTE_MS) + 10)
  expect(branch.status.read()).toMatchObject({ waiting: 3, offlineSince: offline.offlineSince })

  line.way = open
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  await until(() => branch.status.read().state === 'online')
  expect(branch.status.read()).toMatchObject({ waiting: 0, offlineSince: null, nextTryAt: null })
  expect(await bench.numbersAtHq()).toHaveLength(3)
  await courier.stop()
})

test('Retry-After is obeyed: neither a new case nor the cable makes it come sooner', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const later: Way = async () => new Response('{}', { status: 503, headers: { 'retry-after': '30' } })
  const { branch, line, courier, rests } = await courierFor(bench, desk, later)
  await rests()
  expect(line.asked).toHaveLength(1)
  await desk.register()
  branch.status.plug(false)
  branch.status.plug(true)
  await vi.advanceTimersByTimeAsync(29_999)
  await turns()
  expect(line.asked).toHaveLength(1)
  line.way = open
  // Little later than asked, by chance.
  await vi.advanceTimersByTimeAsync(3_001)
  await until(() => branch.status.read().waiting === 0)
  await courier.stop()
})

test('what is registered on a good line goes at once, also during an exchange', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch, line, courier, rests } = await courierFor(bench, desk)
  await rests()
  await desk.register()
  await until(() => branch.status.read().waiting === 0)
  await rests()

  const held = Promise.withResolvers<void>()
  line.way = (pass) => held.promise.then(pass)
  await desk.register()
  await until(() => line.under === 1)
  await desk.register()
  line.way = open
  held.resolve()
  await until(() => branch.status.read().waiting === 0)
  await courier.stop()
})

test('F-23 a line that breaks in the middle of each long run carries everything in short ones, and it is not rested longer each time', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  for (let i = 0; i < 60; i++) await desk.register()
  let broken = 0
  const brittle: Way = (pass, _signal, body) => {
    const { events = [] } = JSON.parse(body) as { events?: unknown[] }
    if (events.length <= 60) return pass()
    broken++
    return Promise.reject(new Error('the line broke'))
  }
  const { branch, courier, rests } = await courierFor(bench, desk, brittle)
  for (let tries = 0; branch.status.read().state !== 'online'; tries++) {
    expect(tries).toBeLessThan(8)
    await rests()
    const { nextTryAt } = branch.status.read()
    if (nextTryAt !== null) expect(Date.parse(nextTryAt) - branch.clock()).toBeLessThanOrEqual(1000)
    await vi.advanceTimersByTimeAsync(1000)
    await until(() => branch.status.read().nextTryAt !== nextTryAt || branch.status.read().state === 'online')
  }
  expect(broken).toBeGreaterThan(1)
  expect(branch.status.read().waiting).toBe(0)
  expect(await bench.numbersAtHq()).toHaveLength(60)
  await courier.stop()
})

test('after a failure a new case waits for the pause; the cable, put back, ends it', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch, line, courier, rests } = await courierFor(bench, desk, down)
  await rests()
  const tries = line.asked.length
  await desk.register()
  await turns()
  expect(line.asked).toHaveLength(tries)
  line.way = open
  branch.status.plug(false)
  await rests()
  expect(branch.status.read().state).toBe('offline')
  expect(line.asked).toHaveLength(tries)
  branch.status.plug(true)
  await until(() => branch.status.read().waiting === 0)
  await courier.stop()
})

test('with nothing to send it still asks now and then, so that "online" is something seen', async () => {
  const bench = openBench()
  const { branch, line, courier, rests } = await courierFor(bench, await bench.counter().certified())
  await rests()
  const before = line.asked.length
  line.way = down
  await vi.advanceTimersByTimeAsync(20_000)
  await until(() => branch.status.read().state === 'offline')
  expect(line.asked.length).toBeGreaterThan(before)
  await courier.stop()
})

test('F-23 a line that comes and goes never sees two requests at once', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch, line, courier } = await courierFor(bench, desk)
  for (let i = 0; i < 12; i++) {
    line.way = i % 3 === 0 ? down : open
    branch.status.plug(i % 4 !== 1)
    await desk.register()
    await vi.advanceTimersByTimeAsync(700)
    await turns()
  }
  line.way = open
  branch.status.plug(true)
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  await until(() => branch.status.read().waiting === 0)
  expect(line.most).toBe(1)
  expect(await bench.numbersAtHq()).toHaveLength(12)
  await courier.stop()
})

test('it stops at once, also while headquarters leaves it without an answer', async () => {
  const bench = openBench()
  const silence: Way = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  const { line, courier } = await courierFor(bench, await bench.counter().certified(), silence)
  await until(() => line.under === 1)
  let stopped = false
  void courier.stop().then(() => {
    stopped = true
  })
  await until(() => stopped)
})

test('a defect of its own is told and stands as "stuck": it does not look like a network that is down', async () => {
  const desk = await openBench().counter().certified()
  await desk.register()
  const { branch } = await desk.start()
  branch.db.exec('DROP TABLE sent_mark')
  const told: unknown[] = []
  const fetch: Fetch = async () => Response.json({ heads: {} })
  const courier = startCourier(branch, {
    ...{ hqUrl: 'https://hq.test', enrolCode: null, fetch },
    onTrouble: (what, error) => told.push([what, String(error)]),
  })
  await until(() => vi.getTimerCount() > 0)
  expect(branch.status.read().state).toBe('turnedAway')
  expect(told).toEqual([['courier', expect.stringContaining('sent_mark')]])
  await courier.stop()
})

test('not enrolled, it says so and sends nothing', async () => {
  const bench = openBench()
  const desk = bench.counter()
  const { branch, line, courier, rests } = await courierFor(bench, desk)
  await desk.register()
  await rests()
  expect(branch.status.read()).toMatchObject({ state: 'notEnrolled', waiting: 1 })
  expect(line.asked).toEqual([])
  await courier.stop()
})

test('headquarters on another computer is spoken to by https only: a case in clear text never leaves', async () => {
  const asked: string[] = []
  const fetch: Fetch = (url) => {
    asked.push(url)
    return Promise.reject(new Error('no network'))
  }
  const ask = (url: string) => linkTo(url, () => 'signature', fetch).enrol({ code: 'x', device: 'x', publicKey: 'x' })
  expect(await ask('http://hq.example')).toMatchObject({ ok: false, why: 'turnedAway' })
  expect(await ask('http://127.0.0.1.example')).toMatchObject({ ok: false, why: 'turnedAway' })
  expect(asked).toEqual([])
  expect(await ask('https://hq.example')).toMatchObject({ ok: false, why: 'unreachable' })
  expect(await ask('http://127.0.0.1:8420')).toMatchObject({ ok: false, why: 'unreachable' })
})
