// One line that headquarters turns away waits for a person; nothing else waits with it. Only the timers are the test's.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startCourier } from '../../electron/branch/courier/courier.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { hqTime } from '../../electron/branch/retention/time.ts'
import { openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const until = (holds: () => boolean) =>
  vi.waitUntil(() => new Promise((resolve) => setImmediate(() => resolve(holds()))), { timeout: 20_000, interval: 0 })

test('while one line is turned away the time is noted, forms are asked for, files are carried, and what is new goes at once', async () => {
  const { hq, code, ...bench } = openBench()
  const desk = await bench.counter().certified()
  await desk.register()
  const { branch } = await desk.start()
  const asked: string[] = []
  const fetch: Fetch = async (url, { headers, body }) => {
    const { pathname } = new URL(url)
    asked.push(pathname)
    const date = { date: 'Mon, 23 Nov 2026 05:00:00 GMT' }
    if (pathname === '/v1/runs')
      return Response.json({ verdict: 'refused', reason: 'chain', seq: 1 }, { headers: date })
    const answer = await hq.app.inject({ method: 'POST', url: pathname, headers, payload: body, remoteAddress: code })
    return new Response(answer.body, { status: answer.statusCode, headers: date })
  }
  const fetchFile = (url: string) => {
    asked.push(new URL(url).pathname)
    return Promise.reject(new Error('no network'))
  }
  const sha256 = 'a'.repeat(64)
  branch.carriage.demand({ sha256, bytes: 10, kind: 'jpg' })
  const courier = startCourier(branch, { hqUrl: 'https://hq.test', enrolCode: null, fetch, fetchFile })
  await until(() => asked.some((path) => path.includes(sha256)))
  expect(branch.status.read()).toMatchObject({ state: 'turnedAway', waiting: 1 })
  expect(asked).toContain('/v1/forms')
  expect(hqTime(branch.db)).toBe(Date.UTC(2026, 10, 23, 5))
  // It is no pause after a failure, which a new case would have to wait for.
  const before = asked.length
  await desk.register()
  await until(() => asked.slice(before).includes('/v1/heads'))
  await courier.stop()
})
