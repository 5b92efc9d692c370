/** What is kept of a case that ended longer ago than the rule allows, and what is not. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../domain/journal/event.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import { lastRun } from '../../electron/branch/retention/erase.ts'
import { type Bench, lead, least, page, registered, rows, signIn } from './bench.ts'
import { exported } from './exported.ts'
import { rowsIn, verified } from './forging.ts'
import { atHq, daysLater, SECRETS, withEnded, words } from './retention.ts'

const sql = (bench: Bench, text: string) => () => bench.branch.db.exec(text)

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

  test('P-6 R-060 waits while headquarters does not have it safe, and that is said: received alone erases nothing', async () => {
    const { bench } = await withEnded()
    const late = await daysLater(bench, 91)
    expect(words(late).length).toBeGreaterThan(0)
    expect(lastRun(late.branch)).toMatchObject({ cases: 0, waiting: 1 })
    atHq(late, 'received')
    const received = await daysLater(late, 1)
    expect(words(received).length).toBeGreaterThan(0)
    expect(lastRun(received.branch)).toMatchObject({ cases: 0, waiting: 1 })
    atHq(received)
    const next = await daysLater(received, 1)
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
