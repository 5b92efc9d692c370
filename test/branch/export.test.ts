/** The journal as a file: who may, what stands in it, that half a file never has its name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder, lead, openBench, registered, rows, signIn } from './bench.ts'
import { exported, hq, REASON, workedBranch } from './exported.ts'

type Row = { kind: string; [member: string]: unknown }
const read = (file: string): Row[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row))

test('F-11 an export holds every event of every line as it was frozen, forks beside each other', async () => {
  const { bench, line } = await workedBranch()
  const file = await exported(bench)
  const found = read(file)
  const journal = rows(bench, 'SELECT hash, header, payload, signature, origin FROM journal ORDER BY line, seq, hash')
  expect(found.filter(({ kind }) => kind === 'event')).toEqual(
    journal.map((row) => ({ kind: 'event', ...(row as object) })),
  )
  expect(found[0]).toMatchObject({
    kind: 'export',
    branch: '0712',
    hqKey: hq.publicKey,
    exportedAt: '2026-11-23T05:00:00.000Z',
    exportedBy: { id: lead.person, role: 'shift_lead' },
    reason: REASON,
  })
  expect(found[0]?.certificates).toHaveLength(2)
  expect(found.filter(({ kind }) => kind === 'acknowledgement')).toHaveLength(1)
  expect(found.filter(({ kind }) => kind === 'refusal')).toHaveLength(1)
  const end = found.at(-1) as Row & { lines: { line: string; heads: unknown[]; forks: unknown[]; gaps: unknown[] }[] }
  expect(end).toMatchObject({ kind: 'end', counts: { lines: 3, events: journal.length, erased: 0 }, misfits: [] })
  const forked = end.lines.find((one) => one.line === line)
  expect([forked?.heads.length, forked?.forks.length, forked?.gaps.length]).toEqual([2, 1, 0])
  expect(existsSync(`${file}.unfinished`)).toBe(false)
})

test('F-15 what somebody changed in the tables, past the program, is named', async () => {
  const { bench } = await workedBranch()
  const { db } = bench.branch
  db.exec('DROP TRIGGER journal_is_frozen; DROP TRIGGER journal_is_kept')
  db.exec(`UPDATE journal SET by_person = 'nobody' WHERE origin = 'hub' AND seq = 2 AND type = 'caseRegistered'`)
  db.exec(`DELETE FROM journal WHERE origin = 'own' AND seq = 2`)
  const end = read(await exported(bench)).at(-1) as Row & { lines: { gaps: object[] }[] }
  expect(end.misfits).toMatchObject([{ seq: 2, columns: ['by_person'] }])
  expect(end.lines.flatMap(({ gaps }) => gaps)).toMatchObject([{ before: 3 }, { before: 3 }])
})

test('only a lead exports, with a reason, and it stands in the access log before it begins', async () => {
  const bench = await openBench()
  const file = join(freshFolder(), 'journal.jsonl')
  const begin = (reason = REASON) => bench.call('exports.begin', { file, reason })
  const log = () => rows(bench, `SELECT by_person, what, words, found FROM access_log WHERE what = 'export'`)
  const refused = (code: string) => ({ ok: false, refusal: { code } })
  expect(await begin()).toEqual(refused('notSignedIn'))
  expect(await bench.call('journalExport.state', {})).toEqual(refused('notSignedIn'))
  await signIn(bench)
  await registered(bench)
  expect(await begin()).toEqual(refused('roleMayNot'))
  for (const call of ['journalExport.state', 'journalExport.cancel'])
    expect(await bench.call(call, {})).toEqual(refused('roleMayNot'))
  await signIn(bench, lead)
  expect(await begin('why')).toEqual({ ok: false, refusal: { code: 'reasonShort', least: 10 } })
  expect(log()).toEqual([])
  bench.branch.db.exec(`CREATE TRIGGER no_log BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'no'); END`)
  await expect(begin()).rejects.toThrow()
  expect(existsSync(file)).toBe(false)
  bench.branch.db.exec('DROP TRIGGER no_log')
  expect(await begin()).toEqual({ ok: true })
  expect(await begin()).toEqual(refused('busy'))
  await bench.branch.exporting.cancel()
  expect(log()).toEqual([{ by_person: lead.person, what: 'export', words: REASON, found: 1 }])
})

test('the counter goes on registering while it is written, and what it registers then is not in the file', async () => {
  const { bench } = await workedBranch()
  const events = rows(bench, 'SELECT 1 FROM journal').length
  const file = join(freshFolder(), 'journal.jsonl')
  await bench.call('exports.begin', { file, reason: REASON })
  await registered(bench)
  expect(rows(bench, 'SELECT 1 FROM journal').length).toBeGreaterThan(events)
  while (bench.branch.exporting.state().at === 'writing') await new Promise((resolve) => setImmediate(resolve))
  expect(bench.branch.exporting.state()).toMatchObject({ at: 'written', events, forks: 1, gaps: 0 })
  expect(read(file).at(-1)).toMatchObject({ counts: { events } })
})

test('cancelled, by a person or by the end of the program, it leaves no file under any name', async () => {
  const { bench } = await workedBranch()
  const file = join(freshFolder(), 'journal.jsonl')
  await bench.call('exports.begin', { file, reason: REASON })
  expect(await bench.call('journalExport.cancel', {})).toEqual({ ok: true })
  expect(await bench.call('journalExport.state', {})).toMatchObject({ state: { at: 'cancelled' } })
  await bench.call('exports.begin', { file, reason: REASON })
  await bench.close()
  expect(readdirSync(dirname(file))).toEqual([])
})

test('a disk that refuses is told, and leaves nothing', async () => {
  const bench = await openBench()
  await signIn(bench, lead)
  const folder = freshFolder()
  await bench.call('exports.begin', { file: join(folder, 'not', 'there', 'journal.jsonl'), reason: REASON })
  while (bench.branch.exporting.state().at === 'writing') await new Promise((resolve) => setImmediate(resolve))
  expect(bench.branch.exporting.state()).toMatchObject({ at: 'failed', why: expect.stringContaining('ENOENT') })
  expect(readdirSync(folder)).toEqual([])
})
