// Runs of events at headquarters: stored whole, byte for byte and once, of whoever may hand them over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acknowledgement, isAcknowledged } from '../../domain/journal/acknowledgement.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { registrationPayload, reviewRequested, takePen, uuid } from '../support/pen.ts'
import { numberOf, pushingTo } from './pushing.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())
const { push, record } = pushingTo(() => hq)
const places = async (branch: string) => {
  const { body } = await hq.admin('GET', `/v1/branches/${branch}/ledger`)
  return (body as { places: { line: string; seq: number; hash: string; refusal: string | null }[] }).places
}

describe('a run of events', () => {
  test('is stored whole, byte for byte, and acknowledged by a signature over the hash of its last event', async () => {
    const pen = takePen(hq.key, 'whole', 'B001')
    const event = pen.register(uuid('whole case'), registrationPayload('whole', 1, 'B001'))
    const answer = await push(pen)
    if (answer.verdict !== 'admitted') throw new Error(answer.verdict)
    const { acknowledgement } = answer as { acknowledgement: Acknowledgement }
    expect(acknowledgement.body).toEqual({ line: pen.line, seq: 2, hash: event.hash, level: 'received' })
    expect(isAcknowledged(primitives, acknowledgement, hq.key.publicKey)).toBe(true)
    const rows = await hq.database.query('SELECT header, payload, signature FROM event WHERE line = $1 ORDER BY seq', [
      pen.line,
    ])
    expect(rows).toEqual(pen.run().events)
  })

  test('sent twice, and twenty times at once, is stored exactly once', async () => {
    const pen = takePen(hq.key, 'twice', 'B002')
    pen.register(uuid('twice case'), registrationPayload('twice', 1, 'B002'))
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(pen)))
    expect(new Set(answers.map((answer) => answer.verdict))).toEqual(new Set(['admitted']))
    expect(await places('B002')).toHaveLength(2)
  })

  test('with an event cut off is refused whole and nothing is stored', async () => {
    const pen = takePen(hq.key, 'cut', 'B003')
    pen.register(uuid('cut case'), registrationPayload('cut', 1, 'B003'))
    const run = pen.run()
    expect(await push(pen, { ...run, events: run.events.slice(0, 1) })).toMatchObject({
      verdict: 'refused',
      reason: 'truncated',
    })
    expect(await places('B003')).toEqual([])
  })

  test('whose parent headquarters lacks is answered with what it expects', async () => {
    const pen = takePen(hq.key, 'gap', 'B004')
    for (let i = 1; i <= 3; i++) pen.register(uuid(`gap ${i}`), registrationPayload(`gap ${i}`, i, 'B004'))
    expect(await push(pen, pen.run(3))).toEqual({ verdict: 'expected', head: null })
    await push(pen, pen.run(1, 2))
    expect(await push(pen, pen.run(4))).toEqual({ verdict: 'expected', head: { seq: 2, hash: pen.events[1]?.hash } })
  })

  test('of a cloned disk is stored beside the first and answered "fork": neither case is lost', async () => {
    const pen = takePen(hq.key, 'fork', 'B005')
    const clone = pen.clone()
    const one = pen.register(uuid('fork one'), registrationPayload('one', 1, 'B005'))
    const two = clone.register(uuid('fork two'), registrationPayload('two', 1, 'B005'))
    expect(await push(pen)).toMatchObject({ verdict: 'admitted', fork: false })
    expect(await push(clone)).toMatchObject({ verdict: 'admitted', fork: true })
    // The answer may have been lost: asked again, it is the same.
    expect(await push(clone)).toMatchObject({ verdict: 'admitted', fork: true })
    expect((await places('B005')).map(({ seq }) => seq)).toEqual([1, 2, 2])
    expect(await record(numberOf(one))).toMatchObject([{ forked: true }])
    expect(await record(numberOf(two))).toMatchObject([{ forked: true }])
  })

  test('with an event that a rule refuses keeps its bytes, names the reason each time, and lets the successors go on', async () => {
    const pen = takePen(hq.key, 'rule', 'B006')
    pen.register(uuid('rule 1'), { ...registrationPayload('rule 1', 1, 'B006'), answers: 'nonsense' })
    const good = pen.register(uuid('rule 2'), registrationPayload('rule 2', 2, 'B006'))
    const refusals = [{ seq: 2, hash: pen.events[1]?.hash, reason: 'payload' }]
    expect(await push(pen)).toMatchObject({ verdict: 'admitted', refusals })
    expect(await push(pen)).toMatchObject({ verdict: 'admitted', refusals })
    expect(await record(numberOf(good))).toHaveLength(1)
    expect((await places('B006')).map(({ refusal }) => refusal)).toEqual([null, 'payload', null])
  })

  test('with payloads erased by law is taken without a refusal or a conflict, and filled in by who still has them', async () => {
    const pen = takePen(hq.key, 'erased', 'B030')
    const registered = pen.register(uuid('erased'), registrationPayload('erased', 1, 'B030'))
    pen.write(reviewRequested(uuid('erased')))
    const without = (...seqs: number[]) => {
      const run = pen.run()
      return { ...run, events: run.events.map((one, i) => (seqs.includes(i + 1) ? { ...one, payload: '' } : one)) }
    }
    expect(await push(pen, without(2, 3))).toMatchObject({ verdict: 'admitted', fork: false, refusals: [] })
    expect(await record(numberOf(registered))).toBeUndefined()
    expect(await push(pen, without(3))).toMatchObject({ verdict: 'admitted', refusals: [] })
    expect(await record(numberOf(registered))).toMatchObject([{ body: { state: 'registered', conflicts: [] } }])
    expect(await push(pen)).toMatchObject({ verdict: 'admitted', refusals: [] })
    // What is held is not taken back by who has it no more.
    expect(await push(pen, without(2, 3))).toMatchObject({ verdict: 'admitted', refusals: [] })
    expect(await record(numberOf(registered))).toMatchObject([{ body: { state: 'in_review', conflicts: [] } }])
    const rows = await hq.database.query('SELECT payload FROM event WHERE line = $1 ORDER BY seq', [pen.line])
    expect(rows).toEqual(pen.events.map(({ payload }) => ({ payload })))
    await expect(hq.database.query(`UPDATE event SET payload = '' WHERE line = $1`, [pen.line])).rejects.toThrow(
      /never/,
    )
  })

  test('with a number that was not made from its event is kept and refused by rule', async () => {
    const pen = takePen(hq.key, 'number', 'B007')
    pen.write({
      type: 'caseRegistered',
      case: uuid('number'),
      by: uuid('clerk'),
      payload: { ...registrationPayload('number', 1, 'B007'), number: '0712-A26-00001-7K4M0' },
    })
    expect(await push(pen)).toMatchObject({ refusals: [{ reason: 'number' }] })
  })
})

