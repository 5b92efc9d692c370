import { afterAll, beforeAll, expect, test } from 'vitest'
import { isCertified } from '../../domain/journal/certificate.ts'
import { keyFingerprint, readCode } from '../../domain/wire/enrolmentCode.ts'
import { type EnrolAnswer, enrolAnswer } from '../../domain/wire/exchange.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { uuid } from '../support/pen.ts'

let now = Date.UTC(2026, 10, 23, 3)
let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => now)
})
afterAll(() => hq.close())

const key = keyPair(newPrivateKey())
const spoken = { [VERSION_HEADER]: String(PROTOCOL_VERSION) }
// Each caller comes from an address of its own, so that the flood limit is met only where it is meant.
let caller = 0
const enrol = async (
  code: string,
  device = uuid('device'),
  publicKey = key.publicKey,
  more: { branch?: string } = {},
): Promise<EnrolAnswer> => {
  const answer = await hq.app.inject({
    method: 'POST',
    url: '/v1/enrol',
    headers: spoken,
    payload: { code, device, publicKey, ...more },
    remoteAddress: `127.0.1.${++caller}`,
  })
  return enrolAnswer.parse(answer.json())
}

test('a code gives a certificate for the branch and letter it was made for', async () => {
  const answer = await enrol(await hq.code('0712', 'B'))
  if (!answer.ok) throw new Error(answer.refusal)
  expect(answer.certificate.body).toMatchObject({
    branch: '0712',
    letter: 'B',
    device: uuid('device'),
    publicKey: key.publicKey,
  })
  expect(isCertified(primitives, answer.certificate, hq.key.publicKey)).toBe(true)
})

test('the code names headquarters’ key, so that the device knows whom it talks to', async () => {
  const code = await hq.code()
  expect(readCode(code)?.fingerprint).toBe(keyFingerprint(primitives.sha256, hq.key.publicKey))
  expect(readCode(code.toLowerCase().replaceAll('-', ' '))).toEqual(readCode(code))
})

test('a code is used once; the same device may ask again after a lost answer, another may not', async () => {
  const code = await hq.code()
  const first = await enrol(code, uuid('once'))
  expect(await enrol(code, uuid('once'))).toEqual(first)
  expect(await enrol(code, uuid('twice'))).toEqual({ ok: false, refusal: 'usedCode' })
  expect(await enrol(code, uuid('once'), keyPair(newPrivateKey()).publicKey)).toEqual({
    ok: false,
    refusal: 'usedCode',
  })
})

test('who says his branch gets no certificate of another one, and the code is not used up; who says none is served as before', async () => {
  const code = await hq.code('0713', 'A')
  const at = (branch: string, seed: string) => enrol(code, uuid(seed), key.publicKey, { branch })
  expect(await at('0712', 'astray')).toEqual({ ok: false, refusal: 'otherBranch', branch: '0713' })
  expect(await at('0713', 'at home')).toMatchObject({ ok: true, certificate: { body: { branch: '0713' } } })
  expect(await enrol(await hq.code('0713', 'B'), uuid('silent'))).toMatchObject({ ok: true })
})

test('a device that lost its certificate is enrolled again with a new code, but not under another key', async () => {
  await enrol(await hq.code('0712', 'A'), uuid('again'))
  const code = await hq.code('0712', 'B')
  expect(await enrol(code, uuid('again'), keyPair(newPrivateKey()).publicKey)).toEqual({
    ok: false,
    refusal: 'otherKey',
  })
  expect(await enrol(code, uuid('again'))).toMatchObject({ ok: true, certificate: { body: { letter: 'B' } } })
})

test('two devices with one code at the same moment: one is enrolled', async () => {
  const code = await hq.code()
  const answers = await Promise.all([1, 2, 3, 4].map((i) => enrol(code, uuid(`race ${i}`))))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
})

test('one device id with two keys and a code for each at the same moment: one key is enrolled, and stays', async () => {
  const codes = await Promise.all([1, 2, 3, 4].map(() => hq.code()))
  const answers = await Promise.all(
    codes.map((code) => enrol(code, uuid('two keys'), keyPair(newPrivateKey()).publicKey)),
  )
  const enrolled = answers.flatMap((answer) => (answer.ok ? [answer.certificate] : []))
  expect(enrolled).toHaveLength(1)
  expect(answers.filter((answer) => !answer.ok && answer.refusal === 'otherKey')).toHaveLength(3)
  const rows = await hq.database.query('SELECT certificate FROM device WHERE id = $1', [uuid('two keys')])
  expect(rows).toEqual([{ certificate: enrolled[0] }])
})

test('an expired, unknown or malformed code is refused with its own word', async () => {
  const code = await hq.code('0712', 'A', 1)
  now += 2 * 3_600_000
  expect(await enrol(code, uuid('late'))).toEqual({ ok: false, refusal: 'expiredCode' })
  expect(await enrol('7K4MX-0QH2W-9FJ3T-C5BNA')).toEqual({ ok: false, refusal: 'unknownCode' })
  expect(await enrol('жоқ')).toEqual({ ok: false, refusal: 'unknownCode' })
})

test('guessing is slowed down', async () => {
  const statuses = []
  for (let i = 0; i < 25; i++) {
    const answer = await hq.app.inject({
      method: 'POST',
      url: '/v1/enrol',
      headers: spoken,
      payload: { code: 'x', device: uuid('x'), publicKey: 'x' },
    })
    statuses.push(answer.statusCode)
  }
  expect(statuses.at(-1)).toBe(429)
})

test('only the administrator makes codes', async () => {
  const answer = await hq.app.inject({
    method: 'POST',
    url: '/v1/admin/enrolment-codes',
    payload: { branch: '0712', letter: 'A', validHours: 1 },
    headers: { authorization: 'Bearer guess' },
  })
  expect(answer.statusCode).toBe(401)
})
