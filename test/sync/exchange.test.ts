// One exchange over a bad line: what headquarters holds, what the counter believes, and that the next one mends it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../domain/journal/event.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { append } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { erasePayloads } from '../../electron/branch/store/retention.ts'
import { openBench, raiseBench, razeBench } from './parts/bench.ts'
import { digest } from './parts/chance.ts'
import { type Bend, bends } from './parts/network.ts'

beforeAll(raiseBench)
afterAll(razeBench)

const often = <T>(one: T): T[] => Array.from({ length: 8 }, () => one)

describe('a request or an answer that does not arrive', () => {
  test('the answer lost after headquarters has stored the run: asked again, acknowledged, stored once', async () => {
    const { counter, placesAtHq } = openBench()
    const desk = await counter().certified()
    const { number } = await desk.register()
    expect(await desk.exchange([{}, { back: null }])).toMatchObject({ ok: false, why: 'unreachable' })
    expect(await desk.deliveries()).toEqual({ [number]: 'sent' })
    expect(await desk.acknowledged()).toEqual([])
    const stored = await placesAtHq()
    expect(stored).toHaveLength(3)
    expect(await desk.exchange()).toEqual({ ok: true })
    expect(await desk.deliveries()).toEqual({ [number]: 'at_hq' })
    expect(await placesAtHq()).toEqual(stored)
  })

  test.each([0, 1, 90_000, 400_000])(
    'a request that arrives a second time after %i ms is stored once',
    async (copy) => {
      const { counter, placesAtHq, numbersAtHq } = openBench()
      const desk = await counter().certified()
      const { number } = await desk.register()
      expect(await desk.exchange([{ copy }, { copy }])).toEqual({ ok: true })
      expect(await numbersAtHq()).toEqual([number])
      expect(await placesAtHq()).toHaveLength(3)
    },
  )

  test('a request that arrives after those asked later changes nothing', async () => {
    const { counter, placesAtHq, world } = openBench()
    const desk = await counter().certified()
    await desk.register()
    expect(await desk.exchange([{}, { there: 200_000 }])).toMatchObject({ ok: false, why: 'unreachable' })
    await desk.register()
    await desk.exchange()
    await world.settle()
    expect(await placesAtHq()).toHaveLength(5)
    expect(Object.values(await desk.deliveries())).toEqual(['at_hq', 'at_hq'])
  })

  test('F-7 half a request is refused whole', async () => {
    const { counter, placesAtHq } = openBench()
    const desk = await counter().certified()
    await desk.register()
    expect(await desk.exchange([{}, { bend: 'cutRequest' }])).toMatchObject({ ok: false, why: 'turnedAway' })
    expect(await placesAtHq()).toEqual([])
    expect(await desk.exchange()).toEqual({ ok: true })
  })
})

describe('an answer that headquarters did not give', () => {
  const whys: Record<Bend, string> = {
    cutRequest: 'turnedAway',
    cutAnswer: 'nonsense',
    http500: 'busy',
    busy: 'busy',
    html: 'nonsense',
    wrongJson: 'nonsense',
    empty: 'nonsense',
    otherKey: 'nonsense',
    otherHash: 'nonsense',
    earlierAnswer: 'nonsense',
    expectsNothing: 'nonsense',
    refuses: 'turnedAway',
  }

  test.each(bends)('%s: nothing is acknowledged, and the next exchange brings everything once', async (bend) => {
    const { counter, numbersAtHq, placesAtHq } = openBench()
    const desk = await counter().certified()
    const first = await desk.register()
    await desk.exchange()
    const before = await desk.acknowledged()
    const second = await desk.register()
    for (const there of [null, 20])
      expect(
        await desk.exchange([{}, ...often({ bend, ...(bend !== 'cutRequest' && bend !== 'cutAnswer' && { there }) })]),
      ).toMatchObject({
        ok: false,
        why: whys[bend],
      })
    expect(await desk.acknowledged()).toEqual(before)
    expect((await desk.deliveries())[second.number]).toBe('sent')
    expect(await desk.exchange()).toEqual({ ok: true })
    expect(await numbersAtHq()).toEqual([first.number, second.number].sort())
    expect(await placesAtHq()).toHaveLength(5)
  })

  test('to the comparison of heads, nothing is sent', async () => {
    for (const bend of ['http500', 'html', 'wrongJson', 'empty', 'cutAnswer'] as const) {
      const { counter, placesAtHq } = openBench()
      const desk = await counter().certified()
      const { number } = await desk.register()
      expect(await desk.exchange([{ bend }])).toMatchObject({ ok: false })
      expect(await desk.deliveries()).toEqual({ [number]: 'waiting' })
      expect(await placesAtHq()).toEqual([])
    }
  })

  test('a head that nobody wrote makes the counter begin a new line, and loses nothing', async () => {
    const { counter, numbersAtHq } = openBench()
    const desk = await counter().certified()
    const numbers = [(await desk.register()).number]
    const strange =
      (fetch: Fetch): Fetch =>
      (url, init) => {
        const { heads } = JSON.parse(init.body) as { heads: Record<string, unknown> }
        if (!url.endsWith('/v1/heads')) return fetch(url, init)
        const invented = Object.keys(heads).map((line) => [line, { seq: 99, hash: digest(line) }])
        return fetch(url, init).then(() => Response.json({ heads: Object.fromEntries(invented) }))
      }
    await desk.exchange([], { through: strange })
    expect((await desk.start()).branch.recovery.newLine).toBe('unknownHead')
    numbers.push((await desk.register()).number)
    await desk.exchange()
    expect(await numbersAtHq()).toEqual(numbers.sort())
  })
})