describe('an enrolled device that lies', () => {
  test('gives out no number of another window or serial', async () => {
    const pen = takePen(hq.key, 'other window', 'B022')
    pen.register(uuid('other window'), { ...registrationPayload('other window', 1, 'B022'), window: 'C' })
    expect(await push(pen)).toMatchObject({ refusals: [{ reason: 'number' }] })
  })

  test('takes no line of another branch by knowing its id from a receipt', async () => {
    const pen = takePen(hq.key, 'squat', 'B023')
    const stranger = takePen(hq.key, 'squat', 'B024')
    expect(stranger.line).toBe(pen.line)
    expect(await push(stranger)).toMatchObject({ verdict: 'admitted' })
    pen.register(uuid('squat'), registrationPayload('squat', 1, 'B023'))
    expect(await push(pen)).toMatchObject({ verdict: 'admitted', fork: false, refusals: [] })
    expect(await places('B023')).toHaveLength(2)
  })
})

describe('who may ask', () => {
  test('a request without a signature, with another body, or with a stranger’s certificate gets nothing', async () => {
    const pen = takePen(hq.key, 'sender', 'B010')
    const stranger = takePen((await startStranger()).key, 'stranger', 'B010')
    expect((await hq.ask(pen, '/v1/runs', pen.run(), { 'okno-signature': '' })).status).toBe(401)
    expect((await hq.ask(pen, '/v1/heads', { heads: {} }, { 'okno-signature': pen.key.sign('x') })).status).toBe(401)
    expect((await hq.ask(stranger, '/v1/runs', stranger.run())).status).toBe(401)
    expect(await places('B010')).toEqual([])
  })

  test('a branch hands over another counter’s line of its own branch, never of another', async () => {
    const pen = takePen(hq.key, 'relay A', 'B011')
    const neighbour = takePen(hq.key, 'relay B', 'B011', 'B')
    const foreign = takePen(hq.key, 'relay C', 'B012')
    expect(await push(pen, pen.run(), neighbour)).toMatchObject({ verdict: 'admitted' })
    expect((await hq.ask(neighbour, '/v1/runs', foreign.run())).status).toBe(403)
  })

  test('an unknown protocol version is turned away before anything is read', async () => {
    const pen = takePen(hq.key, 'version', 'B013')
    expect((await hq.ask(pen, '/v1/runs', pen.run(), { 'okno-protocol': '99' })).status).toBe(426)
  })

  test('records are for the administrator only', async () => {
    for (const url of ['/v1/branches/B001/cases', '/v1/branches/B001/ledger', '/v1/cases/x'])
      expect((await hq.app.inject({ method: 'GET', url })).statusCode).toBe(401)
  })
})

test('heads of every line of the branch are told, and of no other branch', async () => {
  const pen = takePen(hq.key, 'heads A', 'B014')
  const other = takePen(hq.key, 'heads B', 'B014', 'B')
  await push(pen)
  await push(other)
  const { body } = await hq.ask(pen, '/v1/heads', { heads: {} })
  expect(body).toMatchObject({
    heads: { [pen.line]: { seq: 1, hash: pen.events[0]?.hash }, [other.line]: { seq: 1, hash: other.events[0]?.hash } },
  })
  expect(Object.keys((body as { heads: object }).heads)).toHaveLength(2)
})

test('events at headquarters are never changed or deleted', async () => {
  await expect(hq.database.query("UPDATE event SET payload = '{}'")).rejects.toThrow(/never changed/)
  await expect(hq.database.query('DELETE FROM event')).rejects.toThrow(/never changed/)
})

async function startStranger() {
  const { keyPair, newPrivateKey } = await import('../../trust/keys.ts')
  return { key: keyPair(newPrivateKey()) }
}
