import { expect, test } from 'vitest'
import { newId } from '../../electron/branch/branch.ts'
import { type Begun, type Bench, openBench, otherClerk, registered, reopen, rows, signIn } from './bench.ts'

type End = 'printed' | 'failed' | 'uncertain'

const begin = (bench: Bench, id: string, command = newId(bench.branch)) =>
  bench.call('printJobs.begin', { case: id, size: '80mm', command }) as Promise<Begun>
const finish = (bench: Bench, job: string, outcome: End, why: string | null = null) =>
  bench.call('printJobs.finish', { job, outcome, why, confirmedBy: 'printer' })

/** Prints one slip to its end and says which copy it was. */
async function print(
  bench: Bench,
  id: string,
  outcome: End = 'printed',
): Promise<{ copy: number; duplicate: boolean }> {
  const { job, copy, duplicate } = await begin(bench, id)
  await finish(bench, job.id, outcome, outcome === 'printed' ? null : 'out of paper')
  return { copy, duplicate }
}

async function benchWithCase(): Promise<{ bench: Bench; id: string }> {
  const bench = await openBench()
  await signIn(bench)
  return { bench, id: (await registered(bench)).case }
}

const slipsInJournal = (bench: Bench) =>
  rows(bench, `SELECT json_extract(payload, '$.copy') AS copy FROM journal WHERE type = 'slipPrinted' ORDER BY seq`)

test('the first slip is the original, every further one a counted duplicate (R-025)', async () => {
  const { bench, id } = await benchWithCase()
  expect(await print(bench, id)).toEqual({ copy: 1, duplicate: false })
  expect(await print(bench, id)).toEqual({ copy: 2, duplicate: true })
  expect(await print(bench, id)).toEqual({ copy: 3, duplicate: true })
  expect(slipsInJournal(bench)).toEqual([{ copy: 1 }, { copy: 2 }, { copy: 3 }])
  expect(await bench.call('cases.receipt', { id })).toMatchObject({ printed: 3 })
})

test('the slip that was due with the registration is the first one begun', async () => {
  const { bench, id } = await benchWithCase()
  const [due] = rows(bench, 'SELECT id FROM print_job') as { id: string }[]
  expect((await begin(bench, id)).job).toMatchObject({ id: due?.id, copy: 1, state: 'printing' })
})

test('F-5 the same command begins one slip, also after a restart', async () => {
  const { bench, id } = await benchWithCase()
  const command = newId(bench.branch)
  const first = await begin(bench, id, command)
  const again = await begin(bench, id, command)
  expect(first.repeated).toBe(false)
  expect(again).toEqual({ ...first, repeated: true })
  const restarted = await reopen(bench)
  await signIn(restarted)
  expect(await begin(restarted, id, command)).toMatchObject({ repeated: true, copy: 1, job: { state: 'uncertain' } })
  expect(rows(restarted, 'SELECT id FROM print_job')).toHaveLength(1)
})

test('a slip known not to have come out frees its copy; an uncertain one does not', async () => {
  const { bench, id } = await benchWithCase()
  expect(await print(bench, id, 'failed')).toEqual({ copy: 1, duplicate: false })
  expect(await print(bench, id, 'uncertain')).toEqual({ copy: 1, duplicate: false })
  expect(await print(bench, id)).toEqual({ copy: 2, duplicate: true })
  expect(slipsInJournal(bench)).toEqual([{ copy: 2 }])
})

test('settled as not printed, the uncertain slip leaves no event; settled twice, it changes nothing', async () => {
  const { bench, id } = await benchWithCase()
  const { job } = await begin(bench, id)
  await finish(bench, job.id, 'uncertain', 'stopped')
  expect(await bench.call('printJobs.uncertain', {})).toMatchObject([{ id: job.id, why: 'stopped' }])
  expect(await bench.call('printJobs.settle', { job: job.id, printed: false })).toEqual({ ok: true })
  expect(await bench.call('printJobs.settle', { job: job.id, printed: true })).toEqual({ ok: true })
  expect(slipsInJournal(bench)).toEqual([])
  expect(await print(bench, id)).toEqual({ copy: 1, duplicate: false })
})

test('the end of a slip is recorded for the person who asked for it, also when he has locked the window', async () => {
  const { bench, id } = await benchWithCase()
  const { job } = await begin(bench, id)
  const person = bench.branch.session.current()?.id
  await bench.call('session.lock', {})
  expect(await finish(bench, job.id, 'printed')).toMatchObject({ ok: true, job: { state: 'printed' } })
  expect(await finish(bench, job.id, 'printed')).toMatchObject({ ok: true })
  expect(rows(bench, `SELECT by_person FROM journal WHERE type = 'slipPrinted'`)).toEqual([{ by_person: person }])
})

test('whoever looked and said that the slip came out is the one who says so in the journal', async () => {
  const { bench, id } = await benchWithCase()
  const { job } = await begin(bench, id)
  await finish(bench, job.id, 'uncertain', 'stopped')
  await signIn(bench, otherClerk)
  expect(await bench.call('printJobs.settle', { job: job.id, printed: true })).toEqual({ ok: true })
  expect(
    rows(
      bench,
      `SELECT by_person, json_extract(payload, '$.confirmedBy') AS how FROM journal WHERE type = 'slipPrinted'`,
    ),
  ).toEqual([{ by_person: otherClerk.person, how: 'person' }])
})

test('F-5 nothing is printed of what is not committed', async () => {
  const { bench, id } = await benchWithCase()
  const nowhere = newId(bench.branch)
  expect(await begin(bench, nowhere)).toEqual({ ok: false, refusal: { code: 'notCommitted' } })
  expect(await finish(bench, nowhere, 'printed')).toEqual({ ok: false, refusal: { code: 'unknownJob' } })
  expect(await bench.call('documents.receipt', { case: nowhere })).toBeNull()
  expect(await bench.call('documents.receipt', { case: id })).toMatchObject({ case: id })
})