test('what was erased by law goes to a headquarters that lost it without its payload, and keeps nothing else from going', async () => {
  const { counter, numbersAtHq, placesAtHq } = openBench()
  const desk = await counter().certified()
  const erased = await desk.register()
  const whole = await desk.register()
  const { branch } = await desk.start()
  branch.db.transaction(() => erasePayloads(branch.db, erased.case)).immediate()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await placesAtHq()).toHaveLength(5)
  expect(await numbersAtHq()).toEqual([whole.number])
  const { stuck, waiting } = branch.status.read()
  expect({ stuck, waiting }).toEqual({ stuck: [], waiting: 0 })
})

describe('an event that a rule at headquarters refuses', () => {
  async function withRefused(kill: boolean) {
    const bench = openBench()
    const desk = await bench.counter().certified()
    const { number, case: id } = await desk.register()
    const { branch } = await desk.start()
    branch.db.transaction(() => append(branch, [{ type: 'weighed', case: id, by: SYSTEM, payload: {} }])).immediate()
    const after = await desk.register()
    const outcome = await desk.exchange([], kill ? { kill: { point: 'before-acknowledgement', nth: 1 } } : {})
    return { ...bench, desk, refused: number, good: after.number, outcome }
  }

  test('F-20 is kept there as bytes and shown here with its reason; its successors go on', async () => {
    const { desk, refused, good, placesAtHq, outcome } = await withRefused(false)
    expect(outcome).toEqual({ ok: true })
    expect(await desk.deliveries()).toEqual({ [refused]: 'refused', [good]: 'at_hq' })
    const { stuck, waiting } = (await desk.start()).branch.status.read()
    expect(stuck).toMatchObject([{ number: refused, reason: 'unknownType' }])
    expect(waiting).toBe(0)
    expect(await placesAtHq()).toHaveLength(6)
  })

  test('is shown also when the computer died between the answer and its record', async () => {
    const { desk, refused, outcome } = await withRefused(true)
    expect(outcome).toMatchObject({ why: 'killed' })
    expect(await desk.exchange()).toEqual({ ok: true })
    expect((await desk.deliveries())[refused]).toBe('refused')
    expect((await desk.start()).branch.status.read().stuck).toHaveLength(1)
  })
})

test('a command of more events than a run usually has goes whole, under its one seal', async () => {
  const { counter, placesAtHq } = openBench()
  const desk = await counter().certified()
  const { case: id } = await desk.register()
  const { branch } = await desk.start()
  const many = Array.from({ length: 120 }, () => ({ type: 'weighed', case: id, by: SYSTEM, payload: {} }))
  branch.db.transaction(() => append(branch, many)).immediate()
  await desk.register()
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await placesAtHq()).toHaveLength(125)
})

test('P-9 the order of a line is kept: whatever happens on the way, headquarters holds a beginning of it, never a part with a hole', async () => {
  const { counter, placesAtHq, world } = openBench()
  const desk = await counter().certified()
  const spoilt = [{}, { back: null }, { there: 200_000 }, { bend: 'http500' as const }, { copy: 150_000 }]
  for (const fate of spoilt) {
    await desk.register()
    await desk.register()
    await desk.exchange([{}, fate])
    const places = (await placesAtHq()).map(({ seq }) => seq).sort((one, other) => one - other)
    expect(places).toEqual(places.map((_, i) => i + 1))
  }
  await world.settle()
  expect(await desk.exchange()).toEqual({ ok: true })
  const { branch } = await desk.start()
  const written = branch.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM journal').get()?.n ?? 0
  expect(written).toBeGreaterThan(2 * 2 * spoilt.length)
  expect(await placesAtHq()).toHaveLength(written)
})

test('what is registered while a run is on its way is sent after it, in the same exchange or the next', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  const numbers = [(await desk.register()).number]
  const meanwhile =
    (fetch: Fetch): Fetch =>
    async (url, init) => {
      if (url.endsWith('/v1/runs') && numbers.length === 1) numbers.push((await desk.register()).number)
      return fetch(url, init)
    }
  expect(await desk.exchange([], { through: meanwhile })).toEqual({ ok: true })
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toEqual(numbers.sort())
  expect(Object.values(await desk.deliveries())).toEqual(['at_hq', 'at_hq'])
})

test('a line that headquarters refuses does not hold up the others, and the refusal is still told', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  const stuck = await desk.register()
  const refused = myLine((await desk.start()).branch.db)
  const twin = desk.clone({ withMarker: false })
  const good = await twin.register()
  const refuse =
    (fetch: Fetch): Fetch =>
    (url, init) =>
      url.endsWith('/v1/runs') && (JSON.parse(init.body) as { line: string }).line === refused
        ? Promise.resolve(Response.json({ verdict: 'refused', reason: 'chain', seq: null }))
        : fetch(url, init)
  expect(await twin.exchange([], { through: refuse })).toMatchObject({ ok: false, why: 'turnedAway' })
  expect(await numbersAtHq()).toEqual([good.number])
  expect(await twin.deliveries()).toEqual({ [stuck.number]: 'sent', [good.number]: 'at_hq' })
})
