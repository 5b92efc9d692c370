// What must move today: each case once, under its gravest reason, and found by its days among a hundred thousand.
import { describe, expect, test } from 'vitest'
import { NOT_ABOUT_VIEWER } from '../../electron/branch/sight.ts'
import { readPage } from '../../electron/branch/store/queue.ts'
import { mayMove } from '../../electron/branch/store/today.ts'
import { lead, least, manager, registered, signIn } from './bench.ts'
import { plan, preparedBy } from './plans.ts'
import { atHq, bill, counter, happens, medicine, noon, today } from './rising.ts'

describe('what must move today', () => {
  test('each case once, with the gravest reason; the clerk has no such list', async () => {
    const bench = await counter()
    const late = await registered(bench)
    const back = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, back.case)
    happens(bench, back.case, {
      type: 'caseReturned',
      payload: { office: 'hq', reasons: [{ words: 'шот жоқ', fields: [] }] },
    })
    await signIn(bench)
    bench.now.ms = noon('2026-12-04')
    const asked = await registered(bench, { ...bill, account_no: '777' }, 'SVC-BILL')
    const told = { how: 'here', proof: 'талон' }
    happens(bench, asked.case, { type: 'customerAsked', payload: { what: 'шот', until: '2026-12-04', told } })
    const urgent = await registered(bench, medicine, 'DELIV-PROBLEM')
    const fraud = await registered(bench, { ...least, mt_kind: 'wrong_payee' }, 'MONEY-INQ')
    const returned = await registered(bench, { ...bill, account_no: '888' }, 'SVC-BILL')
    happens(bench, returned.case, {
      type: 'caseReturned',
      payload: { office: 'branch', reasons: [{ words: 'қол жоқ', fields: [] }] },
    })
    expect(await bench.call('cases.today', {})).toEqual({ total: 0, parts: [] })
    await signIn(bench, lead)
    // The urgent one is due on the same day: one line, under the graver reason.
    expect(await today(bench)).toEqual({
      overdue: expect.arrayContaining([back.number, late.number]),
      due: [urgent.number],
      urgentReview: [fraud.number],
    })
    bench.now.ms = noon('2026-12-05')
    expect((await today(bench)).customerLate).toEqual([asked.number])
    const all = Object.values(await today(bench)).flat()
    expect(all).toHaveLength(new Set(all).size)
    expect(all).not.toContain(returned.number)
  })

  test('sent back by headquarters it stands there while it has time', async () => {
    const bench = await counter()
    const { case: id, number } = await registered(bench, bill, 'SVC-BILL')
    await atHq(bench, id)
    expect(await today(bench)).toEqual({})
    happens(bench, id, { type: 'caseReturned', payload: { office: 'hq', reasons: [{ words: 'шот жоқ', fields: [] }] } })
    expect(await today(bench)).toEqual({ returned: [number] })
    happens(bench, id, { type: 'returnAnswered', payload: { answers: ['міне'] } })
    expect(await today(bench)).toEqual({})
  })
})

test('R-047 with a hundred thousand rows the lists are found by their days', async () => {
  const bench = await counter()
  const { case: id } = await registered(bench)
  const { db } = bench.branch
  const late: Record<string, string> = {
    ...{ due_soon_on: '2026-11-10', last_day_on: '2026-11-13', overdue_on: '2026-11-17' },
    ...{ level1_on: '2026-11-17', up_on: '2026-11-17' },
  }
  const columns = (db.pragma('table_info(cases)') as { name: string }[]).map(({ name }) => name)
  const values = columns.map((name) => {
    if (name === 'id' || name === 'number') return `'x' || n`
    return late[name] ? `CASE WHEN n % 1000 = 0 THEN '${late[name]}' ELSE ${name} END` : `"${name}"`
  })
  db.prepare(
    `WITH RECURSIVE many(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM many WHERE n < 99999)
     INSERT INTO cases (${columns.map((name) => `"${name}"`).join(', ')})
     SELECT ${values.join(', ')} FROM many, cases WHERE cases.id = ?`,
  ).run(id)
  db.exec('ANALYZE')
  const query = (tab: 'due_soon' | 'overdue' | 'escalated') => ({
    ...{ tab, types: [], sort: 'answerBy' as const, descending: false, offset: 0, limit: 100 },
    ...{ terms: [], day: null, nobody: false, spelled: '', person: null, today: '2026-11-23' },
    ...{ viewer: manager.person, seen: NOT_ABOUT_VIEWER },
  })
  const texts = await preparedBy(db, () => {
    for (const one of ['due_soon', 'overdue', 'escalated'] as const) {
      const { total, rows } = readPage(db, query(one))
      expect([total, rows.length]).toEqual(one === 'due_soon' ? [0, 0] : [100, 100])
    }
    expect(mayMove(db, { today: '2026-11-23', person: manager.person })).toHaveLength(100)
  })
  const plans = texts.flatMap((text) => plan(db, text))
  // Counting reads an index of narrow rows; nothing reads the wide rows one after another.
  expect(plans.filter((detail) => /^SCAN cases(?! USING)/.test(detail))).toEqual([])
  expect(
    plans.filter((detail) => /USING (COVERING )?INDEX cases_(last_day_on|overdue_on|up_on)/.test(detail)),
  ).not.toEqual([])
})
