// A device that writes for nobody any more: whose word counts that it is one, and what it is still told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Revocation, revoke } from '../../domain/journal/revocation.ts'
import type { FeedAnswer } from '../../domain/wire/lines.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, registrationPayload, takePen, uuid } from '../support/pen.ts'
import { pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq(() => Date.parse('2026-11-23T05:00:00Z'))
})
afterAll(() => hq.close())
const { push } = pushingTo(() => hq)

const of = ({ certificate }: Pen) => certificate.body
const statement = (pen: Pen, branch = of(pen).branch) => ({
  ...{ v: 1 as const, device: of(pen).device, branch, at: '2026-11-23T04:00:00.000Z', heads: {} },
})
const hand = (pen: Pen, revocations: Revocation[]) => hq.ask(pen, '/v1/heads', { heads: {}, revocations })
const known = async (): Promise<string[]> =>
  (await hq.database.query<{ device: string }>('SELECT device FROM revocation')).map(({ device }) => device)

test('P-10 a revocation that headquarters did not sign, or that is of another branch, is believed by nobody', async () => {
  const [mate, other, stranger] = [takePen(hq.key, 'mate'), takePen(hq.key, 'other'), keyPair(newPrivateKey())]
  expect((await hand(mate, [revoke(statement(other), stranger.sign)])).status).toBe(200)
  expect((await hand(mate, [revoke(statement(other, '0713'), hq.key.sign)])).status).toBe(200)
  expect(await known()).toEqual([])
  expect((await hand(mate, [revoke(statement(other), hq.key.sign)])).status).toBe(200)
  expect(await known()).toEqual([of(other).device])
})

test('P-10 a revoked device is told nothing of the others any more; what it wrote is still taken in', async () => {
  const [mate, lost] = [takePen(hq.key, 'told'), takePen(hq.key, 'lost')]
  await push(mate)
  const last = mate.events.at(-1)
  const question = { line: mate.line, tip: { seq: 1, hash: last?.hash }, known: [], limit: 100 }
  const told = await hq.ask(lost, '/v1/lines', question)
  expect((told.body as FeedAnswer).run).toMatchObject({ line: mate.line, last: last?.hash })
  await hand(mate, [revoke(statement(lost), hq.key.sign)])
  expect(await hq.ask(lost, '/v1/lines', question)).toMatchObject({ status: 403, body: { code: 'revoked' } })
  lost.register(uuid('case of a lost device'), registrationPayload('lost', 1))
  expect(await push(lost)).toMatchObject({ verdict: 'admitted' })
})
