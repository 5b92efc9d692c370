// The operator's calendar at the counter: a manager's change is recorded once, counts from then on, and moves no promise.
import { describe, expect, test } from 'vitest'
import { open as openEvent } from '../../domain/journal/event.ts'
import { knowledgeInForce } from '../../electron/branch/forms.ts'
import { storeForeign } from '../../electron/branch/handover.ts'
import { myLine, runAfter } from '../../electron/branch/journal.ts'
import type { CalendarYear, MovedAnswer } from '../../electron/contract.ts'
import { primitives } from '../../trust/primitives.ts'
import {
  type Bench,
  clerk,
  knowledgeForTests,
  lead,
  least,
  manager,
  openBench,
  page,
  registered,
  reopen,
  rows,
  signIn,
} from './bench.ts'

const COMMAND = '0197b000-0000-7000-8000-00000000c001'

type Day = { date: string; working: boolean }
const change = (bench: Bench, days: Day[], more: object = {}) =>
  bench.call('calendars.change', {
    ...{ command: COMMAND, year: 2026, days, why: 'Перенос', source: 'Постановление №1', published: false },
    ...more,
  })
const year = async (bench: Bench, wished = 2026) => {
  const answer = (await bench.call('calendars.year', { year: wished })) as { ok: boolean; calendar: CalendarYear }
  return answer.calendar
}
const moves = (bench: Bench, days: Day[], wished = 2026) =>
  bench.call('calendars.moves', { year: wished, days }) as Promise<{ count: number; first: MovedAnswer[] }>
/** ACC-DEREG registered on Monday 23 November 2026 is answered by Thursday 3 December. */
const off: Day[] = [{ date: '2026-12-03', working: false }]
const journal = (bench: Bench) => rows(bench, `SELECT type FROM journal WHERE type = 'calendarChanged'`)
const answerBy = async (bench: Bench) =>
  (
    (await bench.call('drafts.answerBy', { type: 'ACC-DEREG', answers: least })) as {
      answer: { by: string; unconfirmed: boolean }
    }
  ).answer

async function counter(): Promise<Bench> {
  const bench = await openBench()
  await signIn(bench)
  return bench
}

test('R-052 before a change is recorded it says which promised answers it would move, and to which day', async () => {
  const bench = await counter()
  const { case: id, number, answer } = await registered(bench)
  expect(answer.by).toBe('2026-12-03')
  await signIn(bench, manager)
  expect(await moves(bench, off)).toEqual({
    ok: true,
    count: 1,
    first: [{ case: id, number, type: 'ACC-DEREG', promised: '2026-12-03', counted: '2026-12-04' }],
    past: { days: 0, cases: 0 },
  })
  expect(await moves(bench, [{ date: '2026-12-16', working: true }])).toMatchObject({ count: 0, first: [] })
  expect(journal(bench)).toEqual([])
})

test('R-052 25 March 2026 made a working day: the answer of 13 March would come on the 25th instead of the 26th', async () => {
  const bench = await openBench({ now: { ms: Date.parse('2026-03-13T05:00:00Z') } })
  await signIn(bench)
  await registered(bench)
  await signIn(bench, lead)
  expect(await moves(bench, [{ date: '2026-03-25', working: true }])).toMatchObject({
    count: 1,
    first: [{ promised: '2026-03-26', counted: '2026-03-25' }],
  })
})

test('of days that are over it says how many there are and how many registered cases were waiting for an answer on them', async () => {
  const bench = await openBench({ now: { ms: Date.parse('2026-11-12T05:00:00Z') } })
  await signIn(bench)
  await registered(bench)
  bench.now.ms = Date.parse('2026-11-18T05:00:00Z')
  await registered(bench)
  bench.now.ms = Date.parse('2026-11-23T05:00:00Z')
  await registered(bench)
  await signIn(bench, manager)
  const past = async (...dates: string[]) => {
    const { past } = (await moves(
      bench,
      dates.map((date) => ({ date, working: false })),
    )) as unknown as { past: { days: number; cases: number } }
    return [past.days, past.cases]
  }
  expect(await past('2026-11-11')).toEqual([1, 0])
  expect(await past('2026-11-12')).toEqual([1, 1])
  expect(await past('2026-11-17')).toEqual([1, 1])
  expect(await past('2026-11-17', '2026-11-19', '2026-11-24')).toEqual([2, 2])
  expect(await past('2026-11-23', '2026-12-01')).toEqual([0, 0])
})

