/** What is kept of people, and for how long: the log of looks, and the cases that have ended. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { SYSTEM } from '../../domain/journal/event.ts'
import { keptFile } from '../../electron/branch/attachments/places.ts'
import { newId } from '../../electron/branch/branch.ts'
import { recordAcknowledgement, recordRefusals, storeForeign } from '../../electron/branch/handover.ts'
import { append, heads, myLine } from '../../electron/branch/journal.ts'
import { project, rebuild } from '../../electron/branch/projection.ts'
import { keepRetention, lastRun } from '../../electron/branch/retention/erase.ts'
import { noteHqTime } from '../../electron/branch/retention/time.ts'
import type { Receipt } from '../../electron/contract.ts'
import { jpg, sheet } from '../support/papers.ts'
import { takePen, uuid } from '../support/pen.ts'
import { attached } from './attach.ts'
import { type Bench, clerk, lead, least, openBench, page, registered, reopen, rows, signIn } from './bench.ts'
import { exported, hq } from './exported.ts'
import { refrozen, rowsIn, textOf, verified } from './forging.ts'

const DAY_MS = 86_400_000
const sql = (bench: Bench, text: string) => () => bench.branch.db.exec(text)

/** Everything that stands anywhere in the database, as text. */
function everything({ branch: { db } }: Bench): string {
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
  return tables.map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n')
}

const SECRETS = { last_name: 'Жансүгірова', first_name: 'Ұлбосын', iin: '900315400126', phone: '+77019998877' }
const words = (bench: Bench) => Object.values(SECRETS).filter((word) => everything(bench).includes(word))

/** Writes the end of a case as the program does when its days are over. */
function end(bench: Bench, id: string): void {
  const { branch } = bench
  branch.db
    .transaction(() => {
      append(branch, [{ type: 'caseWithdrawn', case: id, by: clerk.person, payload: withdrawn(bench) }])
      project(branch, id)
    })
    .immediate()
}
const withdrawn = (bench: Bench) => ({
  command: newId(bench.branch),
  proof: { way: 'signature' as const, paper: 'signed_application', seenBy: clerk.person },
})

function atHq(bench: Bench): void {
  const line = myLine(bench.branch.db)
  const head = heads(bench.branch.db)[line] as { seq: number; hash: string }
  recordAcknowledgement(bench.branch, acknowledge({ line, ...head, level: 'received' }, hq.sign))
}

/** One case that has ended and one that has not, both looked at by the IIN. */
async function withEnded(): Promise<{ bench: Bench; ended: Receipt; open: Receipt }> {
  const bench = await openBench()
  await signIn(bench)
  const ended = await registered(bench, { ...least, ...SECRETS })
  const open = await registered(bench)
  await page(bench, { find: SECRETS.iin })
  await signIn(bench, lead)
  await bench.call('cases.detail', { id: ended.case })
  end(bench, ended.case)
  return { bench, ended, open }
}

/** Started again so many days later, in touch with headquarters, and what is old forgotten. */
async function daysLater(bench: Bench, days: number): Promise<Bench> {
  bench.now.ms += days * DAY_MS
  const late = await reopen(bench)
  noteHqTime(late.branch.db, late.now.ms)
  await keepRetention(late.branch)
  return late
}

/** Another computer of the branch has written of a case. */
function peerWrites(bench: Bench, id: string, payload: { [key: string]: string }) {
  const pen = takePen(hq, `peer ${id}`, '0712', 'B')
  pen.write({ type: 'slipPrinted', case: id, by: clerk.person, payload })
  storeForeign(bench.branch, pen.events, 'hub')
  const { hash } = pen.events[1] ?? { hash: '' }
  return { line: pen.line, seq: 2, hash }
}
const known = (bench: Bench, place: { line: string; seq: number; hash: string }) =>
  recordAcknowledgement(bench.branch, acknowledge({ ...place, level: 'received' }, hq.sign))

