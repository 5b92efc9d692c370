// Headquarters' process: what it says of itself, and how it ends.
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { linkTo } from '../../electron/branch/courier/link.ts'
import { openStopping } from '../../hq/stopping.ts'
import { connectPostgres } from '../../hq/store/database.ts'
import { keyPairAt } from '../../trust/keys.ts'
import { freePort } from '../support/haproxy.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'
import { freshDatabase } from '../support/postgres.ts'
import { startHqProcess } from './parts/processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'okno-stopping-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const ready = async (url: string) => {
  const answer = await fetch(`${url}/ready`)
  return { status: answer.status, body: (await answer.json()) as object }
}

test('told to end, headquarters is not ready any more, answers the run that is under way, and ends; its figures name no branch and no person', async () => {
  const url = (await freshDatabase()) ?? ''
  const key = keyPairAt(join(folder, 'hq.key'))
  const metricsPort = await freePort()
  const half = join(folder, 'files', 'coming', 'half')
  mkdirSync(join(half, '..'), { recursive: true })
  writeFileSync(half, 'half an upload')
  utimesSync(half, 0, 0)
  const hq = await startHqProcess({
    ...{ HQ_PORT: '0', HQ_DATA_DIR: folder, HQ_ADMIN_TOKEN: 'the-token-of-this-test', DATABASE_URL: url },
    ...{ HQ_GRACE_MS: '1000', HQ_METRICS_PORT: String(metricsPort) },
  })
  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  const sql = connectPostgres(url)
  const pen = takePen(key, 'stopping', 'T712')
  const link = linkTo(hq.url, pen.key.sign)
  pen.register(uuid('stopping 1'), registrationPayload('stopping 1', 1, 'T712'))
  expect(await link.run(pen.certificate, pen.run())).toMatchObject({ ok: true, value: { verdict: 'admitted' } })
  expect(await ready(hq.url)).toEqual({ status: 200, body: { ready: true } })
  await expect.poll(() => existsSync(half)).toBe(false)

  const figures = await metrics()
  for (const line of [
    'okno_runs_total{verdict="admitted"} 1',
    'okno_events_total 2',
    'okno_cases{state="registered"} 1',
    'okno_durable 0',
    'okno_safe 0',
    'okno_pressure{place="inside"} 0',
  ])
    expect(figures).toContain(line)
  expect(figures).toMatch(/okno_requests_total\{method="POST",route="\/v1\/runs",status="200"\} 1/)
  expect(figures).toMatch(/okno_request_seconds_bucket\{le="60",route="\/v1\/runs"\} 1/)
  expect(figures).not.toMatch(/T712|Сейітова|77011234567/)
  expect((await fetch(`${hq.url}/metrics`)).status).toBe(404)

  // Another version of the program is somebody else's database.
  await sql.query('INSERT INTO migration (version) VALUES ($1)', [9999])
  expect(await ready(hq.url)).toEqual({ status: 503, body: { ready: false, why: 'version' } })
  await sql.query('DELETE FROM migration WHERE version = $1', [9999])

  pen.register(uuid('stopping 2'), registrationPayload('stopping 2', 2, 'T712'))
  let answer: Awaited<ReturnType<typeof link.run>> | undefined
  const { under, ended } = await sql.transaction(async (held) => {
    await held.query('SELECT 1 FROM line WHERE branch = $1 FOR UPDATE', ['T712'])
    const under = link.run(pen.certificate, pen.run(3)).then((said) => (answer = said))
    await expect.poll(metrics).toContain('okno_pressure{place="inside"} 1')
    const ended = hq.stop()
    await expect.poll(() => ready(hq.url)).toEqual({ status: 503, body: { ready: false, why: 'stopping' } })
    // It has stopped listening, and the run is still waited for.
    await expect
      .poll(() =>
        fetch(`${hq.url}/health`).then(
          () => 'here',
          () => 'gone',
        ),
      )
      .toBe('gone')
    expect(answer).toBeUndefined()
    return { under, ended }
  })
  expect(await under).toMatchObject({ ok: true, value: { acknowledgement: { body: { seq: 3 } } } })
  await ended
  expect(await sql.query('SELECT count(*)::int AS n FROM event WHERE branch = $1', ['T712'])).toEqual([{ n: 3 }])
  await sql.close()
})

test('the second signal ends it at once, whoever is still waited for; what comes of one press counts once', async () => {
  const codes: number[] = []
  let now = 0
  const finish = () => new Promise<void>(() => {})
  const stopping = openStopping({ grace: 0, exit: (code) => codes.push(code), finish, now: () => now })
  expect(stopping.isStopping()).toBe(false)
  stopping.signalled()
  expect(stopping.isStopping()).toBe(true)
  // From the terminal, from npm, and from build/hq.mjs.
  now = 100
  for (let i = 0; i < 3; i++) stopping.signalled()
  expect(codes).toEqual([])
  now = 900
  stopping.signalled()
  expect(codes).toEqual([1])
})
