// Rows are made from the journal and from nothing else, and can be made anew.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { open, SYSTEM } from '../../domain/journal/event.ts'
import { tagFits } from '../../domain/journal/number.ts'
import { append, myLine, runAfter } from '../../electron/branch/journal.ts'
import { project, rebuild } from '../../electron/branch/projection.ts'
import { record } from '../../electron/branch/record.ts'
import { primitives } from '../../trust/primitives.ts'
import {
  type Bench,
  lead,
  least,
  openBench,
  registered,
  registeredOnPaper,
  reopen,
  rows,
  signed,
  signIn,
} from './bench.ts'

test('the queue made anew from the journal is the same, byte for byte', async () => {
  const bench = await openBench()
  await signIn(bench)
  const cases: string[] = []
  for (const last_name of ['Әбенова', 'Ким', 'Ё'.repeat(3), 'Иванов']) {
    cases.push((await registeredOnPaper(bench, { ...least, last_name })).case)
    bench.now.ms += 60_000
  }
  expect(await signed(bench, cases[0] ?? '')).toEqual({ ok: true })
  await signIn(bench, lead)
  const accept = { id: cases[0], command: cases[1], incompleteBecause: 'жоқ' }
  expect(await bench.call('cases.accept', accept)).toEqual({ ok: true })
  const begun = (await bench.call('printJobs.begin', { case: cases[2], size: 'a5', command: cases[3] })) as {
    job: { id: string }
  }
  await bench.call('printJobs.finish', { job: begun.job.id, outcome: 'printed', why: null, confirmedBy: 'printer' })
  const keys = () => JSON.stringify(rows(bench, 'SELECT * FROM case_key ORDER BY kind, value, case_id'))
  const before = JSON.stringify(rows(bench, 'SELECT * FROM cases ORDER BY id'))
  const keysBefore = keys()
  bench.branch.db.exec('DELETE FROM cases; DELETE FROM case_key')
  rebuild(bench.branch)
  expect(JSON.stringify(rows(bench, 'SELECT * FROM cases ORDER BY id'))).toBe(before)
  expect(before).toContain('"accepted"')
  expect(keys()).toBe(keysBefore)
  expect(keysBefore).toContain('"phoneName"')
})

test('rows that a program with another fold or other rows wrote are made anew at the next start, once', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registeredOnPaper(bench)
  const stored = (from: Bench) => rows(from, 'SELECT id, marks, incomplete FROM cases')
  const before = stored(bench)
  expect(before).toMatchObject([{ id, incomplete: 1 }])
  const spoil = `UPDATE cases SET marks = '[]', incomplete = 0`
  bench.branch.db.exec(spoil)
  const same = await reopen(bench)
  expect(stored(same)).toMatchObject([{ id, incomplete: 0 }])
  same.branch.db.exec(`UPDATE setting SET value = 'of an older program' WHERE key = 'projection'`)
  const newer = await reopen(same)
  expect(stored(newer)).toEqual(before)
  newer.branch.db.exec(spoil)
  expect(stored(await reopen(newer))).toMatchObject([{ id, incomplete: 0 }])
})

test('every stored event verifies: its own hash, the hash before it, the seal, and the tag in its number', async () => {
  const bench = await openBench()
  await signIn(bench)
  for (let i = 0; i < 30; i++) await registered(bench)
  const run = runAfter(bench.branch.db, myLine(bench.branch.db), 0)
  let prev: string | null = null
  for (const [i, sealed] of run.entries()) {
    const event = open(primitives, sealed)
    if (!event) throw new Error(`event ${i + 1} does not open`)
    expect(event.hash).toBe(createHash('sha256').update(`okno-event-1\n${sealed.header}`).digest('hex'))
    expect(event.fields).toMatchObject({ seq: i + 1, prev })
    if (event.fields.type === 'caseRegistered') expect(tagFits(primitives, event, JSON.parse(event.payload))).toBe(true)
    prev = event.hash
  }
  expect(run).toHaveLength(61)
  expect(run.at(-1)?.signature).toBeTruthy()
})

test('an event that does not fit is shown as a conflict with its reason, and is kept', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  record(bench.branch, () => {
    append(bench.branch, [{ type: 'somethingNew', case: id, by: SYSTEM, payload: { a: 1 } }])
    project(bench.branch, id)
  })
  expect(await bench.call('cases.detail', { id })).toMatchObject({
    row: { marks: ['incomplete', 'consent_due', 'conflict'] },
    conflicts: [{ type: 'somethingNew', reason: 'unknownType' }],
  })
})
