// What headquarters itself writes, and who reads it when: restored backups, late commits, gaps. Told once each, with the
// real parts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admit } from '../../domain/journal/admit.ts'
import type { HeadsAnswer, RunRequest } from '../../domain/wire/exchange.ts'
import type { FeedAnswer } from '../../domain/wire/lines.ts'
import { heads } from '../../electron/branch/journal.ts'
import { certificateOfLine } from '../../electron/branch/store/certificates.ts'
import { primitives } from '../../trust/primitives.ts'
import { type Pen, registrationPayload, takePen, uuid } from '../support/pen.ts'
import { type Bench, type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'
import { openOffice } from './parts/office.ts'

beforeAll(raiseBench)
afterAll(razeBench)

/** Headquarters says something to the branch, on its own line. */
async function say({ hq, code, world }: Bench, words: string): Promise<void> {
  const named = { lastName: 'Омарова', firstName: 'Дина', patronymic: '', role: 'hq_lead' }
  const { body } = await hq.admin('POST', '/v1/admin/officers', named)
  const bulletin = {
    command: uuid(`${code} ${words}`),
    text: { kk: words, ru: words, en: words },
    since: new Date(world.now()).toISOString(),
    until: new Date(world.now() + 86_400_000).toISOString(),
  }
  const said = await hq.app.inject({
    method: 'POST',
    url: '/v1/office/bulletins',
    headers: { authorization: `Bearer ${(body as { token: string }).token}` },
    payload: { branches: [code], bulletin },
  })
  expect(said.json()).toMatchObject({ ok: true })
}

/** Bulletins that a counter holds, by their words in English. */
async function heard(counter: Counter): Promise<string[]> {
  const { db } = (await counter.start()).branch
  return db
    .prepare<[], { words: string }>(
      `SELECT payload ->> '$.text.en' AS words FROM journal WHERE type = 'bulletinIssued' ORDER BY 1`,
    )
    .all()
    .map(({ words }) => words)
}

async function backUpHq({ hq, world, code }: Bench): Promise<() => Promise<unknown>> {
  const office = openOffice(hq, world)
  await office.backUp(code)
  return () => office.restore(code)
}

test('T-6 P-8 P-11 headquarters is restored and lacks what it had said: a branch hands it back, headquarters begins a new line and alerts', async () => {
  const bench = openBench()
  const desk = await bench.counter().certified()
  await desk.exchange()
  await say(bench, 'before the backup')
  const restore = await backUpHq(bench)
  await say(bench, 'after the backup')
  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await heard(desk)).toEqual(['after the backup', 'before the backup'])
  const held = heads((await desk.start()).branch.db)
  await restore()
  expect(await desk.exchange()).toEqual({ ok: true })
  // The events are the ones that headquarters signed then, at their places.
  const places = await bench.placesAtHq()
  for (const [line, { seq, hash }] of Object.entries(held)) expect(places).toContainEqual({ line, seq, hash })
  const alerts = await bench.hq.database.query<{ kind: string }>('SELECT kind FROM alert WHERE branch = $1', [
    bench.code,
  ])
  expect(alerts.map(({ kind }) => kind)).toContain('takenBack')
  // What it says from now on stands on another line, and never at a place that was taken.
  await say(bench, 'after the restore')
  await desk.exchange()
  expect(await heard(desk)).toEqual(['after the backup', 'after the restore', 'before the backup'])
  const after = await bench.placesAtHq()
  expect(new Set(after.map(({ line, seq }) => `${line} ${seq}`)).size).toBe(after.length)
})

