// Two instances of headquarters over one PostgreSQL behind the proxy: one dies, one is replaced, and no branch notices more than a pause.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connectPostgres } from '../../hq/store/database.ts'
import { keyPairAt } from '../../trust/keys.ts'
import { freePort, startHaproxy } from '../support/haproxy.ts'
import { freshDatabase } from '../support/postgres.ts'
import { startHqProcess } from './parts/processes.ts'
import { startPushers, wrongAt } from './parts/pushers.ts'

const folder = mkdtempSync(join(tmpdir(), 'okno-haproxy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('behind the proxy one instance is killed and one is stopped and replaced while branches hand over: nothing acknowledged is lost, nothing is there twice', async () => {
  const url = (await freshDatabase()) ?? ''
  const key = keyPairAt(join(folder, 'hq.key'))
  const ports = [await freePort(), await freePort()] as const
  const raise = (port: number, more: Record<string, string> = {}) =>
    startHqProcess({
      ...more,
      ...{ HQ_PORT: String(port), HQ_DATA_DIR: folder, HQ_ADMIN_TOKEN: 'the-token-of-this-test', DATABASE_URL: url },
      HQ_GRACE_MS: '4000',
    })
  // Both migrate the empty database at the same moment.
  const [one, two] = await Promise.all([raise(ports[0]), raise(ports[1])])
  const proxy = await startHaproxy([`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`])
  const pushers = startPushers(key, () => proxy.url, 'H', 4)
  const failures = () => pushers.all.reduce((sum, { failures }) => sum + failures, 0)
  await pushers.more(10)
  await one.kill()
  await pushers.more(10)
  const metrics = await freePort()
  const again = await raise(ports[0], { HQ_METRICS_PORT: String(metrics) })
  // Only when the proxy gives it runs again may the other be taken away.
  const figures = async () => (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()
  await expect.poll(figures).toMatch(/okno_requests_total\{method="POST",route="\/v1\/runs",status="200"\}/)
  const before = failures()
  const stopped = two.stop()
  await pushers.more(10)
  await stopped
  await pushers.more(10)
  // It said that it would end, was given nobody any more, and answered whom it had.
  expect(failures()).toBe(before)
  const third = await raise(ports[1])
  await pushers.more(5)
  await pushers.drain()
  const sql = connectPostgres(url)
  expect(await wrongAt(sql, pushers.all)).toEqual([])
  expect((await fetch(`${proxy.url}/ready`)).status).toBe(404)
  await sql.close()
  await Promise.all([again.stop(), third.stop(), proxy.stop()])
})
