/**
 * What a clerk does for one customer must not grow slower with the customers before: no statement of it may read a whole
 * table. Asked of SQLite itself (`EXPLAIN QUERY PLAN`), so no clock is needed.
 */
import { expect, test } from 'vitest'
import { type Begun, draft, lead, least, openBench, register, registered, reopen, signed, signIn } from './bench.ts'
import { plan, preparedBy } from './plans.ts'

/** Tables that grow with each case; the others hold what is open, or what one branch has. */
const GROWING = 'journal|cases|command|print_job|acknowledgement|attachment|case_key|access_log'
const READS_ALL = new RegExp(`^SCAN (${GROWING})\\b(?! USING)`)

test('a question to a whole table is noticed', async () => {
  const bench = await openBench()
  const all = plan(bench.branch.db, `SELECT clock FROM journal WHERE payload = '{}'`)
  expect(all.some((detail) => READS_ALL.test(detail))).toBe(true)
})

const signedPaper = [{ key: 'signed_application', sheets: 1, original: true }]

test('nothing that one customer needs reads a whole table: draft, registration, slip, review', async () => {
  const bench = await reopen(await openBench())
  const texts = await preparedBy(bench.branch.db, async () => {
    await signIn(bench)
    const opened = await draft(bench)
    await bench.call('drafts.save', { ...savable(opened), papers: signedPaper, answers: least })
    await bench.call('customers.repeats', { draft: opened.id, type: opened.type, answers: least })
    const proof = { ...least, account_no: '1200345', bill_problem: ['cancelled_billed'] }
    const billed = await draft(bench, proof, 'SVC-BILL')
    await bench.call('customers.records', { draft: billed.id, type: billed.type, answers: proof })
    const asked = await registered(bench, { ...least, id_seen: true }, 'PD-REQ')
    await bench.call('documents.slipList', { case: asked.case })
    const answer = await register(bench, opened.id)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    const id = answer.receipt.case
    const command = '0197a000-0000-7000-8000-00000000c0de'
    const begun = (await bench.call('printJobs.begin', { case: id, size: '80mm', command })) as Begun
    const job = begun.job.id
    await bench.call('printJobs.finish', { job, outcome: 'printed', why: null, confirmedBy: 'printer' })
    expect(await signed(bench, id)).toEqual({ ok: true })
    await signIn(bench, lead)
    await bench.call('cases.detail', { id })
    await bench.call('review.page', { offset: 0, limit: 50 })
    await bench.call('review.one', { id, without: [] })
    await bench.call('shifts.state', {})
    await bench.call('cases.accept', { id, command, incompleteBecause: 'the customer brings the paper tomorrow' })
  })
  expect(texts.length).toBeGreaterThan(20)
  const reading = texts.flatMap((text) =>
    plan(bench.branch.db, text)
      .filter((detail) => READS_ALL.test(detail))
      .map((detail) => `${detail}: ${text}`),
  )
  expect(reading).toEqual([])
})

const savable = ({ id, type, kept, stepsDone, papers, focus }: Awaited<ReturnType<typeof draft>>) => ({
  ...{ id, type, kept, stepsDone, papers, focus },
})

test('the ledge, asked at each word about the exchange, goes from the files that wait to their cases and not the other way', async () => {
  const bench = await reopen(await openBench())
  const texts = await preparedBy(bench.branch.db, () => bench.call('workspace.exchange', {}))
  const plans = texts.filter((text) => text.includes('attachment')).map((text) => plan(bench.branch.db, text))
  expect(plans).toHaveLength(1)
  expect(plans.flat().filter((detail) => / attachment /.test(detail))).toEqual([
    'SEARCH attachment EXISTS USING INDEX attachment_file (sha256=?)',
  ])
  expect(plans.flat().filter((detail) => / cases /.test(detail))).toContain('SEARCH cases USING PRIMARY KEY (id=?)')
})
