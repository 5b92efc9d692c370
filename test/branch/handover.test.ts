import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { certify } from '../../domain/journal/certificate.ts'
import { readClock } from '../../domain/journal/clock.ts'
import { freeze, type HashedEvent, open, sealLast } from '../../domain/journal/event.ts'
import {
  enrolled,
  markSent,
  recordAcknowledgement,
  recordRefusals,
  storeForeign,
} from '../../electron/branch/handover.ts'
import { chainHas, heads, heldFor, myLine, runAfter, tips } from '../../electron/branch/journal.ts'
import { markerFile, writeMarker } from '../../electron/branch/marker.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import { certificateOfLine } from '../../electron/branch/store/certificates.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import {
  type Bench,
  freshFolder,
  lead,
  openBench,
  page,
  registered,
  registeredOnPaper,
  reopen,
  rows,
  signed,
  signIn,
} from './bench.ts'

const hq = keyPair(newPrivateKey())
const db = (bench: Bench) => bench.branch.db
const mine = (bench: Bench) => myLine(db(bench))
const headOf = (bench: Bench, line = mine(bench)) => heads(db(bench))[line] ?? { seq: 0, hash: '' }
const acknowledged = (line: string, place: { seq: number; hash: string }, level: 'received' | 'safe' = 'received') =>
  acknowledge({ line, ...place, level }, hq.sign)
const delivery = async (bench: Bench, id: string) => (await page(bench)).rows.find((row) => row.id === id)?.delivery

/** All events of a line, opened. */
const eventsOf = (bench: Bench, line = mine(bench)): HashedEvent[] =>
  runAfter(db(bench), line, 0).map((sealed) => {
    const event = open(primitives, sealed)
    if (!event) throw new Error('an event that does not open')
    return event
  })

