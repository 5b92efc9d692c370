import { expect, test } from 'vitest'
import { newId } from '../../electron/branch/branch.ts'
import type { ShiftRow, ShiftState } from '../../electron/contract.ts'
import {
  type Begun,
  type Bench,
  clerk,
  draft,
  freshFolder,
  lead,
  least,
  manager,
  openBench,
  otherClerk,
  registered,
  registeredOnPaper,
  reopen,
  rows,
  signIn,
} from './bench.ts'

const COMMAND = '0197a000-0000-7000-8000-00000000c105'
const command = (n: number) => `0197a000-0000-7000-8000-0000000c1${String(n).padStart(3, '0')}`
const closings = `SELECT count(*) AS n FROM journal WHERE type = 'shiftClosed'`
const nothing = { counted: {}, explained: {}, handedTo: null }

const close = (bench: Bench, wish: object = {}) =>
  bench.call('shifts.close', { command: COMMAND, pin: clerk.pin, ...nothing, ...wish })
const state = (bench: Bench) => bench.call('shifts.state', {}) as Promise<ShiftState>
/** One more slip comes out of the printer. */
async function printed(bench: Bench, id: string): Promise<void> {
  const wish = { case: id, size: '80mm', command: newId(bench.branch) }
  const { job } = (await bench.call('printJobs.begin', wish)) as Begun
  await bench.call('printJobs.finish', { job: job.id, outcome: 'printed', why: null, confirmedBy: 'printer' })
}
const list = (bench: Bench, figure: string) => bench.call('shifts.list', { figure }) as Promise<ShiftRow[]>

test('a shift is not closed over a draft; it closes once the draft is registered or thrown away with a reason', async () => {
  const bench = await openBench()
  await signIn(bench)
  const open = await draft(bench)
  expect(await close(bench)).toEqual({ ok: false, refusal: { code: 'orphans', drafts: [open.label] } })
  expect(rows(bench, closings)).toEqual([{ n: 0 }])
  await bench.call('drafts.discard', { id: open.id, reason: 'customerLeft' })
  expect(await close(bench)).toEqual({ ok: true })
  expect(rows(bench, closings)).toEqual([{ n: 1 }])
})

test('the draft of another clerk holds the shift open just the same', async () => {
  const bench = await openBench()
  await signIn(bench, clerk)
  await draft(bench)
  await signIn(bench, lead)
  expect(await close(bench, { pin: lead.pin })).toMatchObject({ refusal: { code: 'orphans' } })
})

test('it is signed with the PIN of the person who closes it; a wrong one writes nothing', async () => {
  const bench = await openBench()
  await signIn(bench)
  expect(await close(bench, { pin: '0000' })).toMatchObject({ refusal: { code: 'wrongPin' } })
  expect(rows(bench, closings)).toEqual([{ n: 0 }])
  expect(await bench.call('session.current', {})).toMatchObject({ person: { id: clerk.person } })
})

test('closing signs out, is written once however often it is asked, and the next shift counts from there', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await registered(bench)
  await bench.call('drafts.discard', { id: (await draft(bench)).id, reason: 'mistake' })
  expect((await state(bench)).figures).toMatchObject({ registered: 2, discarded: 1, waiting: 2, drafts: 0 })
  bench.now.ms += 60_000
  await close(bench)
  expect(await bench.call('session.current', {})).toMatchObject({ person: null })
  await signIn(bench)
  expect(await close(bench)).toEqual({ ok: true })
  expect(rows(bench, closings)).toEqual([{ n: 1 }])
  expect(await bench.call('session.current', {})).toMatchObject({ person: { id: clerk.person } })

  const again = await reopen(bench)
  await signIn(again)
  again.now.ms += 60_000
  await registered(again)
  expect(await state(again)).toMatchObject({
    before: { at: '2026-11-23T05:01:00.000Z', by: 'Әбенова С. Н.', handedTo: null },
    carried: { registered: 2, waiting: 2 },
    figures: { registered: 1, discarded: 0, waiting: 3 },
    differences: [],
  })
})

