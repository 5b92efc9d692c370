// Behind a proxy: whose tries of enrolment codes are counted.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { buildHq } from '../../hq/app.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { uuid } from '../support/pen.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())

/** The last answer to more tries than one computer has, each said to come from another. */
async function lastOfMany(proxies: string[]): Promise<number> {
  const app = await buildHq({ ...hq, proxies })
  let status = 0
  for (let i = 0; i < 25; i++) {
    const answer = await app.inject({
      ...{ method: 'POST', url: '/v1/enrol', remoteAddress: '10.0.0.9' },
      headers: { 'x-forwarded-for': `192.0.2.${i}`, [VERSION_HEADER]: String(PROTOCOL_VERSION) },
      payload: { code: `guess-${i}`, device: uuid(`guess ${i}`), publicKey: 'A'.repeat(43) },
    })
    status = answer.statusCode
  }
  await app.close()
  return status
}

test('tries are counted for whom a known proxy asks; a stranger’s word for it counts nothing', async () => {
  expect(await lastOfMany([])).toBe(429)
  expect(await lastOfMany(['10.0.0.8'])).toBe(429)
  expect(await lastOfMany(['10.0.0.9'])).toBe(200)
})