describe('R-060 a case that ended longer ago than the rule allows', () => {
  test('R-060 leaves no name, IIN, phone or text in the branch database, and the counts stay', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    expect(words(bench).sort()).toEqual(Object.values(SECRETS).sort())
    const before = await page(bench)
    const early = await daysLater(bench, 90)
    expect(words(early).length).toBeGreaterThan(0)
    const late = await daysLater(early, 1)
    expect(words(late)).toEqual([])
    for (const name of ['okno.db', 'okno.db-wal']) {
      const file = join(late.workspace, name)
      const bytes = existsSync(file) ? readFileSync(file) : Buffer.of()
      for (const word of Object.values(SECRETS)) expect(bytes.includes(word)).toBe(false)
    }
    await signIn(late, lead)
    const now = await page(late)
    expect(now.total).toBe(before.total)
    expect(Object.values(now.counts)[0]).toBe(Object.values(before.counts)[0])
    expect((await page(late, { find: ended.number })).rows.map(({ number }) => number)).toEqual([ended.number])
    expect(lastRun(late.branch)).toMatchObject({ cases: 1, waiting: 0 })
    rebuild(late.branch)
    expect((await page(late)).total).toBe(before.total)
    expect(words(late)).toEqual([])
  })

  test('R-060 keeps its headers, hashes and signatures: the chain verifies, and an event says what was erased', async () => {
    const { bench, ended, open } = await withEnded()
    atHq(bench)
    const frozen = () => rows(late, 'SELECT line, seq, hash, header, signature FROM journal ORDER BY rowid')
    const held = rows(bench, 'SELECT line, seq, hash, header, signature FROM journal ORDER BY rowid')
    const late = await daysLater(bench, 91)
    expect(frozen().slice(0, held.length)).toEqual(held)
    const erasing = rows(late, `SELECT by_person, payload FROM journal WHERE type = 'personErased'`)
    expect(erasing).toMatchObject([{ by_person: SYSTEM }])
    expect(JSON.parse((erasing[0] as { payload: string }).payload)).toMatchObject({
      records: 3,
      keptDays: 90,
      rest: { number: ended.number, state: 'withdrawn' },
    })
    await signIn(late, lead)
    const text = readFileSync(await exported(late), 'utf8')
    expect(rowsIn(text).filter((row) => row.kind === 'event' && row.payload === null)).toHaveLength(3)
    const report = await verified(text, { receipt: ended.qr })
    expect(report.faults).toEqual([])
    expect(report.notes.map(({ note }) => note)).toContain('erased')
    expect(report.notes.find(({ note }) => note === 'receipt')?.detail).toContain('erased by law')
    expect((await verified(text, { receipt: open.qr })).faults).toEqual([])
  })

  test('R-060 waits while headquarters does not hold it whole, and that is said', async () => {
    const { bench } = await withEnded()
    const late = await daysLater(bench, 91)
    expect(words(late).length).toBeGreaterThan(0)
    expect(lastRun(late.branch)).toMatchObject({ cases: 0, waiting: 1 })
    atHq(late)
    const next = await daysLater(late, 1)
    expect(words(next)).toEqual([])
    await signIn(next, lead)
    expect(await next.call('customers.looks', { by: null, day: null, offset: 0, limit: 50 })).toMatchObject({
      retention: { closedKeptDays: 90, looksKeptDays: 365, last: { cases: 1, waiting: 0 } },
    })
  })

  test('R-060 what another case still has of the same person stays with that case', async () => {
    const { bench, ended } = await withEnded()
    await signIn(bench)
    await registered(bench, { ...least, ...SECRETS }, 'TRACE-DOM')
    atHq(bench)
    const late = await daysLater(bench, 91)
    expect(words(late).length).toBeGreaterThan(0)
    expect(rows(late, `SELECT applicant FROM cases WHERE id = '${ended.case}'`)).toEqual([{ applicant: '' }])
    expect(rows(late, `SELECT DISTINCT key_value FROM access_log WHERE what = 'search'`)).toEqual([
      { key_value: SECRETS.iin },
    ])
  })

  test('R-060 nobody else erases: without the permit the journal and the log stay frozen, with it all but the payload does', async () => {
    const { bench, ended, open } = await withEnded()
    expect(sql(bench, `UPDATE journal SET payload = '' WHERE case_id = '${ended.case}'`)).toThrow(/append-only/)
    expect(sql(bench, 'DELETE FROM access_log')).toThrow(/append-only/)
    expect(sql(bench, `UPDATE access_log SET key_value = ''`)).toThrow(/append-only/)
    bench.branch.db.exec(`INSERT INTO erasure_permit VALUES ('case', '${ended.case}'), ('looks', '2026-11-23')`)
    expect(sql(bench, `UPDATE journal SET payload = 'x' WHERE case_id = '${ended.case}'`)).toThrow(/append-only/)
    expect(sql(bench, `UPDATE journal SET payload = '' WHERE case_id = '${open.case}'`)).toThrow(/append-only/)
    for (const column of ['line', 'hash', 'prev', 'id', 'type', 'at', 'clock', 'by_person', 'header', 'origin'])
      expect(sql(bench, `UPDATE journal SET payload = '', ${column} = 'hub' WHERE case_id = '${ended.case}'`)).toThrow(
        /append-only/,
      )
    expect(sql(bench, `UPDATE journal SET payload = '', signature = NULL WHERE case_id = '${ended.case}'`)).toThrow(
      /append-only/,
    )
    expect(sql(bench, `DELETE FROM access_log WHERE day = '2026-11-23'`)).toThrow(/append-only/)
    expect(sql(bench, `DELETE FROM journal WHERE case_id = '${ended.case}'`)).toThrow(/append-only/)
  })
})

