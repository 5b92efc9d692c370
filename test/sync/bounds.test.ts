// What may come from outside without a bound, or without an end: it stops nothing for ever.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tick } from '../../domain/journal/clock.ts'
import { freeze, SYSTEM } from '../../domain/journal/event.ts'
import { linesRequest, MOST_KNOWN } from '../../domain/wire/lines.ts'
import { type Fetch, linkTo, seconds } from '../../electron/branch/courier/link.ts'
import { milestones } from '../../electron/branch/hub/handing.ts'
import { heads, myLine, tips } from '../../electron/branch/journal.ts'
import { beginLine } from '../../electron/branch/line.ts'
import { insertEvent } from '../../electron/branch/store/journal.ts'
import { primitives } from '../../trust/primitives.ts'
import { openBench, raiseBench, razeBench } from './parts/bench.ts'

beforeAll(raiseBench)
afterAll(razeBench)

test('of a line that cannot be taken the others do not suffer, and everything else has gone through', async () => {
  const bench = openBench()
  const [desk, other] = [await bench.counter('A').certified(), await bench.counter('B').certified()]
  await other.register()
  const { branch } = await other.start()
  const spoilt = myLine(branch.db)
  beginLine(branch, 'fork')
  const { number } = await other.register()
  await other.exchange()
  const spoil =
    (fetch: Fetch): Fetch =>
    (url, init) =>
      url.endsWith('/v1/lines') && (JSON.parse(init.body) as { line: string }).line === spoilt
        ? Promise.resolve(Response.json({ run: 'none' }))
        : fetch(url, init)
  expect(await desk.exchange([], { through: spoil })).toMatchObject({ ok: false, why: 'nonsense', restWent: true })
  expect(Object.keys(await desk.deliveries())).toEqual([number])
  expect(Object.keys(heads((await desk.start()).branch.db))).not.toContain(spoilt)
})

test('a question about a line with many ends names no more places than it may: all of the first end, of each other the nearest', async () => {
  const { branch } = await openBench().counter().start()
  const line = 'b'.repeat(32)
  const put = (n: number, seq: number, prev: string | null) => {
    const [id, at] = [`0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`, new Date(n).toISOString()]
    const draft = { type: 'reviewRequested', case: null, by: SYSTEM, payload: {} }
    const event = freeze(primitives, draft, { line, seq, prev }, { id, at, clock: tick(null, n) })
    insertEvent(branch.db, event, 'hub')
    return event.hash
  }
  branch.db.transaction(() => {
    let prev: string | null = null
    for (let seq = 1; seq <= 1200; seq++) {
      if (seq % 80 === 0) put(10_000 + seq, seq, prev)
      prev = put(seq, seq, prev)
    }
  })()
  const ends = tips(branch.db, line)
  expect(ends).toHaveLength(16)
  const known = milestones(branch, line, ends)
  expect(known).toHaveLength(MOST_KNOWN)
  expect(linesRequest.safeParse({ line, tip: ends[0], known }).success).toBe(true)
  expect(known).toEqual(expect.arrayContaining([...ends, ...milestones(branch, line, ends.slice(0, 1))]))
})

test.each(['86400', '1e9', '3000000'])(
  'a request to wait for %s seconds is no reason to stay away for a day',
  (asked) => {
    expect(seconds(asked)).toBe(15 * 60)
    expect(seconds('30')).toBe(30)
  },
)

test('an answer without an end is nonsense, and is not read to its end', async () => {
  let read = 0
  let left = false
  const endless = () =>
    new ReadableStream({
      pull(controller) {
        read += 1
        controller.enqueue(new Uint8Array(8 * 1024 * 1024))
      },
      cancel() {
        left = true
      },
    })
  const link = linkTo(
    'https://hq.test',
    () => 'signature',
    async () => new Response(endless()),
  )
  expect(await link.enrol({ code: 'x', device: 'x', publicKey: 'x' })).toMatchObject({ ok: false, why: 'nonsense' })
  expect(left).toBe(true)
  expect(read).toBeLessThan(12)
})