test('T-7 P-9 a restored headquarters puts another event where the lost one stood in any order of arrival; a reader misses neither', async () => {
  const bench = openBench()
  const { hq, code } = bench
  const reader = await bench.counter().certified()
  const [first, second] = ['first', 'second'].map((seed) => withCase(hq.key, seed, code)) as [Pen, Pen]
  const restore = await backUpHq(bench)
  await hq.ask(first, '/v1/runs', first.run())
  await reader.exchange()
  await restore()
  // The second takes the place that the first had in any feed of arrivals.
  await hq.ask(second, '/v1/runs', second.run())
  await reader.exchange()
  for (const pen of [first, second]) expect(heads((await reader.start()).branch.db)[pen.line]?.seq).toBe(2)
  // And headquarters has the first one back, from its reader.
  expect(await bench.numbersAtHq()).toHaveLength(2)
})

test('T-13 P-9 the second of two transactions commits before the first: who reads in between reads the first one later, and skips nothing', async () => {
  const bench = openBench()
  const { hq, code } = bench
  const reader = await bench.counter().certified()
  const [slow, quick] = ['slow', 'quick'].map((seed) => withCase(hq.key, seed, code)) as [Pen, Pen]
  // Only the opening of the slow line is there; the rest hangs in a transaction that holds the line's row.
  await hq.ask(slow, '/v1/runs', slow.run(1, 1))
  const release = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holder = hq.database.transaction(async (sql) => {
    await sql.query('SELECT 1 FROM line WHERE branch = $1 AND id = $2 FOR UPDATE', [code, slow.line])
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const hanging = hq.ask(slow, '/v1/runs', slow.run(2, 2))
  expect((await hq.ask(quick, '/v1/runs', quick.run())).body).toMatchObject({ verdict: 'admitted' })
  await reader.exchange()
  const seen = heads((await reader.start()).branch.db)
  expect([seen[quick.line]?.seq, seen[slow.line]?.seq]).toEqual([2, 1])
  release.resolve()
  await holder
  expect((await hanging).body).toMatchObject({ verdict: 'admitted' })
  await reader.exchange()
  expect(heads((await reader.start()).branch.db)[slow.line]?.seq).toBe(2)
})

test('T-16 P-1 headquarters has a line for each branch: what a branch gets of it has no gap, and it can prove that by itself', async () => {
  const [one, other] = [openBench(), openBench()]
  for (const bench of [one, other]) await (await bench.counter().certified()).exchange()
  for (const words of ['a', 'b', 'c']) for (const bench of [one, other]) await say(bench, `${words} for ${bench.code}`)
  for (const bench of [one, other]) {
    const { hq, code } = bench
    const pen = takePen(hq.key, `proving ${code}`, code)
    const answer = (await hq.ask(pen, '/v1/heads', { heads: {} })).body as HeadsAnswer
    const office = []
    for (const [line, tip] of Object.entries(answer.heads)) {
      const { run } = (await hq.ask(pen, '/v1/lines', { line, tip, known: [], limit: 500 })).body as FeedAnswer
      if (run?.certificate.body.publicKey !== hq.key.publicKey) continue
      // From event 1 to the head, nothing else at hand: no other branch's share is needed to verify it.
      const nothing = { head: null, device: null, near: [] }
      expect(admit(primitives, hq.key.publicKey, run as RunRequest, nothing)).toMatchObject({
        verdict: 'admitted',
        fork: false,
        last: tip,
      })
      expect(run.events.map(({ header }) => JSON.parse(header).seq)).toEqual(run.events.map((_, i) => i + 1))
      office.push(line)
    }
    expect(office).toHaveLength(1)
    const reader = await bench.counter().certified()
    await reader.exchange()
    expect(await heard(reader)).toEqual(['a', 'b', 'c'].map((words) => `${words} for ${code}`))
    expect(certificateOfLine((await reader.start()).branch.db, office[0] as string)?.body.branch).toBe(code)
  }
})

function withCase(key: Parameters<typeof takePen>[0], seed: string, code: string): Pen {
  const pen = takePen(key, `${seed} ${code}`, code, seed === 'first' || seed === 'slow' ? 'B' : 'C')
  pen.register(uuid(`case ${seed} ${code}`), {
    ...registrationPayload(`${seed} ${code}`, 1, code),
    window: pen.certificate.body.letter,
  })
  return pen
}
