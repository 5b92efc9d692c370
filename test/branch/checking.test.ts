// The reading through of the journal at each start tells a window so rarely that it can work meanwhile.
import { expect, test } from 'vitest'
import { tick } from '../../domain/journal/clock.ts'
import { newId } from '../../electron/branch/branch.ts'
import { insertEvent } from '../../electron/branch/store/journal.ts'
import { openBench, reopen } from './bench.ts'

const MANY = 1_000

test('however many events are not what was written, the window is told when the first is found and when all have been counted', async () => {
  const bench = await openBench()
  const { db } = bench.branch
  db.transaction(() => {
    for (let seq = 1; seq <= MANY; seq++) {
      const hash = `${seq}`.padStart(64, '0')
      const place = { v: 1 as const, line: 'b'.repeat(32), seq, prev: null, id: newId(bench.branch), payload: hash }
      const said = { type: 'caseRegistered', at: new Date(bench.now.ms).toISOString(), clock: tick(null, bench.now.ms) }
      const fields = { ...place, ...said, case: newId(bench.branch), by: 'somebody' }
      insertEvent(db, { header: JSON.stringify(fields), payload: '{}', signature: null, hash, fields }, 'hub')
    }
  })()
  const again = await reopen(bench)
  again.news.length = 0
  await again.checked
  expect(again.branch.recovery.altered).toBe(MANY)
  expect(again.news).toEqual([['session'], ['session']])
})
