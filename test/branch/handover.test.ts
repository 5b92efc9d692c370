// What of our own line waits, was sent, is at headquarters or was refused there.
import { describe, expect, test } from 'vitest'
import { certify } from '../../domain/journal/certificate.ts'
import { open } from '../../domain/journal/event.ts'
import { enrolled, markSent, recordAcknowledgement, recordRefusals } from '../../electron/branch/handover.ts'
import { runAfter } from '../../electron/branch/journal.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import { certificateOfLine } from '../../electron/branch/store/certificates.ts'
import { primitives } from '../../trust/primitives.ts'
import { lead, openBench, page, registered, registeredOnPaper, reopen, rows, signed, signIn } from './bench.ts'
import { acknowledged, db, delivery, headOf, hq, mine } from './lines.ts'

describe('what waits, was sent, is at headquarters or was refused there', () => {
  test('follows the acknowledgements and survives a restart and a rebuild', async () => {
    const bench = await openBench()
    await signIn(bench)
    const first = (await registered(bench)).case
    const head = headOf(bench)
    const second = (await registered(bench)).case
    expect([await delivery(bench, first), await delivery(bench, second)]).toEqual(['waiting', 'waiting'])
    markSent(bench.branch, mine(bench), headOf(bench).seq)
    expect([await delivery(bench, first), await delivery(bench, second)]).toEqual(['sent', 'sent'])
    expect(recordAcknowledgement(bench.branch, acknowledged(mine(bench), head))).toBe(true)
    expect([await delivery(bench, first), await delivery(bench, second)]).toEqual(['at_hq', 'sent'])
    expect(await bench.call('workspace.exchange', {})).toMatchObject({ state: 'notEnrolled', waiting: 1 })
    const again = await reopen(bench)
    await signIn(again)
    rebuild(again.branch)
    expect([await delivery(again, first), await delivery(again, second)]).toEqual(['at_hq', 'sent'])
    expect((await page(again)).counts).toMatchObject({ waiting: 1, at_hq: 1 })
  })

  test('P-6 an acknowledgement of a hash that is not ours confirms nothing', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id } = await registered(bench)
    const foreign = { seq: headOf(bench).seq, hash: 'f'.repeat(64) }
    expect(recordAcknowledgement(bench.branch, acknowledged(mine(bench), foreign))).toBe(false)
    expect(await delivery(bench, id)).toBe('waiting')
  })

  test('a later event of the case makes it wait again', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id } = await registeredOnPaper(bench)
    expect(await signed(bench, id)).toEqual({ ok: true })
    recordAcknowledgement(bench.branch, acknowledged(mine(bench), headOf(bench)))
    await signIn(bench, lead)
    await bench.call('cases.accept', { id, command: id, incompleteBecause: 'жоқ' })
    expect(await delivery(bench, id)).toBe('waiting')
    const { history } = (await bench.call('cases.detail', { id })) as { history: { delivery: string }[] }
    expect(history.map((entry) => entry.delivery)).toEqual(['at_hq', 'at_hq', 'at_hq', 'waiting'])
  })

  test('a refused event is shown with its case, number and reason', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id, number } = await registered(bench)
    const head = headOf(bench)
    recordAcknowledgement(bench.branch, acknowledged(mine(bench), head))
    recordRefusals(bench.branch, mine(bench), [{ ...head, reason: 'unknownType' }])
    bench.branch.status.set({ state: 'online' })
    expect(await delivery(bench, id)).toBe('refused')
    expect(await bench.call('workspace.exchange', {})).toMatchObject({
      state: 'stuck',
      stuck: [{ case: id, number, reason: 'unknownType' }],
    })
  })
})

test('a run ends with a sealed event, however it is cut', async () => {
  const bench = await openBench()
  await signIn(bench)
  for (let i = 0; i < 5; i++) await registered(bench)
  for (let limit = 1; limit <= 11; limit++) {
    let seq = 0
    let seen = 0
    for (;;) {
      const run = runAfter(db(bench), mine(bench), seq, limit)
      if (run.length === 0) break
      expect(run.at(-1)?.signature).toBeTruthy()
      seen += run.length
      seq = open(primitives, run.at(-1) as (typeof run)[number])?.fields.seq ?? 0
    }
    // One event at a time ends before the first registration, whose seal stands on its second event.
    expect(seen).toBe(limit === 1 ? 1 : 11)
  }
})

test('once enrolled, the device writes under the branch and letter of its certificate', async () => {
  const bench = await openBench()
  const { device } = bench.branch.desk()
  const body = { v: 1 as const, device, branch: '0713', letter: 'C', publicKey: bench.branch.keys.publicKey }
  enrolled(bench.branch, certify({ ...body, issuedAt: '2026-11-23T00:00:00Z' }, hq.sign), hq.publicKey)
  await signIn(bench)
  expect((await registered(bench)).number).toMatch(/^0713-C26-00001-/)
  expect(await bench.call('workspace.open', {})).toMatchObject({ window: 'C', branch: { code: '0713' } })
  expect(certificateOfLine(db(bench), mine(bench))?.body.letter).toBe('C')
  const again = await reopen(bench)
  expect(again.branch.desk()).toMatchObject({ branch: '0713', letter: 'C', device })
})

test('whoever listens for commits hears of events and of nothing else', async () => {
  const bench = await openBench()
  let heard = 0
  const stop = bench.branch.onCommitted(() => heard++)
  await signIn(bench)
  await bench.call('drafts.open', { type: 'ACC-DEREG' })
  expect(heard).toBe(0)
  await registered(bench)
  expect(heard).toBe(1)
  stop()
  await registered(bench)
  expect(heard).toBe(1)
})

test('the pretend cable is the demo’s only', async () => {
  const demo = await openBench()
  let moved = 0
  demo.branch.status.onPlug(() => moved++)
  expect(await demo.call('desk.cable', {})).toEqual({ ok: true })
  expect([demo.branch.status.plugged(), moved]).toEqual([false, 1])
  expect(await demo.call('workspace.exchange', {})).toMatchObject({ cable: false })
  await demo.call('desk.cable', {})
  expect([demo.branch.status.plugged(), moved]).toEqual([true, 2])
  const real = await openBench({ demo: false })
  expect(await real.call('desk.cable', {})).toEqual({ ok: false, refusal: { code: 'notDemo' } })
  expect(await real.call('workspace.exchange', {})).toMatchObject({ cable: null })
  expect(rows(real, 'SELECT 1 FROM member')).toEqual([])
})
