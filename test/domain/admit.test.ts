// What a device that is certified can still not do: say less than it sends, or open a line that is not its own.
import { describe, expect, test } from 'vitest'
import { admit, type Held, LINE_OPENED, type Run } from '../../domain/journal/admit.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { freeze, type HashedEvent, type Header, sealLast } from '../../domain/journal/event.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { bare, registrationPayload, takePen, uuid } from '../support/pen.ts'

const hq = keyPair(newPrivateKey())
const nothing: Held = { head: null, device: null, near: [] }
const judged = (run: Run) => admit(primitives, hq.publicKey, run, nothing)

test.each([1, 3])('F-7 a run of two events that says it has %i is refused whole', (count) => {
  const pen = takePen(hq, 'count')
  pen.register(uuid('one'), registrationPayload('one', 1))
  expect(judged(pen.run())).toMatchObject({ verdict: 'admitted' })
  expect(judged({ ...pen.run(), count })).toMatchObject({ verdict: 'refused', reason: 'truncated' })
})

describe('P-1 the first event of a line', () => {
  const thief = takePen(hq, 'thief')
  const { device } = takePen(hq, 'victim').certificate.body
  const opening = (type: string, payload: Json): Run => {
    const line = 'a'.repeat(32)
    const stamp = { id: uuid('opening'), at: '2026-11-23T04:00:00.000Z', clock: tick(null, 1) }
    const event = freeze(primitives, { type, case: null, by: 'system', payload }, { line, seq: 1, prev: null }, stamp)
    const [sealed] = sealLast([event], thief.key.sign)
    if (!sealed) throw new Error('nothing was sealed')
    return { line, certificate: thief.certificate, count: 1, last: sealed.hash, events: [bare(sealed)] }
  }
  const own = thief.certificate.body.device

  test('names the device that wrote it', () => {
    expect(judged(opening(LINE_OPENED, { device: own }))).toMatchObject({ verdict: 'admitted' })
  })
  test.each<[string, string, Json]>([
    ['that names another device', LINE_OPENED, { device }],
    ['that names none', LINE_OPENED, {}],
    ['that opens nothing', 'shiftOpened', { device: own }],
  ])('%s opens no line', (_, type, payload) => {
    expect(judged(opening(type, payload))).toMatchObject({ verdict: 'refused', reason: 'opening', seq: 1 })
  })
})

describe('P-5 from bytes alone', () => {
  const pen = takePen(hq, 'bytes')
  pen.register(uuid('bytes'), registrationPayload('bytes', 1))
  pen.register(uuid('bytes again'), registrationPayload('bytes again', 2))
  const held: Held = {
    head: { seq: 3, hash: pen.events[2]?.hash ?? '' },
    device: pen.certificate.body.device,
    near: pen.events.map(({ hash, fields: { seq, prev } }) => ({ hash, seq, prev })),
  }
  /** One event behind that one, sealed, with a header that is otherwise than a counter writes it. */
  const behind = (parent: number, other: Partial<Header>): Run => {
    const { fields } = pen.events[2] as HashedEvent
    const { v: _, payload: __, ...rest } = { ...fields, prev: pen.events[parent - 1]?.hash ?? '', ...other }
    const { type, case: id, by, line, seq, prev, ...stamp } = rest
    const event = freeze(primitives, { type, case: id, by, payload: {} }, { line, seq, prev }, stamp)
    const [sealed] = sealLast([event], pen.key.sign)
    if (!sealed) throw new Error('nothing was sealed')
    return { line, certificate: pen.certificate, count: 1, last: sealed.hash, events: [bare(sealed)] }
  }
  const verdictOf = (run: Run) => admit(primitives, hq.publicKey, run, held)

  test('a parent is the event at the place before, and no other of the line', () => {
    expect(verdictOf(behind(2, {}))).toMatchObject({ verdict: 'admitted', fork: true })
    for (const parent of [1, 3])
      expect(verdictOf(behind(parent, {}))).toEqual({ verdict: 'refused', reason: 'chain', seq: 3 })
  })

  test.each<[string, Partial<Header>]>([
    ['a moment in the year 0', { at: '0000-01-01T00:00:00.000Z' }],
    ['a moment that is divided without end', { at: `2026-11-23T05:00:00.${'0'.repeat(200)}Z` }],
    ['a type of any length', { type: 'a'.repeat(101) }],
    ['a person of any length', { by: 'a'.repeat(201) }],
    ['a case in capitals, which is another text and the same id', { case: uuid('bytes').toUpperCase() }],
    ['a place beyond what an integer holds', { seq: 2 ** 31 }],
  ])('%s is no event: no store could hold it, or would find it again', (_, other) => {
    expect(verdictOf(behind(2, other))).toMatchObject({ verdict: 'refused', reason: 'bytes' })
  })
})
