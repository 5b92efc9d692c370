// What a device that is certified can still not do: say less than it sends, or open a line that is not its own.
import { describe, expect, test } from 'vitest'
import { admit, type Held, LINE_OPENED, type Run } from '../../domain/journal/admit.ts'
import type { Json } from '../../domain/journal/canonical.ts'
import { tick } from '../../domain/journal/clock.ts'
import { freeze, sealLast } from '../../domain/journal/event.ts'
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
