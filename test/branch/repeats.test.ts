import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../domain/forms/schema.ts'
import { rebuild } from '../../electron/branch/projection.ts'
import type { CaseDetail, CaseRow, RepeatsFound, VisitNoting } from '../../electron/contract.ts'
import { type Bench, clerk, draft, openBench, otherClerk, page, registered, reopen, rows, signIn } from './bench.ts'

const DAY = 86_400_000
const aigul: Answers = { last_name: 'Қасымова', first_name: 'Айгүл', phone: '+77011234567' }
const bill: Answers = { ...aigul, account_no: '1200345' }
const item: Answers = { ...aigul, track_no: 'RR123456785KZ' }

async function counter(): Promise<Bench> {
  const bench = await openBench()
  await signIn(bench)
  return bench
}

/** Types a form and asks what the person came with before. */
async function typed(bench: Bench, answers: Answers, type: string) {
  const open = await draft(bench, answers, type)
  const found = (await bench.call('customers.repeats', { draft: open.id, type, answers })) as RepeatsFound
  return { draft: open, found }
}

const noteVisit = (bench: Bench, wish: { case: string; draft: string; words?: string; command?: string }) =>
  bench.call('cases.noteVisit', { command: randomUUID(), words: '', ...wish }) as Promise<VisitNoting>
const detail = (bench: Bench, id: string) => bench.call('cases.detail', { id }) as Promise<CaseDetail>
const types = (found: CaseDetail) => found.history.map(({ type }) => type)
const theRow = async (bench: Bench, id: string) =>
  (await page(bench)).rows.find((row) => row.id === id) as unknown as CaseRow

describe('the old case is offered first', () => {
  test('R-032 a second visit of the same person on the same number offers the old case before a new one', async () => {
    const bench = await counter()
    const first = await registered(bench, item, 'TRACE-DOM')
    bench.now.ms += 3 * DAY
    // Typed without Kazakh letters, by another clerk, on another form.
    await signIn(bench, otherClerk)
    const again = { ...item, last_name: 'касымова', first_name: 'Айгуль' }
    const { found } = await typed(bench, again, 'DELIV-PROBLEM')
    expect(found.matter).toMatchObject([{ id: first.case, number: first.number, visits: 0, cameOn: '2026-11-23' }])
    expect(found.times).toBe(1)
  })

  test('R-041 a second SVC-BILL on the same account within 12 months is offered as a continuation, later it is not', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    bench.now.ms = Date.parse('2027-11-23T05:00:00Z')
    const again = { ...bill, account_no: '12-003-45' }
    expect((await typed(bench, again, 'SVC-BILL')).found.matter.map(({ id }) => id)).toEqual([first.case])
    bench.now.ms += DAY
    const { matter, others } = (await typed(bench, again, 'SVC-BILL')).found
    expect(matter).toEqual([])
    expect(others).toEqual({ count: 1, latest: [{ id: first.case, number: first.number }] })
  })

  test('another account is another matter, a stranger with the same account another person', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    const other = await typed(bench, { ...bill, account_no: '999888' }, 'SVC-BILL')
    expect(other.found).toEqual({
      matter: [],
      times: 0,
      others: { count: 1, latest: [{ id: first.case, number: first.number }] },
    })
    const stranger = await typed(bench, { ...bill, last_name: 'Ким', phone: '+77029876543' }, 'SVC-BILL')
    expect(stranger.found).toEqual({ matter: [], times: 0, others: { count: 0, latest: [] } })
  })

  test('two people with different IINs are never taken for one, though telephone, surname and account agree', async () => {
    const bench = await counter()
    await registered(bench, { ...bill, iin: '900315300123' }, 'SVC-BILL')
    const { found } = await typed(bench, { ...bill, iin: '850101400120' }, 'SVC-BILL')
    expect(found.matter).toEqual([])
    expect(found.others.count).toBe(0)
  })

  test('it is found among thousands', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    const { db } = bench.branch
    const fill = db.prepare(`INSERT INTO case_key VALUES ('phoneName', ?, ?)`)
    db.transaction(() => {
      for (let i = 0; i < 50_000; i++) fill.run(`+7701${String(i).padStart(7, '0')}|касымова`, `other-${i}`)
    })()
    const open = await draft(bench, bill, 'SVC-BILL')
    const found = await bench.call('customers.repeats', { draft: open.id, type: 'SVC-BILL', answers: bill })
    expect(found).toMatchObject({ matter: [{ id: first.case }] })
  })
})

