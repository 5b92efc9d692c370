// What the clerk is told of the exchange: since when there is none, how far it is, what was acknowledged last, and "try now".
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startCourier } from '../../electron/branch/courier/courier.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { tellProgress } from '../../electron/branch/courier/progress.ts'
import type { OnTheWay } from '../../electron/branch/onTheWay.ts'
import type { Exchange } from '../../electron/contract/workspace.ts'
import { type Bench, type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!holds()) {
    if (Date.now() > end) expect.unreachable('and still not')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const passing =
  ({ hq, code }: Bench): Fetch =>
  async (url, { headers, body }) => {
    const { pathname } = new URL(url)
    const answer = await hq.app.inject({ method: 'POST', url: pathname, headers, payload: body, remoteAddress: code })
    return new Response(answer.body, { status: answer.statusCode })
  }
const down: Fetch = () => Promise.reject(new Error('no network'))
const go = (branch: Parameters<typeof startCourier>[0], fetch: Fetch) =>
  startCourier(branch, { hqUrl: 'https://hq.test', enrolCode: null, fetch })
const minute = async ({ world }: Bench) => {
  world.in(60_000, () => {})
  await world.settle()
}
const onTheWay = async (desk: Counter) => (await (await desk.start()).call('workspace.onTheWay', {})) as OnTheWay
const tryNow = async (desk: Counter) => (await desk.start()).call('workspace.tryNow', {})

test('an outage outlasts the program: after a restart it says since when there is no connection, and when the last one was', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  let { branch } = await desk.start()
  let courier = go(branch, passing(bench))
  await until(() => branch.status.read().state === 'online')
  await courier.stop()
  courier = go(branch, down)
  await until(() => branch.status.read().nextTryAt !== null)
  const { offlineSince, lastContactAt } = branch.status.read()
  expect([offlineSince, lastContactAt]).not.toContain(null)
  await courier.stop()
  desk.machine.crash()

  branch = (await desk.start()).branch
  await minute(bench)
  courier = go(branch, down)
  await until(() => branch.status.read().nextTryAt !== null)
  expect(branch.status.read()).toMatchObject({ state: 'offline', offlineSince, lastContactAt })
  await courier.stop()
  courier = go(branch, passing(bench))
  await until(() => branch.status.read().state === 'online')
  expect(branch.status.read().offlineSince).toBeNull()
  await courier.stop()
})

test('before the first answer an enrolled computer is not told to be a stranger, and says when it gives up waiting', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch } = await desk.start()
  const silence: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  const courier = go(branch, silence)
  await until(() => branch.status.read().givesUpAt !== null)
  const { state, offlineSince, nextTryAt } = branch.status.read()
  expect({ state, offlineSince, nextTryAt }).toEqual({ state: 'offline', offlineSince: null, nextTryAt: null })
  await courier.stop()
  expect(branch.status.read().givesUpAt).toBeNull()
})

test('"try now" ends the pause, each time once, also where headquarters asked to wait', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch } = await desk.start()
  const line = { way: down, asked: 0 }
  const courier = go(branch, (...request) => {
    line.asked++
    return line.way(...request)
  })
  await until(() => vi.getTimerCount() > 0 && branch.status.read().nextTryAt !== null)
  expect(line.asked).toBe(1)
  line.way = async () => new Response('{}', { status: 429, headers: { 'retry-after': '600' } })
  expect(await tryNow(desk)).toEqual({ ok: true })
  await until(() => branch.status.read().waitAsked && vi.getTimerCount() > 0)
  expect(line.asked).toBe(2)
  expect(await tryNow(desk)).toEqual({ ok: true })
  await until(() => line.asked === 3 && vi.getTimerCount() > 0)
  expect(branch.status.read()).toMatchObject({ waitAsked: true, trouble: false })
  line.way = passing(bench)
  expect(await tryNow(desk)).toEqual({ ok: true })
  await until(() => branch.status.read().state === 'online')
  expect(branch.status.read()).toMatchObject({ waitAsked: false, nextTryAt: null, givesUpAt: null })
  await courier.stop()
})

test('the waiting are told the oldest first; then the one acknowledged last is, and not one that headquarters refused', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch } = await desk.start()
  const numbers: string[] = []
  for (let i = 0; i < 3; i++) {
    numbers.push((await desk.register()).number)
    await minute(bench)
  }
  const before = await onTheWay(desk)
  expect(before.waiting.map(({ number }) => number)).toEqual(numbers)
  expect(before).toMatchObject({ more: 0, acknowledged: null })
  await desk.exchange()
  const last = await onTheWay(desk)
  expect(last).toMatchObject({ waiting: [], acknowledged: { number: numbers[2], at: expect.any(String) } })
  const { case: id } = await desk.register()
  await minute(bench)
  await desk.exchange()
  const newest = await onTheWay(desk)
  expect(newest.acknowledged).toMatchObject({ case: id })
  expect(Date.parse(newest.acknowledged?.at ?? '')).toBeGreaterThan(Date.parse(last.acknowledged?.at ?? ''))
  branch.db
    .prepare(
      `INSERT INTO refused_event (hash, line, seq, reason, at) SELECT hash, line, seq, 'payload', at FROM journal WHERE case_id = ?`,
    )
    .run(id)
  branch.db.prepare(`UPDATE cases SET delivery = 'refused' WHERE id = ?`).run(id)
  expect((await onTheWay(desk)).acknowledged).toMatchObject({ number: numbers[2] })
})

