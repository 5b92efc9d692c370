// Programs of several versions: who is served, what he gets, and who is told to update what.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { PROTOCOL_VERSION as CURRENT, OLDEST_PROTOCOL_VERSION as OLDEST } from '../../domain/wire/version.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'
import version1 from './wire-1.json' with { type: 'json' }

let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => Date.UTC(2026, 10, 23, 4))
})
afterAll(() => hq.close())

const refusal = { code: 'version', oldest: OLDEST, current: CURRENT }
const speaking = (version: number | string) => ({ 'okno-protocol': String(version) })
const paths = [
  '/v1/heads',
  '/v1/runs',
  '/v1/lines',
  '/v1/forms',
  '/v1/enrol',
  '/v1/codes',
  `/v1/codes/${uuid('x')}/check`,
]

describe('W-2 outside the versions that are served', () => {
  test.each([OLDEST - 1, CURRENT + 1, ''])(
    'a program of version "%s" is told both ends, on every path, and nothing is stored',
    async (version) => {
      const pen = takePen(hq.key, `version ${version}`, 'W001')
      pen.register(uuid(`case ${version}`), registrationPayload(`version ${version}`, 1, 'W001'))
      for (const path of paths) {
        const body = path === '/v1/runs' ? pen.run() : {}
        expect(await hq.ask(pen, path, body, speaking(version)), path).toEqual({ status: 426, body: refusal })
      }
      const { body } = await hq.admin('GET', '/v1/branches/W001/cases')
      expect(body).toEqual({ cases: [] })
    },
  )

  test('whoever has no version is no reason to look further: neither his certificate nor his body counts', async () => {
    const stranger = await hq.app.inject({ method: 'POST', url: '/v1/runs', payload: 'not JSON' })
    expect([stranger.statusCode, stranger.json()]).toEqual([426, refusal])
  })

  test('the administrator has no version: his paths are his program’s', async () => {
    await expect(hq.code('W001')).resolves.toMatch(/-/)
  })
})

describe('W-3 inside', () => {
  const schema = (name: keyof typeof version1) =>
    z.fromJSONSchema(version1[name] as unknown as Parameters<typeof z.fromJSONSchema>[0])

  test.each([OLDEST, CURRENT])('a program of version %s brings its cases', async (version) => {
    const pen = takePen(hq.key, `served ${version}`, `W10${version}`)
    pen.register(uuid(`served ${version}`), registrationPayload(`served ${version}`, 1, `W10${version}`))
    const { status, body } = await hq.ask(pen, '/v1/runs', pen.run(), speaking(version))
    expect([status, body]).toEqual([200, expect.objectContaining({ verdict: 'admitted' })])
    const cases = await hq.admin('GET', `/v1/branches/W10${version}/cases`)
    expect((cases.body as { cases: unknown[] }).cases).toHaveLength(1)
  })

  test('what a program of version 1 gets is what version 1 knew: its schemas refuse a member more', async () => {
    const pen = takePen(hq.key, 'frozen', 'W201')
    pen.register(uuid('frozen'), registrationPayload('frozen', 1, 'W201'))
    const asked = [
      ['/v1/heads', { heads: {} }, 'exchange.headsAnswer'],
      ['/v1/runs', pen.run(), 'exchange.runAnswer'],
      ['/v1/heads', { heads: { [pen.line]: { seq: 1, hash: pen.events[0]?.hash } } }, 'exchange.headsAnswer'],
      ['/v1/forms', { have: {} }, 'exchange.formsAnswer'],
    ] as const
    for (const [path, question, name] of asked) {
      const { status, body } = await hq.ask(pen, path, question, speaking(1))
      expect([status, schema(name).safeParse(body)], path).toEqual([200, expect.objectContaining({ success: true })])
    }
    const now = await hq.ask(pen, '/v1/heads', { heads: {} }, speaking(CURRENT))
    expect(schema('exchange.headsAnswer').safeParse(now.body).success).toBe(false)
  })
})