describe('a visit joins the old case', () => {
  test('R-032 the history shows both visits, no second case is opened, and the draft is closed as a duplicate', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    bench.now.ms += 5 * DAY
    await signIn(bench, otherClerk)
    const again = await typed(bench, { ...bill, disputed_sum: '1500.00' }, 'SVC-BILL')
    const wish = { case: first.case, draft: again.draft.id, words: ' опять пришёл счёт ', command: randomUUID() }
    expect(await noteVisit(bench, wish)).toEqual({ ok: true })
    // The window asks twice: one visit.
    expect(await noteVisit(bench, wish)).toEqual({ ok: true })

    const found = await detail(bench, first.case)
    expect(types(found)).toEqual(['caseRegistered', 'reviewRequested', 'visitNoted'])
    const [was, , visit] = found.history
    expect(was?.by).not.toBe(visit?.by)
    expect(visit?.visit).toMatchObject({ type: 'SVC-BILL', words: 'опять пришёл счёт' })
    expect(found.row.visits).toBe(1)
    expect((await page(bench)).total).toBe(1)
    expect(await bench.call('drafts.list', {})).toEqual([])
    expect(rows(bench, 'SELECT reason, by_person FROM discard')).toEqual([
      { reason: 'duplicate', by_person: otherClerk.person },
    ])
    const stored = rows(bench, `SELECT payload FROM journal WHERE type = 'visitNoted'`) as { payload: string }[]
    expect(stored).toHaveLength(1)
    const { newAnswers } = JSON.parse(stored[0]?.payload ?? '') as { newAnswers: Answers }
    expect(newAnswers.disputed_sum).toBe('1500.00')
    expect(newAnswers).not.toHaveProperty('account_no')
  })

  test('the slip after a visit is a counted duplicate that names the visit', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    expect(first.visit).toBeUndefined()
    bench.now.ms += DAY
    const again = await typed(bench, bill, 'SVC-BILL')
    await noteVisit(bench, { case: first.case, draft: again.draft.id })
    const printed = async (command: string) => {
      const begun = (await bench.call('printJobs.begin', { case: first.case, size: '80mm', command })) as {
        job: { id: string }
        duplicate: boolean
        receipt: { visit?: unknown }
      }
      await bench.call('printJobs.finish', { job: begun.job.id, outcome: 'printed', why: null, confirmedBy: 'printer' })
      return begun
    }
    await printed(randomUUID())
    const second = await printed(randomUUID())
    expect(second.duplicate).toBe(true)
    expect(second.receipt.visit).toEqual({ at: '2026-11-24T05:00:00.000Z', by: 'Әбенова С. Н.' })
  })

  test('a visit never joins a stranger’s case, nor one on another matter', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    const other = await draft(bench, { ...bill, last_name: 'Ким', phone: '+77029876543' }, 'SVC-BILL')
    expect(await noteVisit(bench, { case: first.case, draft: other.id })).toEqual({
      ok: false,
      refusal: { code: 'otherMatter' },
    })
    expect(types(await detail(bench, first.case))).toEqual(['caseRegistered', 'reviewRequested'])
    expect(await bench.call('drafts.list', {})).toHaveLength(1)
  })

  test('a power cut before the commit leaves the draft and no visit', async () => {
    let armed = false
    const faults = {
      at(place: string) {
        if (armed && place === 'before-commit') throw new Error('power cut')
      },
    }
    const bench = await openBench({ faults })
    await signIn(bench)
    const first = await registered(bench, bill, 'SVC-BILL')
    const again = await typed(bench, bill, 'SVC-BILL')
    armed = true
    await expect(noteVisit(bench, { case: first.case, draft: again.draft.id })).rejects.toThrow()
    armed = false
    const after = await reopen(bench)
    await signIn(after)
    expect(await after.call('drafts.list', {})).toHaveLength(1)
    expect(types(await detail(after, first.case))).not.toContain('visitNoted')
  })
})

