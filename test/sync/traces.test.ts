// The shortest ways in which a first design lost or doubled cases, each told once with the real parts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HashedEvent, open } from '../../domain/journal/event.ts'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { runAfter } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { primitives } from '../../trust/primitives.ts'
import { openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)

/** A number without its tag and check character. */
const stem = (number: string) => number.slice(0, number.lastIndexOf('-'))

test('T-1 P-2 P-3 a restored disk gives serial 1 to another case, and the two numbers differ', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  desk.backUp()
  const lost = await desk.register()
  desk.restore()
  const first = await desk.register()
  expect(stem(first.number)).toBe(stem(lost.number))
  expect(first.number).not.toBe(lost.number)
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toEqual([first.number])
})

test('T-1 P-3 of two copies of a disk each gives serial 1, and headquarters keeps both numbers', async () => {
  for (const withMarker of [true, false]) {
    const { counter, numbersAtHq } = openBench()
    const desk = await counter().certified()
    const twin = desk.clone({ withMarker })
    const numbers = [(await desk.register()).number, (await twin.register()).number]
    expect(stem(numbers[0]!)).toBe(stem(numbers[1]!))
    for (const copy of [desk, twin, desk, twin]) expect(await copy.exchange()).toEqual({ ok: true })
    expect(await numbersAtHq()).toEqual(numbers.sort())
  }
})

test('F-22 T-2 P-7 what a restored device registers is sent although headquarters shows the same place as taken', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  const twin = desk.clone({ withMarker: true })
  const sent = await desk.register()
  await desk.exchange()
  const own = await twin.register()
  const [mine, theirs] = [(await twin.acknowledged()).length, (await desk.acknowledged()).length]
  expect([mine, theirs]).toEqual([0, 1])
  for (let i = 0; i < 2; i++) expect(await twin.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toEqual([sent.number, own.number].sort())
  expect(await twin.deliveries()).toMatchObject({ [own.number]: 'at_hq' })
})

test('T-3 P-6 an answer for an event that a restore undid confirms nothing', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  const twin = desk.clone({ withMarker: true })
  let late = ''
  const listen =
    (fetch: Fetch): Fetch =>
    async (url, init) => {
      const answer = await fetch(url, init)
      if (url.endsWith('/v1/runs')) late = await answer.clone().text()
      return answer
    }
  const undone = await desk.register()
  await desk.exchange([], { through: listen })
  expect(late).toContain('admitted')

  const other = await twin.register()
  const answerLate =
    (fetch: Fetch): Fetch =>
    (url, init) =>
      url.endsWith('/v1/runs')
        ? Promise.resolve(new Response(late))
        : url.endsWith('/v1/heads')
          ? fetch(url, init).then(() => new Response('{"heads":{}}'))
          : fetch(url, init)
  expect(await twin.exchange([], { through: answerLate })).toMatchObject({ ok: false, why: 'nonsense' })
  expect(await twin.acknowledged()).toEqual([])
  for (let i = 0; i < 2; i++) await twin.exchange()
  expect(await numbersAtHq()).toEqual([undone.number, other.number].sort())
})

test('T-4 P-5 two copies write on one line; both events reach headquarters and neither queue stops', async () => {
  const { counter, numbersAtHq, placesAtHq } = openBench()
  const desk = await counter().certified()
  await desk.register()
  await desk.exchange()
  const twin = desk.clone({ withMarker: true })
  const line = myLine((await desk.start()).branch.db)
  await desk.register()
  await twin.register()
  await twin.register()
  // Both compare heads before either has sent: only the answer "fork" tells the second.
  for (const copy of [desk, twin]) expect(await copy.exchange()).toEqual({ ok: true })
  expect(myLine((await twin.start()).branch.db)).not.toBe(line)
  await twin.register()
  await desk.register()
  for (const copy of [desk, twin, desk, twin]) expect(await copy.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toHaveLength(6)
  const byPlace = Map.groupBy(await placesAtHq(), (event) => `${event.line} ${event.seq}`)
  expect(byPlace.get(`${line} 4`)).toHaveLength(2)
  for (const copy of [desk, twin]) expect(new Set(Object.values(await copy.deliveries()))).toEqual(new Set(['at_hq']))
})

test('P-7 the other side of a fork, handed over inside the branch, is carried to headquarters however far our own side has come', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  const numbers = [(await desk.register()).number]
  const twin = desk.clone({ withMarker: true })
  numbers.push((await twin.register()).number, (await desk.register()).number, (await desk.register()).number)
  expect(await desk.exchange()).toEqual({ ok: true })
  const theirs = (await twin.start()).branch.db
  const line = myLine(theirs)
  const { branch } = await desk.start()
  const events = runAfter(theirs, line, 0).map((event) => open(primitives, event) as HashedEvent)
  storeForeign(branch, events, 'hub')
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toEqual(numbers.sort())
})

test('P-2 a copy that learns of the other begins a new line before it gives the next number', async () => {
  const { counter } = openBench()
  const desk = await counter().certified()
  const twin = desk.clone({ withMarker: true })
  await desk.register()
  await desk.exchange()
  const line = myLine((await twin.start()).branch.db)
  await twin.exchange()
  expect((await twin.start()).branch.recovery.newLine).toBe('unknownHead')
  const { qr } = await twin.register()
  expect(qr).not.toContain(line)
})

test('T-8 P-10 a device that headquarters no longer knows presents its certificate and is served', async () => {
  const { hq, code, counter, numbersAtHq } = openBench()
  const desk = counter('B')
  const enrolCode = await hq.code(code, 'B')
  expect(await desk.exchange([], { code: enrolCode })).toEqual({ ok: true })
  await hq.database.query('DELETE FROM device WHERE branch = $1', [code])
  await hq.database.query('DELETE FROM enrolment_code WHERE branch = $1', [code])
  const { number } = await desk.register()
  expect(number).toMatch(new RegExp(`^${code}-B`))
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await numbersAtHq()).toEqual([number])
})

test('T-10 P-1 P-3 the computer that replaces another at a desk repeats serial 1 on a line of its own; the numbers differ', async () => {
  const { counter, numbersAtHq, placesAtHq } = openBench()
  const [old, fresh] = [await counter('C').certified(), await counter('C').certified()]
  const numbers = [(await old.register()).number, (await fresh.register()).number]
  expect(stem(numbers[0]!)).toBe(stem(numbers[1]!))
  for (const desk of [old, fresh]) await desk.exchange()
  expect(await numbersAtHq()).toEqual(numbers.sort())
  expect(new Set((await placesAtHq()).map(({ line }) => line)).size).toBe(2)
})

test('P-2 a backup restored after a kill between commit and note does not go on with the old line', async () => {
  const { counter } = openBench()
  const desk = await counter().certified()
  const draft = await desk.draft()
  desk.backUp()
  const kill = { point: 'after-commit' as const, nth: 1 }
  await desk.start()
  desk.machine.arm(kill)
  await expect(desk.register(draft)).rejects.toThrow('after-commit')
  desk.machine.crash()
  const told = await desk.register(draft)
  const line = myLine((await desk.start()).branch.db)
  desk.restore()
  const again = await desk.register(draft)
  expect(again.number).not.toBe(told.number)
  expect(myLine((await desk.start()).branch.db)).not.toBe(line)
})
