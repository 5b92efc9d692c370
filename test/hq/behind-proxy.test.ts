// Behind a proxy: whose tries of enrolment codes are counted.
import { afterAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { uuid } from '../support/pen.ts'

const opened: TestHq[] = []
afterAll(() => Promise.all(opened.map((hq) => hq.close())))

/** The last answer to twelve tries, each said to come from another computer. */
async function lastOfTwelve(proxies?: string[]): Promise<number> {
  const hq = await startHq(Date.now, null, proxies ? { proxies } : {})
  opened.push(hq)
  let status = 0
  for (let i = 0; i < 12; i++) {
    const answer = await hq.app.inject({
      ...{ method: 'POST', url: '/v1/enrol', remoteAddress: '10.0.0.9' },
      headers: { 'x-forwarded-for': `192.0.2.${i}`, [VERSION_HEADER]: String(PROTOCOL_VERSION) },
      payload: { code: `guess-${i}`, device: uuid(`guess ${i}`), publicKey: 'A'.repeat(43) },
    })
    status = answer.statusCode
  }
  return status
}

test('tries are counted for whom a known proxy asks; a stranger’s word for it counts nothing', async () => {
  expect(await lastOfTwelve()).toBe(429)
  expect(await lastOfTwelve(['10.0.0.8'])).toBe(429)
  expect(await lastOfTwelve(['10.0.0.9'])).toBe(200)
})