test('of many it names the fifty that are due first, and how many there are', async () => {
  const bench = await counter()
  for (let i = 0; i < 53; i++) await registered(bench)
  await signIn(bench, manager)
  const { count, first } = await moves(bench, off)
  expect([count, first.length]).toEqual([53, 50])
})

describe('a recorded change', () => {
  test('counts for what is registered from then on, and leaves what was promised', async () => {
    const bench = await counter()
    const before = await registered(bench)
    await signIn(bench, manager)
    expect(await change(bench, off)).toEqual({ ok: true })
    expect(bench.news).toContainEqual(['calendars', 'cases', 'exchange'])
    expect(await answerBy(bench)).toMatchObject({ by: '2026-12-04' })
    const after = await registered(bench)
    expect([before.answer.by, after.answer.by]).toEqual(['2026-12-03', '2026-12-04'])
    expect(await bench.call('cases.receipt', { id: before.case })).toMatchObject({ answer: { by: '2026-12-03' } })
    expect((await page(bench, { sort: 'answerBy' })).rows).toMatchObject([
      { id: before.case, answerBy: '2026-12-03' },
      { id: after.case, answerBy: '2026-12-04' },
    ])
  })

  test('is still in force after a restart, with its author, reason and source; data/ is as it was', async () => {
    const bench = await counter()
    await signIn(bench, manager)
    await change(bench, off)
    const again = await reopen(bench)
    await signIn(again, lead)
    expect(await answerBy(again)).toMatchObject({ by: '2026-12-04' })
    const shown = await year(again)
    expect(shown).toMatchObject({ workingDays: 246, mayEdit: false, years: [2026, 2027] })
    expect(shown.days.find(({ date }) => date === '2026-12-03')).toEqual({
      date: '2026-12-03',
      working: false,
      confirmed: true,
      name: { kk: 'Перенос', ru: 'Перенос', en: 'Перенос' },
      basis: 'Постановление №1',
      change: { by: 'Жұмағалиева Р. Һ.', at: '2026-11-23T05:00:00.000Z' },
    })
    expect(shown.days.find(({ date }) => date === '2026-12-16')).toMatchObject({ working: false, change: null })
    expect(knowledgeForTests().calendar.years.get(2026)?.entries.has('2026-12-03')).toBe(false)
  })

  test('has one effect however often it is sent', async () => {
    const bench = await counter()
    await signIn(bench, manager)
    await change(bench, off)
    expect(await change(bench, off)).toEqual({ ok: true })
    expect(journal(bench)).toHaveLength(1)
  })

  test('moves what is due soon, and nothing else, in the queue', async () => {
    const bench = await counter()
    await registered(bench)
    const soon = () => rows(bench, 'SELECT answer_by, due_soon_on FROM cases')
    expect(soon()).toEqual([{ answer_by: '2026-12-03', due_soon_on: '2026-11-30' }])
    await signIn(bench, manager)
    // The working days before the answer become days off: the last one before it is earlier now.
    const days = ['2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'].map((date) => ({ date, working: false }))
    await change(bench, days)
    expect(soon()).toEqual([{ answer_by: '2026-12-03', due_soon_on: '2026-11-26' }])
  })

  test('reaches another counter of the branch with its events', async () => {
    const bench = await counter()
    await signIn(bench, manager)
    await change(bench, off)
    const office = await openBench({ seed: 5, letter: 'B' })
    await signIn(office)
    expect(await answerBy(office)).toMatchObject({ by: '2026-12-03' })
    const events = runAfter(bench.branch.db, myLine(bench.branch.db), 0).map((event) => openEvent(primitives, event))
    storeForeign(
      office.branch,
      events.filter((event) => event !== null),
      'hub',
    )
    expect(office.news).toContainEqual(['calendars'])
    expect(await answerBy(office)).toMatchObject({ by: '2026-12-04' })
    expect(knowledgeInForce(office.branch.db, office.branch.shipped).calendar).toEqual(office.branch.knowledge.calendar)
  })

  test('that says the year is published ends the doubt about dates in it', async () => {
    const bench = await openBench({ now: { ms: Date.parse('2026-12-24T05:00:00Z') } })
    await signIn(bench, manager)
    const warnings = async () => ((await bench.call('workspace.open', {})) as { warnings: object[] }).warnings
    expect(await warnings()).toEqual([{ code: 'calendarUnconfirmed', year: 2027 }])
    expect(await answerBy(bench)).toMatchObject({ unconfirmed: true })
    await change(bench, [], { year: 2027, published: true })
    expect(await warnings()).toEqual([])
    expect(await answerBy(bench)).toMatchObject({ unconfirmed: false })
    expect(await year(bench, 2027)).toMatchObject({ confirmed: true })
  })
})

