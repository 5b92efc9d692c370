// The journal: one form for the same bytes, a clock that goes forward, and what is admitted of a line.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acknowledge, isAcknowledged } from '../../domain/journal/acknowledgement.ts'
import { admit, type Held } from '../../domain/journal/admit.ts'
import { canonical, type Json } from '../../domain/journal/canonical.ts'
import { FAR_FUTURE_MS, merge, readClock, tick } from '../../domain/journal/clock.ts'
import { ERASED, type HashedEvent, open, type SealedEvent } from '../../domain/journal/event.ts'
import { foldOrder } from '../../domain/journal/fold.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import { bare, registrationPayload, takePen, uuid } from '../support/pen.ts'

const hq = keyPair(newPrivateKey())
const nothing: Held = { head: null, device: null, near: [] }
const heldOf = (pen: ReturnType<typeof takePen>, to = pen.events.length): Held => ({
  head: { seq: to, hash: pen.events[to - 1]?.hash ?? '' },
  device: pen.certificate.body.device,
  near: pen.events.slice(0, to).map(({ hash, fields }) => ({ hash, seq: fields.seq, prev: fields.prev })),
})
const filled = (seed: string, cases = 3) => {
  const pen = takePen(hq, seed)
  for (let i = 1; i <= cases; i++) pen.register(uuid(`${seed} ${i}`), registrationPayload(`${seed} ${i}`, i))
  return pen
}

describe('canonical text', () => {
  test('the same value gives the same text, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const reversed = JSON.parse(JSON.stringify(value), (_, v: unknown) =>
          v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).reverse()) : v,
        ) as Json
        const well = JSON.stringify(value).isWellFormed()
        if (well) expect(canonical(JSON.parse(JSON.stringify(value)) as Json)).toBe(canonical(reversed))
      }),
    )
  })
  test('it is JSON and reads back as the same value', () => {
    expect(canonical({ б: 1, a: [true, null, 'Қ"\n'] })).toBe('{"a":[true,null,"Қ\\"\\n"],"б":1}')
  })
  test('what has no single form is refused', () => {
    expect(() => canonical(Number.NaN)).toThrow(TypeError)
    expect(() => canonical('\ud800')).toThrow(TypeError)
  })
})

describe('clock', () => {
  test('each event of one computer is later than the one before, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 41 }), { minLength: 2, maxLength: 50 }), (walls) => {
        let last: string | null = null
        for (const wall of walls) {
          const next = tick(last, wall)
          if (last !== null) expect(next > last).toBe(true)
          expect(readClock(next).ms).toBeGreaterThanOrEqual(wall)
          last = next
        }
      }),
    )
  })
  test('a full counter borrows a millisecond', () => {
    expect(tick('00000000000a.ffff', 0)).toBe('00000000000b.0000')
  })
  test('P-12 a clock from the far future is not followed', () => {
    const future = tick(null, FAR_FUTURE_MS + 2)
    expect(merge('000000000001.0000', future, 1)).toBe('000000000001.0000')
    expect(merge('000000000001.0000', tick(null, FAR_FUTURE_MS), 1)).toBe(tick(null, FAR_FUTURE_MS))
  })
})