test('nobody closes a shift without being signed in', async () => {
  const bench = await openBench()
  expect(await close(bench)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
})

test('F-2 every figure is the length of the list behind it, in a shift with everything in it', async () => {
  const bench = await openBench()
  await signIn(bench)
  const one = await registeredOnPaper(bench)
  await registered(bench, { ...least, last_name: 'Оспанова' })
  await printed(bench, one.case)
  await printed(bench, one.case)
  await draft(bench)
  await bench.call('drafts.discard', { id: (await draft(bench)).id, reason: 'mistake' })
  const { figures, toCount } = await state(bench)
  expect(figures).toMatchObject({
    ...{ registered: 2, printed: 1, duplicates: 1, applications: 1, discarded: 1, drafts: 1, unprinted: 1, waiting: 2 },
    ...{ sent: 0, acknowledged: 0, quarantined: 0, returned: 0, handWritten: 0 },
  })
  expect(toCount).toEqual(['printed', 'applications', 'duplicates'])
  for (const [figure, count] of Object.entries(figures)) expect(await list(bench, figure), figure).toHaveLength(count)
  expect(await list(bench, 'unprinted')).toMatchObject([{ applicant: expect.stringContaining('Оспанова') }])
  expect(await list(bench, 'duplicates')).toMatchObject([{ number: one.number, copy: 2 }])
})

test('a count that differs closes with words; the investigation stands until a lead who did not begin it ends it', async () => {
  const bench = await openBench()
  await signIn(bench)
  const receipt = await registered(bench)
  await printed(bench, receipt.case)
  expect(await close(bench)).toMatchObject({ refusal: { code: 'notCounted', about: ['printed'] } })
  expect(await close(bench, { counted: { printed: 0 } })).toMatchObject({ refusal: { code: 'notExplained' } })
  const explained = { printed: { words: 'Клиент унёс обе части талона', cases: [receipt.case] } }
  expect(await close(bench, { counted: { printed: 0 }, explained })).toEqual({ ok: true })

  await signIn(bench, lead)
  const investigations = () => bench.call('shifts.investigations', {}) as Promise<{ id: string; ended: unknown }[]>
  const [open] = await investigations()
  expect(open).toMatchObject({
    ...{ at: 'closing', about: 'printed', expected: 1, found: 0, openedBy: 'Әбенова С. Н.', ended: null },
    cases: [{ id: receipt.case, number: receipt.number }],
  })
  const act = (n: number, wish: object) =>
    bench.call('shifts.act', { command: command(n), investigation: open?.id, words: 'Талон принесли', ...wish })
  await signIn(bench, clerk)
  expect(await act(1, { do: 'end' })).toMatchObject({ refusal: { code: 'roleMayNot' } })
  expect(await act(2, { do: 'note' })).toEqual({ ok: true })
  await signIn(bench, manager)
  expect(await act(3, { do: 'end' })).toEqual({ ok: true })
  expect(await investigations()).toMatchObject([
    { notes: [{ by: 'Әбенова С. Н.', words: 'Талон принесли' }], ended: { words: 'Талон принесли' } },
  ])
  // No figure was put right: the journal says one slip, and that one was counted as none.
  expect(await bench.call('documents.shift', {})).toMatchObject({
    ...{ figures: { printed: 1 }, counted: { printed: 0 } },
    investigations: [{ about: 'printed', expected: 1, found: 0 }],
  })
})

test('an opening that finds fewer cases than the last closing left opens an investigation and lets people work', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await close(bench)
  // Somebody with a tool takes the triggers and the row away.
  bench.branch.db.exec(`DROP TRIGGER journal_is_kept; DELETE FROM journal WHERE type = 'caseRegistered'`)
  await signIn(bench)
  expect((await state(bench)).differences).toEqual([{ about: 'registered', expected: 1, found: 0 }])
  expect(await bench.call('shifts.open', { command: command(1) })).toEqual({ ok: true })
  expect(await bench.call('shifts.investigations', {})).toMatchObject([
    { at: 'opening', about: 'registered', expected: 1, found: 0, words: null },
  ])
  await registered(bench)
})

test('a journal that lost its end shows at the next opening, although the new line is in order', async () => {
  const bench = await openBench()
  await signIn(bench)
  await close(bench)
  const copy = bench.branch.db.serialize()
  await signIn(bench)
  await registered(bench)
  const { writeFileSync, rmSync } = await import('node:fs')
  const { join } = await import('node:path')
  await bench.close()
  const file = join(bench.workspace, 'okno.db')
  for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true })
  writeFileSync(file, copy)
  const restored = await openBench({ workspace: bench.workspace, state: bench.state, now: bench.now, seed: 7 })
  await signIn(restored)
  expect((await state(restored)).differences).toMatchObject([{ about: 'journal' }])
  expect(await restored.call('shifts.open', { command: command(1) })).toEqual({ ok: true })
  expect(await restored.call('shifts.open', { command: command(2) })).toMatchObject({
    refusal: { code: 'alreadyOpen' },
  })
  expect(await restored.call('shifts.investigations', {})).toMatchObject([{ about: 'journal' }])
})

