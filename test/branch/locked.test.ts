// A locked window shows that something waits, and never which case it is.
import { expect, test } from 'vitest'
import { utcNow } from '../../electron/branch/branch.ts'
import { saveRefusal } from '../../electron/branch/store/acknowledgements.ts'
import { draft, openBench, registered, rows, signIn } from './bench.ts'

test('whoever passes a locked window learns counts from it and no number of a case', async () => {
  const bench = await openBench()
  await signIn(bench)
  const { case: id, number } = await registered(bench)
  await draft(bench)
  const [event] = rows(bench, `SELECT line, seq, hash FROM journal WHERE case_id = '${id}' ORDER BY seq LIMIT 1`)
  const { line, ...place } = event as { line: string; seq: number; hash: string }
  saveRefusal(bench.branch.db, line, { ...place, reason: 'wrongState' }, utcNow(bench.branch))
  const told = async () => {
    const [workspace, exchange, shift] = await Promise.all(
      ['workspace.open', 'workspace.exchange', 'shifts.state'].map((path) => bench.call(path, {})),
    )
    return { workspace, exchange, shift }
  }
  const signedIn = await told()
  expect(signedIn).toMatchObject({
    exchange: { stuck: [{ case: id, number }] },
  })
  await bench.call('session.lock', {})
  const locked = await told()
  const text = JSON.stringify(locked)
  for (const secret of [number, id, place.hash, line]) expect(text).not.toContain(secret)
  // The frame and the ledge stand all the same: how the exchange goes, how many are stuck, wait or lie open.
  expect(locked).toMatchObject({
    exchange: { stuck: [{ case: null, number: null, reason: 'wrongState' }], waiting: 1 },
    shift: { before: null, open: null, differences: [], figures: { registered: 1, drafts: 1 } },
  })
})

test('a locked window does not say who closed the shift before, nor where that stands in the journal', async () => {
  const bench = await openBench()
  await signIn(bench)
  const empty = { counted: {}, explained: {}, handedTo: null }
  await bench.call('shifts.close', { command: crypto.randomUUID(), pin: '1234', ...empty })
  expect(await bench.call('shifts.state', {})).toMatchObject({ before: null, carried: null })
  await signIn(bench)
  expect(await bench.call('shifts.state', {})).toMatchObject({ before: { by: 'Әбенова С. Н.' } })
})
