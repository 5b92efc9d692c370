// Events of other computers and forks: stored untouched beside our own, whatever comes first.
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readClock } from '../../domain/journal/clock.ts'
import { freeze, type HashedEvent, open, sealLast } from '../../domain/journal/event.ts'
import { recordAcknowledgement, storeForeign } from '../../electron/branch/handover.ts'
import { chainHas, heldFor, runAfter, tips } from '../../electron/branch/journal.ts'
import { markerFile, writeMarker } from '../../electron/branch/marker.ts'
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
  signed,
  signIn,
} from './bench.ts'
import { acknowledged, db, delivery, headOf, mine } from './lines.ts'

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

describe('foreign events', () => {
  test('F-19 make the same queue as at their author, whatever comes first, and are handed on untouched', async () => {
    const { counter, office, id } = await twoBenches()
    await signIn(office)
    expect((await page(office)).rows).toEqual((await page(counter)).rows)
    expect(runAfter(db(office), mine(counter), 0)).toEqual(runAfter(db(counter), mine(counter), 0))
    expect(storeForeign(office.branch, eventsOf(counter), 'hub')).toEqual({ stored: 0 })
    await signIn(office)
    expect(await signed(office, id)).toEqual({ ok: true })
    await signIn(office, lead)
    expect(await office.call('cases.accept', { id, command: id, incompleteBecause: 'жоқ' })).toEqual({ ok: true })
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

  test('T-17 P-12 move our clock, unless theirs is far in the future', async () => {
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
