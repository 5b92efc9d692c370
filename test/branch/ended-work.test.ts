/** A case that has ended is nobody's work: nothing is asked of its customer, and no count says that something is to be done. */
import { expect, test } from 'vitest'
import type { CaseRow, ConsentState } from '../../electron/contract.ts'
import { TYPICAL } from '../support/typical.ts'
import { act, done } from './acting.ts'
import { draft, openBench, page, register, signIn } from './bench.ts'

test('a withdrawn case has no days left, lacks nothing, waits for no consent, and its customer is sent no code', async () => {
  const bench = await openBench()
  await signIn(bench)
  const opened = await draft(bench, { ...TYPICAL['ACC-DEREG'] }, 'ACC-DEREG')
  const answer = await register(bench, opened.id)
  if (!answer.ok) throw new Error(answer.refusal.code)
  const id = answer.receipt.case
  const asked = () => bench.call('consent.request', { of: { case: id }, phone: 0 })
  const consent = async () => (await bench.call('consent.state', { of: { case: id } })) as ConsentState
  const queue = async () => {
    const { counts, rows } = (await page(bench)) as unknown as { counts: { incomplete: number }; rows: CaseRow[] }
    const { daysLeft, marks } = rows.find((one) => one.id === id) as CaseRow
    return { counted: counts.incomplete, daysLeft, marks }
  }
  expect(await queue()).toEqual({
    counted: 1,
    daysLeft: expect.any(Number),
    marks: expect.arrayContaining(['incomplete', 'consent_due']),
  })
  // There is no network in this branch: a code that may be asked for is asked for later.
  expect(await asked()).toEqual({ ok: false, refusal: { code: 'deferred' } })
  expect((await consent()).wanted).toMatchObject({ stands: false })

  expect(await act(bench, id, { do: 'withdrawCase', paper: 'заявление', taken: true })).toEqual(done)
  const { counted, daysLeft, marks } = await queue()
  expect({ counted, daysLeft }).toEqual({ counted: 0, daysLeft: null })
  expect(marks.filter((mark) => mark === 'incomplete' || mark === 'consent_due')).toEqual([])
  expect(await asked()).toEqual({ ok: false, refusal: { code: 'notTaken' } })
  expect(await consent()).toMatchObject({ wanted: null })
})
