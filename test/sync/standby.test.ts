// What "safe" means: a real PostgreSQL with a real synchronous standby, which is then taken away.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HeadsAnswer, RunAnswer } from '../../domain/wire/exchange.ts'
import { isOnIndependentMedia } from '../../hq/media.ts'
import { connectPostgres } from '../../hq/store/database.ts'
import { startHqOn, type TestHq } from '../support/hq.ts'
import { registrationPayload, takePen, uuid } from '../support/pen.ts'
import { type Pair, startPair } from '../support/standby.ts'

let pair: Pair
let hq: TestHq
beforeAll(async () => {
  pair = await startPair()
  hq = await startHqOn(connectPostgres(await pair.primary.freshDatabase()), () => Date.UTC(2026, 10, 23, 4))
})
afterAll(async () => {
  await hq.close()
  await pair.stop()
})

const levelOf = async (seed: string): Promise<string> => {
  const pen = takePen(hq.key, seed, 'S001')
  pen.register(uuid(`case ${seed}`), registrationPayload(seed, 1, 'S001'))
  const { body } = await hq.ask(pen, '/v1/runs', pen.run())
  const answer = body as RunAnswer
  if (answer.verdict !== 'admitted') throw new Error(JSON.stringify(answer))
  return answer.acknowledgement.body.level
}
const safeHeads = async (): Promise<number> => {
  const { body } = await hq.ask(takePen(hq.key, 'asking', 'S001'), '/v1/heads', { heads: {} })
  return (body as HeadsAnswer).safe?.length ?? 0
}

test('P-6 an event is acknowledged as safe only while a synchronous standby has it on its own disk; what was received before becomes safe with the next comparison', async () => {
  expect(await levelOf('alone')).toBe('received')
  expect(await safeHeads()).toBe(0)

  await pair.attach('async')
  // It has the bytes, but nobody waits for it: what it lacks tomorrow was acknowledged today.
  expect(await isOnIndependentMedia(hq.database, 'standby')).toBe(false)
  expect(await levelOf('behind')).toBe('received')

  await pair.attach('sync')
  expect(await levelOf('together')).toBe('safe')
  expect(await safeHeads()).toBe(3)

  await pair.lose()
  expect(await safeHeads()).toBe(0)
  expect(await levelOf('alone again')).toBe('received')
})

test('P-6 what the operator vouches for is safe without a standby', async () => {
  expect(await isOnIndependentMedia(hq.database, 'storage')).toBe(true)
})