describe('the third time goes up by itself', () => {
  test('R-047 the third case of one person on one matter goes to level 2 at once, by the program', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    bench.now.ms += 30 * DAY
    const second = await registered(bench, { ...bill, iin: '900315300123' }, 'SVC-BILL')
    bench.now.ms += 30 * DAY
    const third = await registered(bench, bill, 'SVC-BILL')
    // By now it is overdue, and time has lifted it; nobody has passed it up.
    expect((await detail(bench, second.case)).row.marks).not.toContain('escalated')
    const found = await detail(bench, third.case)
    expect(found.row).toMatchObject({ escalated: 2 })
    expect(found.row.marks).toContain('escalated')
    expect(found.history.at(-1)).toMatchObject({
      type: 'caseEscalated',
      by: null,
      escalation: { level: 2, reason: 'thirdCase', times: 3 },
    })
    expect((await theRow(bench, first.case)).marks).not.toContain('escalated')
  })

  test('R-047 a third coming that joined the old case counts as well, once', async () => {
    const bench = await counter()
    const first = await registered(bench, bill, 'SVC-BILL')
    for (let i = 0; i < 3; i++) {
      bench.now.ms += 10 * DAY
      const again = await typed(bench, bill, 'SVC-BILL')
      expect(again.found.times).toBe(1 + i)
      await noteVisit(bench, { case: first.case, draft: again.draft.id })
    }
    const found = await detail(bench, first.case)
    expect(types(found).filter((type) => type === 'caseEscalated')).toHaveLength(1)
    expect(found.row.visits).toBe(3)
    expect(found.history.find(({ type }) => type === 'caseEscalated')?.escalation?.level).toBe(2)
  })

  test('three cases on three matters are nothing unusual', async () => {
    const bench = await counter()
    for (const account_no of ['111222', '333444', '555666'])
      await registered(bench, { ...bill, account_no }, 'SVC-BILL')
    expect((await page(bench)).rows.map((row) => (row as unknown as CaseRow).escalated)).toEqual([null, null, null])
  })
})

test('the table of keys made anew from the journal is the same, and rows of an older program are made anew at start', async () => {
  const bench = await counter()
  await registered(bench, { ...bill, iin: '900315300123', birth_date: '1990-03-15' }, 'SVC-BILL')
  await registered(bench, item, 'TRACE-DOM')
  const read = (from: Bench) => rows(from, 'SELECT kind, value, case_id FROM case_key ORDER BY 1, 2, 3')
  const before = read(bench)
  expect(new Set(before.map((row) => (row as { kind: string }).kind))).toEqual(
    new Set(['iin', 'phoneName', 'nameBirth', 'phone', 'matter']),
  )
  bench.branch.db.exec('DELETE FROM case_key')
  rebuild(bench.branch)
  expect(read(bench)).toEqual(before)
  bench.branch.db.exec(
    `DELETE FROM case_key; UPDATE cases SET accepted_on = '', applicant_order = ''; DELETE FROM setting WHERE key = 'projection'`,
  )
  const after = await reopen(bench)
  expect(read(after)).toEqual(before)
  await signIn(after, clerk)
  expect((await page(after, { find: 'касымова 23.11' })).total).toBe(2)
})
