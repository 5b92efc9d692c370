// How many computers hold a case when its slip is printed, and what a receipt still proves when none does any more.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Receipt } from '../../electron/contract.ts'
import { type Counter, openBench, raiseBench, razeBench } from './parts/bench.ts'
import { allLeave, leaves, serves, until, uses } from './parts/hub.ts'

beforeAll(raiseBench)
afterAll(razeBench)
afterEach(() => allLeave())

type Begun = { ok: true; job: { id: string }; receipt: Receipt }

/** `waited`: whether the program let anything else run between the wish and the word that printing may begin. */
async function printed(counter: Counter, id: string): Promise<{ told: 1 | 2; kept: number; waited: boolean }> {
  const open = await counter.start()
  const command = { case: id, size: '80mm', command: id }
  let turned = false
  const turn = setImmediate(() => {
    turned = true
  })
  const begun = (await open.call('printJobs.begin', command)) as Begun
  const waited = turned
  clearImmediate(turn)
  const end = { job: begun.job.id, outcome: 'printed', why: null, confirmedBy: 'printer' }
  expect(await open.call('printJobs.finish', end)).toMatchObject({ ok: true })
  const row = open.branch.db
    .prepare<[string], { copies: number }>(
      `SELECT payload ->> '$.copies' AS copies FROM journal WHERE type = 'slipPrinted' AND case_id = ?`,
    )
    .get(id)
  return { told: begun.receipt.copies, kept: row?.copies ?? 0, waited }
}

test('P-4 where another computer of the branch is in contact it holds the case before the slip is printed, and the record says so', async () => {
  const { counter } = openBench()
  const [a, b] = [await counter('A').certified(), await counter('B').certified()]
  const alone = await a.register()
  expect(await printed(a, alone.case)).toEqual({ told: 1, kept: 1, waited: false })
  const { hub, address } = await serves(b)
  const using = await uses(a, address)
  await until(() => using.state().state === 'together')
  const together = await a.register()
  expect(await printed(a, together.case)).toMatchObject({ told: 2, kept: 2 })
  expect(Object.keys(await b.deliveries())).toContain(together.number)
  // Without it nobody waits, and nobody is told otherwise.
  expect(using.state()).toMatchObject({ computers: [{ here: true }], apartAt: null })
  await leaves(hub)
  await until(() => using.state().state === 'unreachable')
  // The clock stands still here: it is missed because it does not answer, and not only after a while. The ledge waits a little.
  const { computers, since, apartAt } = using.state()
  expect(computers).toMatchObject([{ here: false }])
  expect(Date.parse(apartAt ?? '') - Date.parse(since)).toBe(8_000)
  const again = await a.register()
  expect(await printed(a, again.case)).toEqual({ told: 1, kept: 1, waited: false })
})

test('P-4 what is at headquarters stands on two computers', async () => {
  const { counter } = openBench()
  const desk = await counter().certified()
  const { case: id } = await desk.register()
  await desk.exchange()
  expect(await printed(desk, id)).toEqual({ told: 2, kept: 2, waited: false })
})

test('P-4 a receipt whose case headquarters does not know is listed as lost, whoever lost it, until the case comes after all', async () => {
  const { hq, code, counter } = openBench()
  const desk = counter('E')
  expect(await desk.exchange([], { code: await hq.code(code, 'E') })).toEqual({ ok: true })
  const { qr, number } = await desk.register()
  const scan = async (text: string) => (await hq.admin('POST', '/v1/admin/receipts', { qr: text })).body
  const lost = async () =>
    ((await hq.admin('GET', `/v1/branches/${code}/lost`)).body as { lost: { number: string; device: string }[] }).lost

  expect(await scan(qr)).toEqual({ held: false, genuine: true })
  expect(await scan(qr)).toEqual({ held: false, genuine: true })
  const { device } = (await desk.start()).branch.desk()
  expect(await lost()).toMatchObject([{ number, device }])
  // Made up at home: it is listed, and no device of the branch has signed it.
  const forged = qr.replace(/[0-9a-f]{64}/, 'ab'.repeat(32))
  expect(await scan(forged)).toEqual({ held: false, genuine: false })
  expect(await lost()).toHaveLength(2)
  expect(await scan('okno:2:something')).toEqual({ code: 'notAReceipt' })

  expect(await desk.exchange()).toEqual({ ok: true })
  expect(await scan(qr)).toEqual({ held: true, genuine: true })
  expect(await lost()).toMatchObject([{ device: null }])
})
