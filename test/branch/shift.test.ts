import { expect, test } from 'vitest'
import { clerk, draft, lead, openBench, registered, reopen, rows, signIn } from './bench.ts'

const COMMAND = '0197a000-0000-7000-8000-00000000c105'
const closings = `SELECT count(*) AS n FROM journal WHERE type = 'shiftClosed'`

test('a shift is not closed over a draft; it closes once the draft is registered or thrown away with a reason', async () => {
  const bench = await openBench()
  await signIn(bench)
  const open = await draft(bench)
  expect(await bench.call('shifts.close', { command: COMMAND })).toEqual({
    ok: false,
    refusal: { code: 'orphans', drafts: [open.label] },
  })
  expect(rows(bench, closings)).toEqual([{ n: 0 }])
  await bench.call('drafts.discard', { id: open.id, reason: 'customerLeft' })
  expect(await bench.call('shifts.close', { command: COMMAND })).toEqual({ ok: true })
  expect(rows(bench, closings)).toEqual([{ n: 1 }])
})

test('the draft of another clerk holds the shift open just the same', async () => {
  const bench = await openBench()
  await signIn(bench, clerk)
  await draft(bench)
  await signIn(bench, lead)
  expect(await bench.call('shifts.close', { command: COMMAND })).toMatchObject({ refusal: { code: 'orphans' } })
})

test('closing signs out, is written once however often it is asked, and the next shift counts from there', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await registered(bench)
  await bench.call('drafts.discard', { id: (await draft(bench)).id, reason: 'mistake' })
  expect(await bench.call('shifts.state', {})).toEqual({
    before: null,
    drafts: 0,
    registered: 2,
    discarded: 1,
    waiting: 2,
  })
  bench.now.ms += 60_000
  await bench.call('shifts.close', { command: COMMAND })
  expect(await bench.call('session.current', {})).toEqual({ person: null })
  await signIn(bench)
  expect(await bench.call('shifts.close', { command: COMMAND })).toEqual({ ok: true })
  expect(rows(bench, closings)).toEqual([{ n: 1 }])
  expect(await bench.call('session.current', {})).not.toEqual({ person: null })

  const next = await reopen(bench)
  await signIn(next)
  next.now.ms += 60_000
  await registered(next)
  expect(await next.call('shifts.state', {})).toMatchObject({
    before: { at: '2026-11-23T05:01:00.000Z', by: 'Әбенова С. Н.' },
    registered: 1,
    discarded: 0,
    waiting: 3,
  })
})

test('nobody closes a shift without being signed in', async () => {
  const bench = await openBench()
  expect(await bench.call('shifts.close', { command: COMMAND })).toEqual({
    ok: false,
    refusal: { code: 'notSignedIn' },
  })
})
