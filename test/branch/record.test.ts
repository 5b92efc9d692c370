// What the tables themselves refuse, whoever forgot to ask before; and what is noticed although nobody reads it.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newId, utcNow } from '../../electron/branch/branch.ts'
import { answerTo, keepAnswer, record } from '../../electron/branch/record.ts'
import { CannotOpen } from '../../electron/branch/store/cannotOpen.ts'
import { openStore } from '../../electron/branch/store/open.ts'
import { freshFolder, openBench } from './bench.ts'

test('a command, and a draft, has one answer: a second one is a defect of ours and takes all that was written with it back', async () => {
  const { branch } = await openBench()
  const [id, draft] = [newId(branch), newId(branch)]
  const keep = (command: { id: string; draft: string | null }, answer: string) =>
    record(branch, () => {
      keepAnswer(branch, { id: newId(branch), draft: null, case: draft, at: utcNow(branch) }, 'beside it')
      keepAnswer(branch, { ...command, case: draft, at: utcNow(branch) }, answer)
      return { ok: true as const }
    })
  const kept = () => branch.db.prepare('SELECT count(*) FROM command').pluck().get()
  expect(keep({ id, draft }, 'first')).toEqual({ ok: true })
  expect(kept()).toBe(2)
  expect(() => keep({ id, draft: null }, 'second')).toThrow(/UNIQUE constraint failed: command\.id/)
  expect(() => keep({ id: newId(branch), draft }, 'second')).toThrow(/UNIQUE constraint failed: command\.draft/)
  expect(kept()).toBe(2)
  expect([answerTo(branch, { command: id }), answerTo(branch, { draft })]).toEqual(['"first"', '"first"'])
})

test('F-25 a damage in a part that nobody reads at the start is noticed at the start', () => {
  const folder = freshFolder()
  const file = join(folder, 'okno.db')
  const db = openStore(file, { backups: folder })
  const fill = db.prepare('INSERT INTO setting VALUES (?, ?)')
  db.transaction(() => {
    for (let i = 0; i < 500; i++) fill.run(`far ${String(i).padStart(4, '0')}`, 'x'.repeat(200))
  })()
  db.close()
  // The last page is a leaf of that table; its first byte says what kind of page it is (sqlite.org/fileformat.html).
  const pageSize = 4096
  const pages = readFileSync(file).length / pageSize
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.of(0xee), 0, 1, (pages - 1) * pageSize)
  closeSync(handle)
  expect(() => openStore(file, { backups: folder })).toThrow(CannotOpen)
})
