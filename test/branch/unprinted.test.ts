// Which cases lack a slip is read from what is stored now, not from what was so at the start.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Begun, type Bench, openBench, registered, signIn } from './bench.ts'

const unprinted = (bench: Bench) => bench.call('workspace.unprinted', {})

test('a case without a slip is named until the printing begins; one just registered is on its way to the printer', async () => {
  const bench = await openBench()
  await signIn(bench)
  const first = await registered(bench)
  expect(await unprinted(bench)).toEqual([])
  bench.now.ms += 10_000
  const second = await registered(bench)
  expect(await unprinted(bench)).toEqual([first.number])
  bench.now.ms += 10_000
  expect(await unprinted(bench)).toEqual([second.number, first.number])
  await bench.call('printJobs.begin', { case: first.case, size: '80mm', command: randomUUID() })
  expect(await unprinted(bench)).toEqual([second.number])
})

test('an ended case is asked for no slip any more', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id, number } = await registered(bench)
  bench.now.ms += 10_000
  expect(await unprinted(bench)).toEqual([number])
  bench.branch.db.prepare(`UPDATE cases SET state = 'withdrawn' WHERE id = ?`).run(id)
  expect(await unprinted(bench)).toEqual([])
})

test('where there is no printer, or nothing came out, the case is named at once, and until a slip is on paper', async () => {
  const bench = await openBench()
  await signIn(bench)
  const first = await registered(bench)
  bench.news.length = 0
  await bench.call('printJobs.notBegun', { case: first.case })
  expect(bench.news.flat()).toContain('prints')
  expect(await unprinted(bench)).toEqual([first.number])

  const print = async (outcome: 'failed' | 'printed') => {
    const wish = { case: first.case, size: '80mm', command: randomUUID() }
    const { job } = (await bench.call('printJobs.begin', wish)) as Begun
    expect(await unprinted(bench)).toEqual([])
    await bench.call('printJobs.finish', { job: job.id, outcome, why: null, confirmedBy: 'printer' })
  }
  await print('failed')
  expect(await unprinted(bench)).toEqual([first.number])
  await print('printed')
  expect(await unprinted(bench)).toEqual([])
})
