/** What a rule refuses is in sight on both sides, stops nothing, is put right by a new event, and is judged anew by newer rules. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../domain/journal/event.ts'
import { append } from '../../electron/branch/journal.ts'
import { project } from '../../electron/branch/projection.ts'
import type { Exchange } from '../../electron/contract.ts'
import { buildHq } from '../../hq/app.ts'
import { rejudgeOld } from '../../hq/rejudge.ts'
import { accepted, shown } from './parts/accepting.ts'
import { type Officers, raiseBenchWithOfficers } from './parts/answering.ts'
import { type Bench, type Counter, openBench, razeBench } from './parts/bench.ts'
import { clerk, lead } from './parts/counter.ts'

let people: Officers
beforeAll(async () => {
  people = await raiseBenchWithOfficers()
})
afterAll(razeBench)

const ok = { ok: true }
const stuck = async (counter: Counter) =>
  ((await (await counter.start()).call('workspace.exchange', {})) as Exchange).stuck
const refusedAt = async ({ code }: Bench) => {
  const { body } = await people.auditor.get(`/v1/office/refused?branch=${code}`)
  return (body as { refused: { reason: string; number: string | null; repaired: object | null }[] }).refused
}
/** A step that only headquarters takes, on the counter's own line: what a fault or another program would leave. */
async function overreach(counter: Counter, id: string) {
  const { branch } = await counter.start()
  const payload = { command: randomUUID(), hqNumber: 'нет такого' }
  branch.db
    .transaction(() => {
      append(branch, [{ type: 'caseReceived', case: id, by: SYSTEM, payload }])
      project(branch, id)
    })
    .immediate()
}

test('a refused event shows on both sides with its reason; its successors went on, and a new event puts it right', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const { id, number } = await accepted(counter)
  await overreach(counter, id)
  const after = await counter.register()
  expect(await counter.exchange()).toEqual(ok)
  expect(await stuck(counter)).toMatchObject([
    { case: id, number, reason: 'office', refused: { type: 'caseReceived' } },
  ])
  expect(await refusedAt(bench)).toMatchObject([{ reason: 'office', number, repaired: null }])
  expect(await counter.deliveries()).toEqual({ [number]: 'refused', [after.number]: 'at_hq' })
  expect((await shown(counter, id)).row.state).toBe('received_hq')
  // Put right by something new, which names it.
  const { call } = await counter.start()
  const [one] = await stuck(counter)
  const entry = one?.refused?.entry
  const repair = { do: 'repairRefused', entry, words: 'введено заново', instead: after.number }
  const act = (more: object) => call('cases.act', { case: id, act: { ...repair, command: randomUUID(), ...more } })
  // Not by whoever is at the window: somebody who leads says so.
  expect(await act({})).toMatchObject({ refusal: { code: 'roleMayNot' } })
  const { branch } = await counter.start()
  branch.session.admit(lead)
  expect(await act({ words: ' ' })).toMatchObject({ refusal: { code: 'notSaid' } })
  expect(await act({ instead: number })).toMatchObject({ refusal: { code: 'sameCase' } })
  expect(await act({ instead: '0001-A26-00099-ZZZZZ' })).toMatchObject({ refusal: { code: 'unknownCase' } })
  expect(await act({ entry: { ...entry, hash: '0'.repeat(64) } })).toMatchObject({ refusal: { code: 'notRefused' } })
  expect(await act({})).toEqual(ok)
  expect(await act({})).toMatchObject({ refusal: { code: 'alreadyRepaired' } })
  branch.session.admit(clerk)
  expect(await stuck(counter)).toEqual([])
  await counter.exchange()
  expect(await counter.deliveries()).toMatchObject({ [number]: 'at_hq' })
  expect(await refusedAt(bench)).toMatchObject([{ repaired: { words: 'введено заново', number: after.number } }])
  // The refused event itself is in the journal and in the history, as it was; looked at.
  const { history, conflicts } = await shown(counter, id)
  expect(history.some(({ hash }) => hash === entry?.hash)).toBe(true)
  expect(conflicts).toMatchObject([{ event: entry?.hash, confirmed: { words: 'введено заново' } }])
})

test('another computer learns of a refusal with the feed', async () => {
  const bench = openBench()
  const counter = await bench.counter('A').certified()
  const { id, number } = await accepted(counter)
  await overreach(counter, id)
  await counter.exchange()
  const second = await bench.counter('B').certified()
  await second.exchange()
  expect(await stuck(second)).toMatchObject([{ number, reason: 'office' }])
})

test('a newer headquarters takes what an older one refused: folded there, and every computer of the branch hears of it', async () => {
  const bench = openBench()
  const counter = await bench.counter().certified()
  const { id, number } = await accepted(counter)
  const { call } = await counter.start()
  await call('cases.act', {
    case: id,
    act: { do: 'withdrawCase', command: randomUUID(), paper: 'заявление', taken: true },
  })
  // An older program, which did not know this kind of event.
  await counter.exchange()
  const older = `UPDATE event SET refusal = 'unknownType', rules = -1 WHERE branch = $1 AND type = 'caseWithdrawn'`
  await bench.hq.database.transaction(async (sql) => {
    await sql.query('SET LOCAL session_replication_role = replica')
    await sql.query(older, [bench.code])
  })
  const { branch } = await counter.start()
  branch.db
    .prepare(`INSERT INTO refused_event (hash, line, seq, reason, at)
    SELECT hash, line, seq, 'unknownType', at FROM journal WHERE type = 'caseWithdrawn'`)
    .run()
  project(branch, id)
  expect(await stuck(counter)).toMatchObject([{ number, reason: 'unknownType' }])
  // The newer one starts.
  await (await buildHq(bench.hq)).close()
  await counter.exchange()
  expect(await stuck(counter)).toEqual([])
  expect(await shown(counter, id)).toMatchObject({ row: { state: 'withdrawn', delivery: 'at_hq' }, conflicts: [] })
  expect(await refusedAt(bench)).toEqual([])
  // Judged once: the next start finds nothing to do.
  const lifted = () =>
    bench.hq.database.query(`SELECT 1 FROM event WHERE branch = $1 AND type = 'refusalLifted'`, [bench.code])
  await rejudgeOld(bench.hq)
  expect(await lifted()).toHaveLength(1)
})