describe('nothing is recorded', () => {
  test.each([
    ['for a shift lead, who may look', lead, {}, 'roleMayNot'],
    ['for a clerk', clerk, {}, 'roleMayNot'],
    ['without a reason', manager, { why: ' ' }, 'whyMissing'],
    ['without a source', manager, { source: '' }, 'sourceMissing'],
    ['of what is so already', manager, { days: [{ date: '2026-12-16', working: false }] }, 'nothingChanged'],
  ])('%s', async (_, who, wish, code) => {
    const bench = await counter()
    await signIn(bench, who)
    expect(await change(bench, off, wish)).toEqual({ ok: false, refusal: { code } })
    expect(journal(bench)).toEqual([])
  })

  test('of a day that is over with a reason that says nothing; a real one is recorded', async () => {
    const bench = await counter()
    await signIn(bench, manager)
    const past = [{ date: '2026-11-17', working: false }]
    const refusal = { code: 'whyTooShort', least: 10 }
    expect(await change(bench, past, { why: 'көк' })).toEqual({ ok: false, refusal })
    expect(journal(bench)).toEqual([])
    expect(await change(bench, past, { why: 'Отделение не работало' })).toEqual({ ok: true })
    expect(await change(bench, off, { why: 'көк', command: COMMAND.replace(/1$/, '2') })).toEqual({ ok: true })
  })

  test('for nobody', async () => {
    expect(await change(await openBench(), off)).toEqual({ ok: false, refusal: { code: 'notSignedIn' } })
  })
})

test('a clerk does not see the calendar, a shift lead does', async () => {
  const bench = await counter()
  const refused = { ok: false, refusal: { code: 'roleMayNot' } }
  expect(await bench.call('calendars.year', { year: 2026 })).toEqual(refused)
  expect(await bench.call('calendars.moves', { year: 2026, days: off })).toEqual(refused)
  await signIn(bench, lead)
  expect(await bench.call('calendars.year', { year: 2028 })).toMatchObject({
    ok: true,
    calendar: { known: false, confirmed: false, days: [] },
  })
})

describe('a case taken on a day off', () => {
  test.each([
    ['Sunday', '2026-11-22', '2026-12-03'],
    ['a holiday in the week', '2026-12-16', '2026-12-28'],
    ['a working Monday', '2026-11-23', '2026-12-03'],
  ])('%s: counted as registered on the next working day', async (_, taken, by) => {
    const bench = await openBench({ now: { ms: Date.parse(`${taken}T05:00:00Z`) } })
    await signIn(bench)
    expect((await registered(bench)).answer.by).toBe(by)
  })
})
