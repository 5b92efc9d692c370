// Who may be revoked, and what a revoked device is served with.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Revocation } from '../../domain/journal/revocation.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'
import { codeRequest } from './asking.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => Date.parse('2026-11-23T05:00:00Z'))
})
afterAll(() => hq.close())
const { push } = pushingTo(() => hq)
const revoking = (branch: string, device: string) => hq.admin('POST', '/v1/admin/revocations', { branch, device })

test('P-10 a device that headquarters does not know at this branch is not revoked there: the branch was mistyped', async () => {
  const pen = takePen(hq.key, 'known', 'R001')
  const { device } = pen.certificate.body
  await push(pen)
  const unknown = { status: 404, body: { code: 'unknownDevice' } }
  expect(await revoking('R010', device)).toEqual(unknown)
  expect(await revoking('R001', uuid('nobody'))).toEqual(unknown)
  expect(await hq.database.query('SELECT 1 FROM revocation')).toEqual([])
  // Known by its line, as after a restore that lost the register.
  const { status, body } = await revoking('R001', device)
  expect([status, (body as Revocation).body.heads]).toEqual([200, { [pen.line]: expect.objectContaining({ seq: 1 }) }])
  expect((await revoking('R001', device)).body).toEqual(body)
  expect(await revoking('R010', device)).toEqual(unknown)
})

test('P-10 one that is registered and has written nothing yet is revoked', async () => {
  const device = uuid('registered')
  const code = await hq.code('R002')
  const enrolled = { code, device, publicKey: takePen(hq.key, 'registered').key.publicKey }
  const headers = { 'okno-protocol': '2' }
  const { statusCode } = await hq.app.inject({ method: 'POST', url: '/v1/enrol', payload: enrolled, headers })
  expect([statusCode, (await revoking('R002', device)).status]).toEqual([200, 200])
})

test('P-10 a revoked device is given no code and no form; it is asked what it has, and that is taken in', async () => {
  const pen = takePen(hq.key, 'served', 'R003')
  await push(pen)
  const asked = [
    ['/v1/codes', codeRequest(1, 'revoked')],
    [`/v1/codes/${uuid('request')}/check`, { code: '123456' }],
    ['/v1/forms', { have: {} }],
  ] as const
  for (const [path, body] of asked) expect((await hq.ask(pen, path, body)).status, path).toBe(200)
  await revoking('R003', pen.certificate.body.device)
  for (const [path, body] of asked)
    expect(await hq.ask(pen, path, body), path).toEqual({ status: 403, body: { code: 'revoked' } })
  expect((await hq.ask(pen, '/v1/heads', { heads: {} })).status).toBe(200)
  pen.register(uuid('after'), registrationPayload('after', 1, 'R003'))
  expect(await push(pen)).toMatchObject({ verdict: 'admitted' })
})