describe('R-060 by which time', () => {
  test('R-060 a wall clock that runs ahead erases nothing: the days count up to what headquarters showed', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    noteHqTime(bench.branch.db, bench.now.ms)
    bench.now.ms += 20 * 365 * DAY_MS
    const ahead = await reopen(bench)
    expect(await keepRetention(ahead.branch)).toBeNull()
    expect(words(ahead).length).toBeGreaterThan(0)
    expect(rows(ahead, 'SELECT * FROM access_log').length).toBeGreaterThan(0)
    // Ahead by no more than a day it is not alarming, and still not believed.
    ahead.now.ms += (91 - 20 * 365) * DAY_MS
    noteHqTime(ahead.branch.db, ahead.now.ms - DAY_MS)
    expect(await keepRetention(ahead.branch)).toMatchObject({ cases: 0, waiting: 0 })
    expect(words(ahead).length).toBeGreaterThan(0)
    expect(words(await daysLater(ahead, 1))).toEqual([])
  })

  test('R-060 a clock of headquarters that ran ahead erases nothing either, and is never set back', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    noteHqTime(bench.branch.db, bench.now.ms + 20 * 365 * DAY_MS)
    noteHqTime(bench.branch.db, bench.now.ms)
    bench.now.ms += 2 * DAY_MS
    expect(await keepRetention(bench.branch)).toMatchObject({ cases: 0 })
    expect(words(bench).length).toBeGreaterThan(0)
  })

  test('R-060 a branch that never had contact erases nothing', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    bench.now.ms += 91 * DAY_MS
    expect(await keepRetention(bench.branch)).toBeNull()
    expect(words(bench).length).toBeGreaterThan(0)
  })

  test('R-060 a case registered long ago that ended yesterday stays', async () => {
    const { bench, ended, open } = await withEnded()
    atHq(bench)
    const late = await daysLater(bench, 200)
    end(late, open.case)
    atHq(late)
    const next = await daysLater(late, 1)
    expect(rows(next, 'SELECT case_id FROM erased_case')).toEqual([{ case_id: ended.case }])
    expect(rows(next, `SELECT 1 FROM journal WHERE case_id = '${open.case}' AND payload = ''`)).toEqual([])
  })
})

describe('R-060 when it runs', () => {
  test('R-060 neither the opening nor a sign-in does it: it comes by itself afterwards', async () => {
    const { bench } = await withEnded()
    atHq(bench)
    bench.now.ms += 91 * DAY_MS
    noteHqTime(bench.branch.db, bench.now.ms)
    const idle = await reopen(bench)
    await signIn(idle, lead)
    expect(lastRun(idle.branch)).toBeNull()
    const late = await reopen(idle, { forgetAfterMs: 0 })
    await expect.poll(() => lastRun(late.branch)).toMatchObject({ cases: 1 })
    expect(words(late)).toEqual([])
    late.now.ms += DAY_MS
    noteHqTime(late.branch.db, late.now.ms)
    await signIn(late, lead)
    await expect.poll(() => lastRun(late.branch)).toMatchObject({ cases: 0 })
  })

  test('R-060 broken off between two pieces it goes on with the next run', async () => {
    const { bench, open } = await withEnded()
    end(bench, open.case)
    atHq(bench)
    bench.now.ms += 91 * DAY_MS
    noteHqTime(bench.branch.db, bench.now.ms)
    let pieces = 0
    expect(await keepRetention(bench.branch, () => ++pieces < 2)).toBeNull()
    expect(rows(bench, 'SELECT * FROM erased_case')).toHaveLength(1)
    expect(await keepRetention(bench.branch)).toMatchObject({ cases: 1 })
    expect(rows(bench, 'SELECT * FROM erased_case')).toHaveLength(2)
  })

  test('R-060 what it looks for it finds by an index', async () => {
    const bench = await openBench()
    for (const text of [
      `UPDATE access_log SET key_value = '' WHERE key_value = 'x'`,
      `SELECT DISTINCT key_value FROM access_log WHERE case_id = 'x' AND key_value IS NOT NULL`,
      `SELECT 1 FROM case_key WHERE value = 'x'`,
      `DELETE FROM case_key WHERE case_id = 'x'`,
    ])
      expect(JSON.stringify(rows(bench, `EXPLAIN QUERY PLAN ${text}`)), text).not.toContain('SCAN')
  })

  test('R-060 a clock that runs ahead is told once', async () => {
    const { bench } = await withEnded()
    noteHqTime(bench.branch.db, bench.now.ms)
    bench.now.ms += 2 * DAY_MS
    const told: string[] = []
    const late = await reopen(bench, { forgetAfterMs: 0, onTrouble: (what) => told.push(what) })
    await expect.poll(() => told).toEqual(['retention'])
    await signIn(late, lead)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(told).toEqual(['retention'])
  })
})

