// The index of the words that cases are found by: it never leaves out a row that holds them, whatever happened to the rows.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../../electron/branch/branch.ts'
import { type CaseRecord, caseRecord, removeCase, saveCase } from '../../electron/branch/store/cases.ts'
import { candidates } from '../../electron/branch/store/caseWords.ts'
import { eraseRow } from '../../electron/branch/store/retention.ts'
import { type Db, sql } from '../../electron/branch/store/sql.ts'
import { type Bench, least, openBench, page, registered, reopen, rows, signIn } from './bench.ts'

async function withOne(): Promise<{ bench: Bench; row: CaseRecord }> {
  const bench = await openBench()
  await signIn(bench)
  const { case: id } = await registered(bench)
  const row = caseRecord(bench.branch.db, id)
  if (!row) throw new Error('no row')
  return { bench, row }
}

/** Fails where the index says anything else than the rows do. */
const check = (db: Db) =>
  expect(() => sql(db, `INSERT INTO case_words (case_words, rank) VALUES ('integrity-check', 1)`).run()).not.toThrow()

/** Whether the file of the index holds these letters anywhere. */
const holds = ({ branch: { db } }: Bench, letters: string): boolean =>
  sql<{ block: Buffer }>(db, 'SELECT block FROM case_words_data')
    .all()
    .some(({ block }) => block.includes(Buffer.from(letters)))

test('whatever rows come, change, are erased and go, the index says the same as they do, and names every row with the words', async () => {
  const { bench, row } = await withOne()
  const { db } = bench.branch
  const words = fc.array(fc.constantFrom('оспанова', 'ким', 'rr123456785kz', '"кавычки" и -знаки', '😀əж'), {
    maxLength: 3,
  })
  const step = fc.record({
    at: fc.constantFrom('a', 'b', 'c'),
    do: fc.constantFrom('save' as const, 'save' as const, 'erase' as const, 'remove' as const),
    words: words.map((some) => some.join(' ')),
  })
  const looked = fc.constantFrom('спано', 'ким', '3456', 'вычки" и', '😀əж', 'нет такого', '-знаки')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.array(looked, { minLength: 1, maxLength: 2 }), (steps, way) => {
      db.exec('DELETE FROM cases; DELETE FROM erased_case')
      for (const { at, do: act, words: search } of steps) {
        if (act === 'save') saveCase(db, { ...row, id: at, search })
        else if (act === 'remove') removeCase(db, at)
        else if (caseRecord(db, at) && rows(bench, `SELECT 1 FROM erased_case WHERE case_id = '${at}'`).length === 0)
          eraseRow(db, at, { search: 'number', at: row.registered_at })
      }
      check(db)
      const held = sql<{ id: string; search: string }>(db, 'SELECT id, search FROM cases').all()
      const expected = held.filter(({ search }) => way.every((word) => search.includes(word))).map(({ id }) => id)
      const named = candidates(db, [[way]], 9)
      expect(named).toEqual(expect.arrayContaining(expected))
    }),
    { numRuns: 300, seed: 27 },
  )
})

test('words too short, or in more rows than are looked up, are looked for in every row', async () => {
  const { bench, row } = await withOne()
  const { db } = bench.branch
  expect(candidates(db, [[['қа']], [['ас'], ['касым']]], 9)).toBeNull()
  db.transaction(() => {
    for (let i = 0; i < 2001; i++)
      saveCase(db, { ...row, id: newId(bench.branch), number: `0712-A26-9${i}`, search: `касымова 9${i}` })
  })()
  expect(candidates(db, [[['касымова']]], 2000)).toBeNull()
  expect((await page(bench, { find: 'касымова' })).total).toBe(2002)
  expect((await page(bench, { find: 'касымова 91500' })).total).toBe(1)
  expect((await page(bench, { find: '91500' })).total).toBe(1)
})

test('a row that is made anew with the same words costs the index nothing', async () => {
  const { bench, row } = await withOne()
  const { db } = bench.branch
  const before = rows(bench, 'SELECT id, block FROM case_words_data')
  saveCase(db, { ...row, state: 'accepted' })
  expect(rows(bench, 'SELECT id, block FROM case_words_data')).toEqual(before)
})

test('words of an erased row are in no part of the index any more', async () => {
  const { bench, row } = await withOne()
  const { db } = bench.branch
  saveCase(db, { ...row, search: 'qzxw' })
  expect(holds(bench, 'zxw')).toBe(true)
  eraseRow(db, row.id, { search: row.number, at: row.registered_at })
  expect(holds(bench, 'zxw')).toBe(false)
})

test('rows of an older program, and those of a copy of the file, are found', async () => {
  const { bench, row } = await withOne()
  await registered(bench, { ...least, last_name: 'Оспанова', phone: '+77029876543' })
  const { db } = bench.branch
  // The places of the rows are no longer those that a copy would give them.
  removeCase(db, row.id)
  db.exec(`DROP TRIGGER case_words_come; DROP TRIGGER case_words_change; DROP TRIGGER case_words_go;
    DROP TABLE case_words; DROP VIEW case_search; DROP TABLE case_place`)
  db.pragma('user_version = 26')
  const again = await reopen(bench)
  await signIn(again)
  check(again.branch.db)
  expect((await page(again, { find: 'оспанова' })).total).toBe(1)
  again.branch.db.exec('VACUUM')
  check(again.branch.db)
  expect((await page(again, { find: 'оспанова' })).total).toBe(1)
})