test('what is done never shrinks while cases are registered in between, and from the second run on it says how long', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch } = await desk.start()
  for (let i = 0; i < 3; i++) await desk.register()
  let ms = 0
  const say = tellProgress(branch, () => ms)
  const sending = () => branch.status.read().sending
  say()
  expect(sending()).toEqual({ done: 0, of: 3, secondsLeft: null })
  await desk.register()
  ms += 10_000
  say(2)
  expect(sending()).toEqual({ done: 0, of: 4, secondsLeft: null })
  ms += 10_000
  say(2)
  const left = branch.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM journal').get()?.n ?? 0
  expect(sending()).toEqual({ done: 0, of: 4, secondsLeft: left * 5 })
  expect(Date.parse(branch.status.read().givesUpAt ?? '')).toBeGreaterThan(bench.world.now())
  await desk.exchange()
  const after = (await (await desk.start()).call('workspace.exchange', {})) as Exchange
  expect(after.sending).toMatchObject({ done: 4, of: 4 })
})

test('an outage begins when headquarters last took something: one that ended a drain of hours is not told with the start of the one before', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  await desk.register()
  const { branch } = await desk.start()
  const line = { way: down }
  const courier = go(branch, (...request) => line.way(...request))
  await until(() => branch.status.read().nextTryAt !== null)
  const { offlineSince: first } = branch.status.read()
  await minute(bench)
  let taken = 0
  line.way = async (...request) => {
    if (taken > 0) return down(...request)
    const answer = await passing(bench)(...request)
    if (request[0].endsWith('/v1/runs')) taken = bench.world.now()
    return answer
  }
  await tryNow(desk)
  await until(() => taken > 0 && branch.status.read().nextTryAt !== null && branch.status.read().givesUpAt === null)
  const took = new Date(taken).toISOString()
  expect(first).not.toBe(took)
  expect(branch.status.read()).toMatchObject({ state: 'offline', offlineSince: took, lastContactAt: took })
  await minute(bench)
  line.way = down
  await tryNow(desk)
  await until(() => branch.status.read().givesUpAt === null && vi.getTimerCount() > 0)
  expect(branch.status.read().offlineSince).toBe(took)
  await courier.stop()
})

test('a headquarters whose database is down has trouble of its own: it is not said to ask for a pause, and since when is kept', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  const { branch } = await desk.start()
  const courier = go(branch, async () => new Response('{}', { status: 503, headers: { 'retry-after': '5' } }))
  await until(() => branch.status.read().nextTryAt !== null)
  const { offlineSince } = branch.status.read()
  expect(branch.status.read()).toMatchObject({ state: 'offline', trouble: true, waitAsked: false })
  expect(offlineSince).not.toBeNull()
  await courier.stop()
  const again = go(branch, passing(bench))
  await until(() => branch.status.read().state === 'online')
  expect(branch.status.read().trouble).toBe(false)
  await again.stop()
})

describe('a computer that cannot be enrolled says why', () => {
  const https = 'https://hq.test'
  const cases = [
    ['noCode', https, () => null],
    ['wrongCode', https, () => 'чушь собачья'],
    ['usedCode', https, used],
    ['expiredCode', https, ({ hq, code }: Bench) => hq.code(code, 'A', 1)],
    ['badAddress', 'это не адрес', ({ hq, code }: Bench) => hq.code(code)],
    ['notPrivate', 'http://hq.test', ({ hq, code }: Bench) => hq.code(code)],
    ['unreachable', https, ({ hq, code }: Bench) => hq.code(code)],
    ['otherBranch', https, ({ hq }: Bench) => hq.code('T9998')],
  ] as const
  test.each(cases)('%s', async (why, hqUrl, codeFor) => {
    const bench = openBench()
    const enrolCode = await codeFor(bench)
    if (why === 'expiredCode') await expire(bench)
    const { branch } = await bench.counter().start()
    const troubles: unknown[] = []
    const courier = startCourier(branch, {
      ...{ hqUrl, enrolCode, fetch: why === 'unreachable' ? down : passing(bench) },
      onTrouble: (_, error) => troubles.push(error),
    })
    await until(() => branch.status.read().nextTryAt !== null)
    const obstacle = { why, branch: why === 'otherBranch' ? 'T9998' : null }
    expect(branch.status.read()).toMatchObject({ state: 'notEnrolled', obstacle, lastContactAt: null })
    expect(troubles).toEqual([])
    await courier.stop()
  })

  async function used(bench: Bench): Promise<string> {
    const code = await bench.hq.code(bench.code)
    expect(await bench.counter().exchange([], { code })).toEqual({ ok: true })
    return code
  }
  const expire = ({ hq, code }: Bench) =>
    hq.database.query(`UPDATE enrolment_code SET expires_at = '2026-01-01T00:00:00Z' WHERE branch = $1`, [code])
})