describe('R-060 nothing of it is left over', () => {
  test('R-060 an event that headquarters refused does not keep the case: it holds its bytes', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    const place = peerWrites(bench, ended.case, { note: SECRETS.iin })
    // By itself a refusal does not say so: a computer of the branch may have told it.
    recordRefusals(bench.branch, place.line, [{ ...place, reason: 'payload' }])
    const early = await daysLater(bench, 91)
    expect(lastRun(early.branch)).toMatchObject({ cases: 0, waiting: 1 })
    known(early, place)
    const late = await daysLater(early, 1)
    expect(lastRun(late.branch)).toMatchObject({ cases: 1, waiting: 0 })
    expect(words(late)).toEqual([])
  })

  test('R-060 what another computer wrote of it and comes later is erased too, when headquarters holds it', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    const erased = await daysLater(bench, 91)
    const place = peerWrites(erased, ended.case, { note: SECRETS.iin })
    const waiting = await daysLater(erased, 1)
    expect(words(waiting)).toEqual([SECRETS.iin])
    expect(lastRun(waiting.branch)).toMatchObject({ cases: 0, waiting: 1 })
    known(waiting, place)
    const late = await daysLater(waiting, 1)
    expect(words(late)).toEqual([])
    expect(lastRun(late.branch)).toMatchObject({ cases: 1, waiting: 0 })
    const said = rows(late, `SELECT payload FROM journal WHERE type = 'personErased' ORDER BY seq`)
    expect(said.map((row) => JSON.parse((row as { payload: string }).payload).records)).toEqual([3, 1])
    await signIn(late, lead)
    expect((await verified(readFileSync(await exported(late), 'utf8'))).faults).toEqual([])
    expect(lastRun((await daysLater(late, 1)).branch)).toMatchObject({ cases: 0, waiting: 0 })
  })

  test('R-060 its files go, and a file that an event of another case names stays', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { case: id } = await registered(bench)
    const photo = (width: number) => jpg(sheet((context) => context.fillRect(1, 1, 9, 9), { width, height: 40 }))
    const own = await attached(bench, { case: id }, photo(40))
    const shared = await attached(bench, { case: id }, photo(50))
    const lie = (one: Bench) => [own, shared].map(({ sha256 }) => existsSync(keptFile(one.branch, sha256)))
    expect(lie(bench)).toEqual([true, true])
    end(bench, id)
    atHq(bench)
    peerWrites(bench, uuid('another case'), { sha256: shared.sha256 })
    const late = await daysLater(bench, 91)
    expect(lastRun(late.branch)).toMatchObject({ cases: 1 })
    expect(lie(late)).toEqual([false, true])
    expect(rows(late, 'SELECT sha256 FROM file')).toEqual([{ sha256: shared.sha256 }])
  })

  test('R-060 a payload that no erasure names is missed by whoever checks the export, though its case was erased', async () => {
    const { bench, ended } = await withEnded()
    atHq(bench)
    const late = await daysLater(bench, 91)
    peerWrites(late, ended.case, { note: 'after it' })
    await signIn(late, lead)
    const text = readFileSync(await exported(late), 'utf8')
    expect((await verified(text)).faults).toEqual([])
    const forged = rowsIn(text).map((row) =>
      row.kind === 'event' && row.payload?.includes('after it') ? { ...row, payload: null } : row,
    )
    const faults = async (file: typeof forged) => (await verified(textOf(file))).faults.map(({ fault }) => fault)
    expect(await faults(forged)).toContain('payloadWithheld')
    // An erasure of an older program names no events: then they are counted.
    const older = (records: number) =>
      rowsIn(text).map((row) =>
        row.kind === 'event' && row.payload !== null && JSON.parse(row.header).type === 'personErased'
          ? refrozen(row, ({ events: _, ...payload }) => ({ ...payload, records }))
          : row,
      )
    expect(await faults(older(3))).not.toContain('payloadWithheld')
    expect(await faults(older(2))).toContain('payloadWithheld')
  })
})

test('R-045 the log of looks is kept for the days of the rule, then deleted by the program, which says how much', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  await signIn(bench, lead)
  await bench.call('documents.caseRecord', { case: id })
  bench.now.ms += DAY_MS
  await bench.call('documents.caseRecord', { case: id })
  const looks = (one: Bench) => rows(one, 'SELECT day FROM access_log ORDER BY day') as { day: string }[]
  const late = await daysLater(bench, 364)
  expect(looks(late)).toHaveLength(2)
  const later = await daysLater(late, 1)
  expect(looks(later)).toEqual([{ day: '2026-11-24' }])
  expect(lastRun(later.branch)).toMatchObject({ looks: 1 })
  expect(rows(later, 'SELECT * FROM erasure_permit')).toEqual([])
})
