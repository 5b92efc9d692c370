// Each guard of a line by itself: elsewhere one catches what another let through, and nobody would notice that it is gone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fetch } from '../../electron/branch/courier/link.ts'
import { runTowards } from '../../electron/branch/hub/handing.ts'
import { tips } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import { admitRun } from '../../hq/admitRun.ts'
import { accepted } from './parts/accepting.ts'
import { type Officers, raiseBenchWithOfficers } from './parts/answering.ts'
import { openBench, razeBench } from './parts/bench.ts'
import { openOffice } from './parts/office.ts'

let officer: Officers['officer']
beforeAll(async () => {
  ;({ officer } = await raiseBenchWithOfficers())
})
afterAll(razeBench)

const isRun = (url: string) => url.endsWith('/v1/runs')
const lineIn = ({ body }: { body: string }) => (JSON.parse(body) as { line: string }).line

test('T-4 P-2 the answer "fork" alone is enough: the line breaks off behind it, and the next number stands on a new one', async () => {
  const { counter, hq } = openBench()
  const desk = await counter().certified()
  await desk.register()
  await desk.exchange()
  const twin = desk.clone({ withMarker: true })
  const { branch } = await desk.start()
  const line = myLine(branch.db)
  await desk.register()
  await twin.register()
  const [tip] = tips(branch.db, line)
  const theirs = tip && runTowards(branch, line, 0, tip)
  if (!theirs) throw new Error('nothing to hand over')
  let runs = 0
  // The other copy's run overtakes this one, after the heads were compared; and nothing more arrives behind it.
  const overtaken =
    (fetch: Fetch): Fetch =>
    async (url, init) => {
      if (runs > 0) throw new Error('the line is gone')
      if (isRun(url)) {
        runs += 1
        await admitRun(hq, theirs)
      }
      return fetch(url, init)
    }
  expect(await twin.exchange([], { through: overtaken })).toMatchObject({ ok: false, why: 'unreachable' })
  expect((await twin.start()).branch.recovery.newLine).toBe('fork')
  expect((await twin.register()).qr).not.toContain(line)
})

test('whichever line headquarters refuses first, the others go on', async () => {
  const { counter, numbersAtHq } = openBench()
  const desk = await counter().certified()
  const numbers = [(await desk.register()).number]
  const lines = [myLine((await desk.start()).branch.db)]
  const twin = desk.clone({ withMarker: false })
  numbers.push((await twin.register()).number)
  lines.push(myLine((await twin.start()).branch.db))
  let first: string | null = null
  const refuse =
    (fetch: Fetch): Fetch =>
    (url, init) => {
      if (isRun(url)) first ??= lineIn(init)
      return isRun(url) && lineIn(init) === first
        ? Promise.resolve(Response.json({ verdict: 'refused', reason: 'chain', seq: null }))
        : fetch(url, init)
    }
  expect(await twin.exchange([], { through: refuse })).toMatchObject({ ok: false, why: 'turnedAway' })
  expect(await numbersAtHq()).toEqual(numbers.filter((_, i) => lines[i] !== first))
})

test('P-11 a restored headquarters hears its own words before the cases they are about: no place of its line has two events', async () => {
  const bench = openBench()
  const office = openOffice(bench.hq, bench.world)
  const counter = await bench.counter().certified()
  const { id } = await accepted(counter)
  await counter.exchange()
  await officer.act(id, { do: 'takeIntoWork' })
  await office.backUp(bench.code)
  // Received after the backup: the branch heard of it, and headquarters will not remember.
  await accepted(counter)
  await counter.exchange()
  await office.restore(bench.code)
  expect(await counter.exchange()).toEqual({ ok: true })
  const places = (await bench.placesAtHq()).map(({ line, seq }) => `${line} ${seq}`)
  expect(new Set(places).size).toBe(places.length)
  expect(await bench.hq.database.query('SELECT 1 FROM line WHERE branch = $1 AND forked', [bench.code])).toEqual([])
})