describe('admit', () => {
  test('a whole run from event 1 is stored and its last event acknowledged', () => {
    const pen = filled('whole')
    const verdict = admit(primitives, hq.publicKey, pen.run(), nothing)
    expect(verdict).toMatchObject({ verdict: 'admitted', fork: false, last: { seq: 4, hash: pen.events[3]?.hash } })
  })
  test('what is held already is acknowledged again and stored once', () => {
    const pen = filled('again')
    expect(admit(primitives, hq.publicKey, pen.run(), heldOf(pen))).toMatchObject({ verdict: 'admitted', store: [] })
  })
  test('a run whose parent is not held is answered with the head that is', () => {
    const pen = filled('gap')
    const held = { ...heldOf(pen, 1), near: [] }
    expect(admit(primitives, hq.publicKey, pen.run(3), held)).toEqual({ verdict: 'expected', head: held.head })
  })
  test('P-5 a second child of one parent is stored and named a fork', () => {
    const pen = filled('fork', 1)
    const clone = pen.clone()
    pen.register(uuid('one'), registrationPayload('one', 2))
    clone.register(uuid('two'), registrationPayload('two', 2))
    const verdict = admit(primitives, hq.publicKey, clone.run(3), heldOf(pen))
    expect(verdict).toMatchObject({ verdict: 'admitted', fork: true, last: { hash: clone.events[2]?.hash } })
  })
  test.each([
    [
      'a run with an event cut off',
      (pen: ReturnType<typeof filled>) => ({ ...pen.run(), events: pen.run().events.slice(0, -1) }),
      'truncated',
    ],
    [
      'a run cut short together with its count',
      (pen: ReturnType<typeof filled>) => ({ ...pen.run(), count: 3, events: pen.run().events.slice(0, -1) }),
      'truncated',
    ],
    [
      'a run without an event in the middle',
      (pen: ReturnType<typeof filled>) => ({ ...pen.run(), count: 3, events: pen.run().events.toSpliced(1, 1) }),
      'chain',
    ],
    [
      'a payload that is not the one the header names',
      (pen: ReturnType<typeof filled>) => ({
        ...pen.run(),
        events: pen.run().events.with(2, { ...bare(pen.events[2]!), payload: '{}' }),
      }),
      'bytes',
    ],
    [
      'an unsigned end',
      (pen: ReturnType<typeof filled>) => ({
        ...pen.run(),
        events: pen.run().events.with(3, { ...bare(pen.events[3]!), signature: null }),
      }),
      'signature',
    ],
    [
      'a signature of another key',
      (pen: ReturnType<typeof filled>) => ({
        ...pen.run(),
        events: pen
          .run()
          .events.with(3, { ...bare(pen.events[3]!), signature: bare(filled('other').events[3]!).signature }),
      }),
      'signature',
    ],
    [
      'a certificate of another headquarters',
      (pen: ReturnType<typeof filled>) => ({
        ...pen.run(),
        certificate: takePen(keyPair(newPrivateKey()), 'x').certificate,
      }),
      'certificate',
    ],
    [
      "another device's certificate",
      (pen: ReturnType<typeof filled>) => ({ ...pen.run(), certificate: takePen(hq, 'thief').certificate }),
      'signature',
    ],
  ])('%s is refused whole', (_, spoil, reason) => {
    expect(admit(primitives, hq.publicKey, spoil(filled('spoilt')), nothing)).toMatchObject({
      verdict: 'refused',
      reason,
    })
  })
  test('a line belongs to the device that opened it', () => {
    const pen = filled('owner')
    const held = { ...heldOf(pen), device: uuid('somebody else') }
    expect(admit(primitives, hq.publicKey, pen.run(), held)).toMatchObject({ verdict: 'refused', reason: 'device' })
  })
  test('F-15 one flipped character anywhere in a run is noticed', () => {
    const pen = filled('flip')
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom('header' as const, 'payload' as const), (which, where, part) => {
        const i = which % pen.events.length
        const event = bare(pen.events[i]!)
        const at = where % event[part].length
        const flipped = {
          ...event,
          [part]: event[part].slice(0, at) + (event[part][at] === '0' ? '1' : '0') + event[part].slice(at + 1),
        }
        const run = { ...pen.run(), events: pen.run().events.with(i, flipped) }
        expect(admit(primitives, hq.publicKey, run, nothing).verdict).toBe('refused')
      }),
    )
  })
})

test('T-3 P-6 an acknowledgement names the hash: it cannot be used for another event at the same place', () => {
  const body = { line: 'a'.repeat(32), seq: 1, hash: 'b'.repeat(64), level: 'received' as const }
  const given = acknowledge(body, hq.sign)
  expect(isAcknowledged(primitives, given, hq.publicKey)).toBe(true)
  expect(isAcknowledged(primitives, { ...given, body: { ...body, hash: 'c'.repeat(64) } }, hq.publicKey)).toBe(false)
})

test('T-15 P-12 the fold order is total and the same on every node', () => {
  const pens = ['x', 'y', 'z'].map((seed) => filled(seed))
  const events = pens.flatMap((pen) => pen.events)
  const order = events.toSorted(foldOrder).map((event) => event.hash)
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      expect(shuffled.toSorted(foldOrder).map((event) => event.hash)).toEqual(order)
    }),
  )
})

describe('an event whose payload was erased by law', () => {
  const erased = (event: SealedEvent): SealedEvent => ({ ...bare(event), payload: ERASED })
  const written = () => {
    const pen = takePen(hq, 'erased')
    pen.register(uuid('erased'), registrationPayload('erased', 1))
    pen.write({ type: 'personErased', case: uuid('erased'), by: 'system', payload: {} })
    return pen
  }

  test('opens with the hash it was sealed with, and its run is admitted', () => {
    const pen = written()
    const registration = pen.events[1] as HashedEvent
    expect(open(primitives, erased(registration))).toMatchObject({ hash: registration.hash, payload: ERASED })
    const run = {
      ...pen.run(),
      events: pen.events.map((event) => (event === registration ? erased(event) : bare(event))),
    }
    expect(admit(primitives, hq.publicKey, run, nothing)).toMatchObject({ verdict: 'admitted' })
  })

  test('is about a case, and is not the one that says what was erased', () => {
    expect(written().events.map((event) => open(primitives, erased(event)) !== null)).toEqual([false, true, false])
  })

  test('is put in its place by whoever still has it, where the receiver says that it lacks it', () => {
    const pen = written()
    const near = pen.events.map(({ hash, fields: { seq, prev } }) => ({ hash, seq, prev, lacks: seq === 2 }))
    const held: Held = { head: null, device: pen.certificate.body.device, near }
    const verdict = admit(primitives, hq.publicKey, pen.run(), held)
    expect(verdict).toMatchObject({ verdict: 'admitted', store: [{ hash: pen.events[1]?.hash }] })
    const run = { ...pen.run(), events: pen.run().events.map((event, i) => (i === 1 ? erased(event) : event)) }
    expect(admit(primitives, hq.publicKey, run, held)).toMatchObject({ verdict: 'admitted', store: [] })
  })
})

test('an event opened from its bytes has the hash it was sealed with', () => {
  const pen = filled('open')
  for (const event of pen.events) expect(open(primitives, bare(event))?.hash).toBe(event.hash)
})