/** A clerk's bench with a case, and a second computer that holds the same events. */
async function twoBenches(): Promise<{ counter: Bench; office: Bench; id: string }> {
  const counter = await openBench()
  await signIn(counter)
  const { case: id } = await registeredOnPaper(counter)
  const office = await openBench({ seed: 5, letter: 'B' })
  storeForeign(office.branch, eventsOf(counter), 'hub')
  return { counter, office, id }
}

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

  test('an acknowledgement of a hash that is not ours confirms nothing (protocol, trace 3)', async () => {
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
    await bench.call('cases.accept', { id, command: id, incompleteBecause: 'x' })
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

describe('foreign events', () => {
  test('make the same queue as at their author, whatever comes first, and are handed on untouched', async () => {
    const { counter, office, id } = await twoBenches()
    await signIn(office)
    expect((await page(office)).rows).toEqual((await page(counter)).rows)
    expect(runAfter(db(office), mine(counter), 0)).toEqual(runAfter(db(counter), mine(counter), 0))
    expect(storeForeign(office.branch, eventsOf(counter), 'hub')).toEqual({ stored: 0 })
    await signIn(office)
    expect(await signed(office, id)).toEqual({ ok: true })
    await signIn(office, lead)
    expect(await office.call('cases.accept', { id, command: id, incompleteBecause: 'x' })).toEqual({ ok: true })
    const late = await openBench({ seed: 9 })
    await signIn(late)
    storeForeign(late.branch, eventsOf(office), 'hub')
    expect((await page(late)).total).toBe(0)
    storeForeign(late.branch, eventsOf(counter), 'hub')
    expect((await page(late)).rows).toEqual((await page(office)).rows)
    expect((await late.call('cases.detail', { id })) as object).toMatchObject({
      history: [
        { window: 'A' },
        { window: 'A' },
        { window: 'B', type: 'consentGiven' },
        { window: 'B', by: 'Ким В. О.' },
      ],
    })
  })

  test('from headquarters are at headquarters', async () => {
    const { counter, id } = await twoBenches()
    const fresh = await openBench({ seed: 11 })
    storeForeign(fresh.branch, eventsOf(counter), 'hq')
    await signIn(fresh)
    expect(await delivery(fresh, id)).toBe('at_hq')
  })

  test('move our clock, unless theirs is far in the future', async () => {
    const { counter, office } = await twoBenches()
    const last = eventsOf(counter).at(-1) as HashedEvent
    const next = (seq: number, prev: string, clock: string) =>
      sealLast(
        [
          freeze(
            primitives,
            { type: 'reviewRequested', case: last.fields.case, by: 'system', payload: {} },
            { line: mine(counter), seq, prev },
            { id: last.fields.id, at: last.fields.at, clock },
          ),
        ],
        counter.branch.keys.sign,
      )[0] as HashedEvent
    const clockAt = (ms: number) => `${ms.toString(16).padStart(12, '0')}.0000`
    const hourAhead = next(last.fields.seq + 1, last.hash, clockAt(office.now.ms + 3_600_000))
    const yearAhead = next(last.fields.seq + 2, hourAhead.hash, clockAt(office.now.ms + 365 * 86_400_000))
    storeForeign(office.branch, [hourAhead, yearAhead], 'hub')
    await signIn(office)
    await registered(office)
    const own = eventsOf(office).at(-1) as HashedEvent
    expect(own.fields.clock > hourAhead.fields.clock).toBe(true)
    expect(readClock(own.fields.clock).ms).toBe(office.now.ms + 3_600_000)
  })

  test('with a payload that is no JSON are stored and shown as a conflict', async () => {
    const { counter, office, id } = await twoBenches()
    const last = eventsOf(counter).at(-1) as HashedEvent
    const payload = 'not JSON'
    const fields = {
      ...last.fields,
      seq: last.fields.seq + 1,
      prev: last.hash,
      type: 'caseAccepted',
      payload: primitives.sha256(`okno-payload-1\n${payload}`),
    }
    storeForeign(office.branch, [{ ...last, payload, fields, hash: 'e'.repeat(64) }], 'hub')
    await signIn(office)
    expect(await office.call('cases.detail', { id })).toMatchObject({ conflicts: [{ reason: 'malformed' }] })
  })
})

describe('a fork', () => {
  /** The original, and a copy that nobody noticed and that went on with the same line. */
  async function forked(): Promise<{
    original: Bench
    copy: Bench
    line: string
    ours: string
    theirs: HashedEvent[]
  }> {
    const first = await openBench()
    await first.close()
    const folders = { workspace: join(freshFolder(), 'workspace'), state: freshFolder() }
    cpSync(first.workspace, folders.workspace, { recursive: true })
    const original = await reopen(first, { seed: 21 })
    const line = mine(original)
    writeMarker(markerFile(folders.state, folders.workspace), { line, ...headOf(original) })
    const copy = await openBench({ ...folders, seed: 22 })
    await signIn(original)
    await signIn(copy)
    const ours = (await registered(original)).case
    await registered(copy)
    return { original, copy, line, ours, theirs: eventsOf(copy) }
  }

  test('keeps both sides, each with its own way to headquarters', async () => {
    const { original, line, ours, theirs } = await forked()
    const own = eventsOf(original)
    const [ownEnd, theirEnd] = [own.at(-1), theirs.at(-1)] as [HashedEvent, HashedEvent]
    expect([ownEnd.fields.line, ownEnd.fields.seq]).toEqual([theirEnd.fields.line, theirEnd.fields.seq])
    expect(storeForeign(original.branch, theirs, 'hub')).toEqual({ stored: 2 })

    expect((await page(original)).total).toBe(2)
    expect(tips(db(original), line).map(({ hash }) => hash)).toEqual([ownEnd.hash, theirEnd.hash].sort())
    expect(chainHas(db(original), line, ownEnd.fields.seq, ownEnd.hash)).toBe(true)
    expect(chainHas(db(original), line, theirEnd.fields.seq, theirEnd.hash)).toBe(false)
    for (const side of [own, theirs])
      expect(runAfter(db(original), line, 0, 500, side.at(-1)?.hash).map(({ header }) => header)).toEqual(
        side.map(({ header }) => header),
      )
    expect(heldFor(db(original), line, 2).near.map(({ seq }) => seq)).toEqual([1, 2, 2, 3, 3])

    const said = (event: HashedEvent) => acknowledged(line, { seq: event.fields.seq, hash: event.hash })
    expect(recordAcknowledgement(original.branch, said(theirEnd))).toBe(true)
    expect(await delivery(original, ours)).toBe('waiting')
    expect(recordAcknowledgement(original.branch, said(ownEnd))).toBe(true)
    expect(await delivery(original, ours)).toBe('at_hq')
  })

  test('does not move our own writing to the other side', async () => {
    const { original, line, theirs } = await forked()
    storeForeign(original.branch, theirs, 'hub')
    await registered(original)
    const own = eventsOf(original, line).map(({ hash }) => hash)
    expect(own).toHaveLength(5)
    for (const { hash } of theirs.slice(1)) expect(own).not.toContain(hash)
    expect(tips(db(original), line)).toHaveLength(2)
  })

  test('gives two cases with two numbers, though both had one serial', async () => {
    const { original, theirs } = await forked()
    storeForeign(original.branch, theirs, 'hub')
    const numbers = (await page(original)).rows.map(({ number }) => number)
    expect(numbers.map((number) => number.slice(0, 14))).toEqual(['0712-A26-00001', '0712-A26-00001'])
    expect(new Set(numbers).size).toBe(2)
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
  expect(await demo.call('desk.cable', { plugged: false })).toEqual({ ok: true })
  expect([demo.branch.status.plugged(), moved]).toEqual([false, 1])
  expect(await demo.call('workspace.exchange', {})).toMatchObject({ cable: false })
  const real = await openBench({ demo: false })
  expect(await real.call('desk.cable', { plugged: false })).toEqual({ ok: false, refusal: { code: 'notDemo' } })
  expect(await real.call('workspace.exchange', {})).toMatchObject({ cable: null })
  expect(rows(real, 'SELECT 1 FROM member')).toEqual([])
})
