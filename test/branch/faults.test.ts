// Faults from the history of other counter systems, told once each where no other test is named after them.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type HashedEvent, open } from '../../domain/journal/event.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { runAfter } from '../../electron/branch/journal.ts'
import { myLine } from '../../electron/branch/line.ts'
import type { CaseDetail, ShiftState } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import { trace } from './acting.ts'
import {
  type Begun,
  type Bench,
  clerk,
  draft,
  lead,
  manager,
  openBench,
  page,
  registered,
  reopen,
  rows,
  signIn,
} from './bench.ts'

const DAY_MS = 86_400_000
const uuid = (n: number) => `0197a000-0000-7000-8000-0000000f0${String(n).padStart(3, '0')}`
const close = (bench: Bench, n: number, pin = clerk.pin) =>
  bench.call('shifts.close', { command: uuid(n), pin, counted: {}, explained: {}, handedTo: null })
const eventsOf = ({ branch: { db } }: Bench): HashedEvent[] =>
  runAfter(db, myLine(db), 0).map((event) => open(primitives, event) as HashedEvent)
const detail = (bench: Bench, id: string) => bench.call('cases.detail', { id }) as Promise<CaseDetail>

test('F-3 leftover temporary rows: 400 days later the draft of that day still holds the shift open, and the next shift opens with what the last one closed with', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  const left = await draft(bench)
  const later = await reopen(bench, { now: { ms: bench.now.ms + 400 * DAY_MS } })
  await signIn(later)
  expect(await close(later, 1)).toEqual({ ok: false, refusal: { code: 'orphans', drafts: [left.label] } })
  await later.call('drafts.discard', { id: left.id, reason: 'customerLeft' })
  expect(rows(later, 'SELECT 1 FROM draft')).toEqual([])
  expect(await close(later, 2)).toEqual({ ok: true })
  const [closed] = rows(later, `SELECT payload FROM journal WHERE type = 'shiftClosed'`) as { payload: string }[]
  const { figures } = JSON.parse(closed?.payload ?? '{}') as { figures: Record<string, number> }
  await signIn(later)
  const next = (await later.call('shifts.state', {})) as ShiftState
  expect(figures.registered).toBe(1)
  expect(JSON.stringify(next)).not.toContain(left.label)
  expect(rows(later, 'SELECT count(*) AS n FROM cases')).toEqual([{ n: figures.registered }])
})

test('F-6 two counters, one paper: taken in at both while they are apart, both cases are kept, each shows the other, neither is deleted', async () => {
  const [a, b] = [await openBench({ seed: 1 }), await openBench({ seed: 5, letter: 'B' })]
  await signIn(a)
  const first = await registered(a, trace, 'TRACE-DOM')
  b.now.ms += 60_000
  await signIn(b)
  const second = await registered(b, trace, 'TRACE-DOM')
  storeForeign(a.branch, eventsOf(b), 'hub')
  storeForeign(b.branch, eventsOf(a), 'hub')
  for (const bench of [a, b]) {
    await signIn(bench, lead)
    expect((await page(bench)).rows.map(({ number }) => number).sort()).toEqual([first.number, second.number].sort())
    const { older } = await detail(bench, second.case)
    expect(older.map(({ number }) => number)).toEqual([first.number])
  }
})

test('F-9 recovery message incomplete: after a power cut the start names every kind of thing that was interrupted', async () => {
  const bench = await openBench()
  await signIn(bench)
  const [printing, never] = [await registered(bench), await registered(bench)]
  const begun = (await bench.call('printJobs.begin', { case: printing.case, size: '80mm', command: uuid(9) })) as Begun
  expect(begun.ok).toBe(true)
  await draft(bench)
  // The power goes here: the slip was on its way, another was due, a form was open.
  const again = await reopen(bench)
  await signIn(again)
  const { recovery } = (await again.call('workspace.open', {})) as { recovery: Record<string, unknown> }
  expect(recovery).toEqual({
    ...{ newLine: null, rescued: null, altered: 0, missing: 0 },
    ...{ uncertainPrints: 1, drafts: 1 },
  })
  expect(await again.call('workspace.unprinted', {})).toEqual([never.number])
  expect(await again.call('printJobs.uncertain', {})).toMatchObject([{ number: printing.number }])
})

test('F-13 retired unit blocks roll-over: a person retired in the middle of a shift, and a form whose version is gone, hold up no closing', async () => {
  const bench = await openBench()
  await signIn(bench)
  await registered(bench)
  await signIn(bench, manager)
  const retire = {
    ...{ command: uuid(13), do: 'retirePerson', person: clerk.person },
    why: 'перешла в другое отделение',
  }
  expect(await bench.call('people.change', retire)).toMatchObject({ ok: true })
  expect(await close(bench, 14, manager.pin)).toEqual({ ok: true })
  expect(rows(bench, `SELECT 1 FROM journal WHERE type = 'shiftClosed'`)).toHaveLength(1)
  const { knowledge } = bench.branch
  const forms = knowledge.catalogue.forms.filter(({ code }) => code !== 'ACC-DEREG')
  const without = { ...knowledge, catalogue: { ...knowledge.catalogue, forms } }
  const later = await reopen(bench, { knowledge: without })
  await signIn(later, lead)
  expect((await page(later)).total).toBe(1)
  expect(await close(later, 15, lead.pin)).toEqual({ ok: true })
})

test('F-15 phantom transactions: what somebody changes in the file with another tool is noticed at the next start, counted, and left as it was found', async () => {
  const bench = await openBench()
  await signIn(bench)
  for (let i = 0; i < 3; i++) await registered(bench)
  const sound = await reopen(bench)
  await sound.checked
  expect(sound.branch.recovery.altered).toBe(0)
  await sound.close()
  const db = new Database(join(bench.workspace, 'okno.db'))
  db.exec('DROP TRIGGER IF EXISTS journal_is_append_only')
  for (const { name } of db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all() as {
    name: string
  }[])
    db.exec(`DROP TRIGGER "${name}"`)
  db.exec(`UPDATE journal SET payload = replace(payload, '+77011234567', '+77019999999') WHERE seq = 2`)
  db.exec(`UPDATE journal SET by_person = 'somebody else' WHERE seq = 4`)
  db.exec('DELETE FROM journal WHERE seq = 5')
  db.close()
  const again = await reopen(bench)
  await signIn(again)
  await again.checked
  // The payload, the person, and the event whose predecessor is gone.
  expect(again.branch.recovery.altered).toBe(3)
  expect(again.news.flat()).toContain('session')
  expect(rows(again, `SELECT payload FROM journal WHERE seq = 2 AND payload LIKE '%+77019999999%'`)).toHaveLength(1)
})
