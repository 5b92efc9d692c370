import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Case } from '../../domain/cases/case.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { type Acknowledgement, isAcknowledged } from '../../domain/journal/acknowledgement.ts'
import type { RunAnswer } from '../../domain/wire/exchange.ts'
import { admitRun } from '../../hq/admitRun.ts'
import { buildHq } from '../../hq/app.ts'
import type { Database } from '../../hq/store/database.ts'
import { primitives } from '../../trust/primitives.ts'
import { startHq, type TestHq } from '../support/hq.ts'
import { type Pen, registrationPayload, reviewRequested, signedConsent, takePen, uuid } from '../support/pen.ts'

let hq: TestHq
beforeAll(async () => {
  hq = await startHq()
})
afterAll(() => hq.close())

const push = async (pen: Pen, run = pen.run(), sender = pen) => {
  const { status, body } = await hq.ask(sender, '/v1/runs', run)
  expect(status).toBe(200)
  return body as RunAnswer
}
const places = async (branch: string) => {
  const { body } = await hq.admin('GET', `/v1/branches/${branch}/ledger`)
  return (body as { places: { line: string; seq: number; hash: string; refusal: string | null }[] }).places
}
const numberOf = (event: { payload: string }) => (JSON.parse(event.payload) as { number: string }).number
const record = async (number: string) => {
  const { body } = await hq.admin('GET', `/v1/cases/${number}`)
  return (body as { cases: { body: Case; sameNumber: string[]; forked: boolean }[] }).cases
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

describe('a case at headquarters', () => {
  test('is the same fold, in whatever order the lines arrive', async () => {
    const pen = takePen(hq.key, 'order A', 'B008')
    const lead = takePen(hq.key, 'order B', 'B008', 'B')
    const id = uuid('order case')
    const event = pen.register(id, registrationPayload('order', 1, 'B008'))
    pen.write(reviewRequested(id), signedConsent(id, uuid('clerk'), registrationPayload('order', 1).answers as Answers))
    for (let i = 0; i < 5; i++) lead.write({ type: 'shiftNoted', case: null, by: uuid('lead'), payload: {} })
    lead.write({
      type: 'caseAccepted',
      case: id,
      by: uuid('lead'),
      payload: { command: uuid('accept'), incompleteBecause: 'later' },
    })
    await push(lead)
    expect((await hq.admin('GET', `/v1/cases/${numberOf(event)}`)).status).toBe(404)
    await push(pen)
    expect(await record(numberOf(event))).toMatchObject([{ body: { state: 'accepted', acceptedBy: uuid('lead') } }])
  })

  test('knows every event, also when two lines with events of it arrive at the same moment', async () => {
    const pen = takePen(hq.key, 'moment A', 'B016')
    const lead = takePen(hq.key, 'moment B', 'B016', 'B')
    const id = uuid('moment case')
    const event = pen.register(id, registrationPayload('moment', 1, 'B016'))
    pen.write(
      reviewRequested(id),
      signedConsent(id, uuid('clerk'), registrationPayload('moment', 1).answers as Answers),
    )
    const accepted = { command: uuid('moment accept'), incompleteBecause: 'later' }
    for (let i = 0; i < 5; i++) lead.write({ type: 'shiftNoted', case: null, by: uuid('lead'), payload: {} })
    lead.write({ type: 'caseAccepted', case: id, by: uuid('lead'), payload: accepted })
    let stored = () => {}
    let goOn = () => {}
    const isStored = new Promise<void>((resolve) => (stored = resolve))
    const mayCommit = new Promise<void>((resolve) => (goOn = resolve))
    // Everything but the commit, which waits; PGlite has one transaction at a time anyway.
    const slow: Database = {
      ...hq.database,
      transaction: (work) =>
        hq.database.transaction(async (sql) => {
          const result = await work(sql)
          stored()
          await mayCommit
          return result
        }),
    }
    const first = admitRun(slow, hq.key, pen.run())
    await isStored
    const second = admitRun(hq.database, hq.key, lead.run())
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 300))])
    goOn()
    await Promise.all([first, second])
    expect(await record(numberOf(event))).toMatchObject([{ body: { state: 'accepted' } }])
  })

  test('is changed by its own branch only: what another one says of it is kept and refused', async () => {
    const pen = takePen(hq.key, 'mine', 'B017')
    const other = takePen(hq.key, 'theirs', 'B018')
    const id = uuid('mine case')
    const event = pen.register(id, registrationPayload('mine', 2, 'B017'))
    pen.write(reviewRequested(id))
    await push(pen)
    other.register(id, registrationPayload('theirs', 1, 'B018'))
    other.write({
      type: 'caseAccepted',
      case: id,
      by: uuid('lead'),
      payload: { command: uuid('their accept'), incompleteBecause: 'later' },
    })
    expect(await push(other)).toMatchObject({ refusals: [{ reason: 'otherBranch' }, { reason: 'otherBranch' }] })
    expect(await record(numberOf(event))).toMatchObject([
      { body: { number: numberOf(event), state: 'in_review', marks: ['incomplete', 'consent_due'] } },
    ])
  })

  test('keeps what the customer said and shows what is missing', async () => {
    const pen = takePen(hq.key, 'said', 'B009')
    const event = pen.register(uuid('said'), registrationPayload('said', 1, 'B009'))
    pen.write(reviewRequested(uuid('said')))
    await push(pen)
    expect(await record(numberOf(event))).toMatchObject([
      {
        body: {
          state: 'in_review',
          marks: ['incomplete', 'consent_due'],
          missing: ['iin'],
          answers: { last_name: 'Сейітова' },
        },
      },
    ])
  })

  test('that a program with an older fold wrote is folded anew when headquarters starts; what is of this fold is not touched', async () => {
    const pen = takePen(hq.key, 'older fold', 'B025')
    const neighbour = takePen(hq.key, 'older fold elsewhere', 'B026')
    const [old, kept] = [1, 2].map((n) =>
      pen.register(uuid(`older ${n}`), registrationPayload(`older ${n}`, n, 'B025')),
    )
    const other = neighbour.register(uuid('older 3'), registrationPayload('older 3', 1, 'B026'))
    if (!old || !kept) throw new Error('not written')
    await push(pen)
    await push(neighbour)
    const marksOf = async (event: { payload: string }) => (await record(numberOf(event)))[0]?.body.marks
    const marks = await marksOf(old)
    expect(marks).toContain('incomplete')
    const spoil = `UPDATE case_record SET body = jsonb_set(body, '{marks}', '[]') WHERE number = ANY($1::text[])`
    await hq.database.query(spoil, [[old, kept, other].map(numberOf)])
    const age = 'UPDATE case_record SET fold = fold - 1 WHERE number = ANY($1::text[])'
    await hq.database.query(age, [[old, other].map(numberOf)])
    const again = await buildHq(hq)
    await again.close()
    expect([await marksOf(old), await marksOf(kept), await marksOf(other)]).toEqual([marks, [], marks])
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
  expect(body).toEqual({
    heads: { [pen.line]: { seq: 1, hash: pen.events[0]?.hash }, [other.line]: { seq: 1, hash: other.events[0]?.hash } },
  })
})

test('events at headquarters are never changed or deleted', async () => {
  await expect(hq.database.query("UPDATE event SET payload = '{}'")).rejects.toThrow(/never changed/)
  await expect(hq.database.query('DELETE FROM event')).rejects.toThrow(/never changed/)
})

async function startStranger() {
  const { keyPair, newPrivateKey } = await import('../../trust/keys.ts')
  return { key: keyPair(newPrivateKey()) }
}