test('a shift is handed over to a named person, who finds in the opening what the closing left', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  expect(await close(bench, { handedTo: lead.person })).toEqual({ ok: true })
  await signIn(bench, lead)
  expect((await state(bench)).before?.handedTo).toMatchObject({ id: lead.person })
  expect(await bench.call('shifts.open', { command: command(1) })).toEqual({ ok: true })
  expect((await state(bench)).open).toMatchObject({ by: expect.any(String) })
})

test('the slip of a closing names its place in the journal, signed by the device', async () => {
  const bench = await openBench()
  await signIn(bench)
  await close(bench)
  const slip = (await bench.call('documents.shift', {})) as { qr: string; place: { line: string; seq: number } }
  expect(slip.qr.split(':').slice(0, 4)).toEqual(['okno', 'shift', '1', 'A'])
  expect(rows(bench, `SELECT type FROM journal WHERE line = '${slip.place.line}' AND seq = ${slip.place.seq}`)).toEqual(
    [{ type: 'shiftClosed' }],
  )
})

test('who left the chair while his PIN was checked closes nothing, and whoever sits there by then stays signed in', async () => {
  // A dear hash, so that the PIN is still being checked when the chair is taken.
  const bench = await openBench({ pinCost: { N: 2 ** 15, r: 8, p: 1 } })
  await signIn(bench)
  const closing = close(bench)
  await new Promise(setImmediate)
  await bench.call('session.lock', {})
  const entering = signIn(bench, otherClerk)
  expect(await closing).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  await entering
  expect(rows(bench, closings)).toEqual([{ n: 0 }])
  expect(await bench.call('session.current', {})).toMatchObject({ person: { id: otherClerk.person } })
})

test('a shift that nobody opened says at its closing what an opening would have found', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await close(bench)
  bench.branch.db.exec(`DROP TRIGGER journal_is_kept; DELETE FROM journal WHERE type = 'caseRegistered'`)
  await signIn(bench)
  expect(await close(bench, { command: command(1) })).toEqual({ ok: true })
  await signIn(bench)
  expect(await bench.call('shifts.investigations', {})).toMatchObject([
    { at: 'opening', about: 'registered', expected: 1, found: 0, words: null },
  ])
  // Said once: the next shift begins with what is there.
  expect((await state(bench)).differences).toEqual([])
  expect(await close(bench, { command: command(2) })).toEqual({ ok: true })
  await signIn(bench)
  expect(await bench.call('shifts.investigations', {})).toHaveLength(1)
})

test('the last closing is the latest one, also where a line begun since is shorter than the one before it', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await registered(bench)
  await close(bench)
  const [first] = rows(bench, `SELECT line, seq FROM journal WHERE type = 'shiftClosed'`) as {
    line: string
    seq: number
  }[]
  const moved = await reopen(bench, { state: freshFolder() })
  moved.now.ms += 3_600_000
  await signIn(moved)
  expect(await close(moved, { command: command(1) })).toEqual({ ok: true })
  const slip = (await moved.call('documents.shift', {})) as { place: { line: string; seq: number } }
  expect(slip.place.line).not.toBe(first?.line)
  expect(slip.place.seq).toBeLessThan(first?.seq ?? 0)
  await signIn(moved)
  expect(await state(moved)).toMatchObject({
    ...{ before: { at: '2026-11-23T06:00:00.000Z', place: slip.place }, carried: { registered: 0, waiting: 2 } },
    ...{ figures: { registered: 0 }, differences: [] },
  })
})

test('a clock that is set back neither loses nor doubles what was thrown away', async () => {
  const bench = await openBench()
  const thrown = async () => bench.call('drafts.discard', { id: (await draft(bench)).id, reason: 'mistake' })
  const discarded = async () => (await list(bench, 'discarded')).length
  await signIn(bench)
  await thrown()
  expect(await discarded()).toBe(1)
  bench.now.ms -= 7_200_000
  await close(bench)
  await signIn(bench)
  expect(await discarded()).toBe(0)
  bench.now.ms -= 7_200_000
  await thrown()
  await thrown()
  expect(await discarded()).toBe(2)
  expect((await state(bench)).figures.discarded).toBe(2)
})
