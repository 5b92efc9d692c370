/** A revocation that one computer heard from headquarters goes on to the others over the local network. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'
import { allLeave, serves, until, uses } from './parts/hub.ts'

beforeAll(raiseBench)
afterEach(allLeave)
afterAll(razeBench)

const revokedAt = async (counter: Counter) =>
  (await counter.start()).branch.db
    .prepare<[], { device: string }>('SELECT device FROM revocation')
    .all()
    .map(({ device }) => device)

test('P-10 who serves the others hears from one of them whom headquarters has revoked, and whoever asks him hears it too', async () => {
  const bench = openBench()
  const [a, b, c, stolen] = await Promise.all(['A', 'B', 'C', 'D'].map((letter) => bench.counter(letter).certified()))
  if (!a || !b || !c || !stolen) throw new Error('four computers')
  await stolen.exchange()
  const { device } = (await stolen.start()).branch.desk()
  const said = await bench.hq.admin('POST', '/v1/admin/revocations', { branch: bench.code, device })
  expect(said.status).toBe(200)
  await a.exchange()
  expect(await revokedAt(a)).toEqual([device])
  const { address } = await serves(b)
  await uses(a, address)
  await until(async () => (await revokedAt(b)).length > 0)
  await uses(c, address)
  await until(async () => (await revokedAt(c)).length > 0)
  for (const one of [b, c]) expect(await revokedAt(one)).toEqual([device])
})
