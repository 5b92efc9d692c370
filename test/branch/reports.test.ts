// Counts, the list behind each of them, and what may leave the branch: by rows of any kind, and by real cases.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../domain/calendar/days.ts'
import { weekOf } from '../../domain/calendar/week.ts'
import { caseStates, isOpen } from '../../domain/cases/case.ts'
import { stageOf } from '../../domain/cases/stages.ts'
import type { Answers } from '../../domain/forms/schema.ts'
import { behind, type Shown, type Slice } from '../../domain/reports/slice.ts'
import { todayAt, unsentAt } from '../../electron/branch/reports/windows.ts'
import { standingOfRow } from '../../electron/branch/rising.ts'
import { saveReasons } from '../../electron/branch/store/caseReasons.ts'
import { ALWAYS, type CaseRecord, NEVER, saveCase } from '../../electron/branch/store/cases.ts'
import type { CountsView, Overview, Today } from '../../electron/contract.ts'
import { countsReportCsv, countsReportHtml } from '../../paper/countsReport.ts'
import { TYPICAL } from '../support/typical.ts'
import {
  type Bench,
  clerk,
  knowledgeForTests,
  lead,
  least,
  manager,
  openBench,
  otherClerk,
  page,
  registered,
  rows,
  signIn,
} from './bench.ts'

type Answered = { ok: true; counts: CountsView } | { ok: false; refusal: { code: string } }
const always: Slice = { from: null, to: null, parts: [] }
const asked = (bench: Bench, slice: Slice) => bench.call('reports.counts', { slice }) as Promise<Answered>
const kept = (bench: Bench, slice: Slice) => bench.call('documents.counts', { slice }) as Promise<Answered>
const counted = async (bench: Bench, slice: Slice = always): Promise<CountsView> => {
  const answer = await asked(bench, slice)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.counts
}
const bars = (counts: CountsView, by: Shown) =>
  Object.fromEntries(counts.bars.find((group) => group.by === by)?.bars.map(({ key, count }) => [key, count]) ?? [])
const listed = (bench: Bench, slice: Slice) =>
  page(bench, { slice }) as Promise<Awaited<ReturnType<typeof page>> & { sliced: number | null }>
const overview = (bench: Bench) => bench.call('reports.overview', {}) as Promise<Overview>
const day = (moment: string) => Date.parse(`${moment}+05:00`)

const TODAY = '2026-11-23'
const NOW = '2026-11-23T05:00:00.000Z'
const REASONS = ['SVC-BILL/bill_problem/wrong_sum', 'SVC-BILL/bill_problem/not_in_utility_bill', 'ACC-DEREG/x/y']

/** Days near the bounds of every age, week and month. */
const near = fc.integer({ min: 0, max: 40 }).map((ago) => addDays(TODAY, -ago))
const soon = fc.oneof(
  fc.constant(NEVER),
  fc.integer({ min: -3, max: 3 }).map((days) => addDays(TODAY, days)),
)
const delivery = fc.constantFrom('waiting' as const, 'sent' as const, 'at_hq' as const, 'refused' as const)
const anyRow = fc.record({
  type: fc.constantFrom('SVC-BILL', 'ACC-DEREG', 'GONE'),
  state: fc.constantFrom(...caseStates),
  urgent: fc.constantFrom(0, 1),
  incomplete: fc.constantFrom(0, 1),
  registered_by: fc.constantFrom(clerk.person, otherClerk.person, 'of another computer'),
  window: fc.constantFrom('A', 'B'),
  delivery,
  since_delivery: delivery,
  since_at: fc.constantFrom('2026-11-22T04:59:59.999Z', '2026-11-22T05:00:00.000Z', '2026-11-23T04:00:00.000Z'),
  accepted_on: near,
  accepted_hour: fc.constantFrom('00', '09', '23'),
  escalated: fc.constantFrom(0, 1, 3),
  due_soon_on: soon,
  last_day_on: soon,
  overdue_on: soon,
  level1_on: soon,
  level2_on: soon,
  level3_on: soon,
  named: fc.constantFrom('', '', '', clerk.person, manager.person),
  reasons: fc.subarray(REASONS),
})
type AnyRow = CaseRecord & { reasons: string[] }

/** The same key, found without SQL. */
const plainKeys: Record<Exclude<Shown, 'reason' | 'clerk'>, (row: CaseRecord) => string> = {
  type: ({ type }) => type,
  month: ({ accepted_on }) => accepted_on.slice(0, 7),
  week: ({ accepted_on }) => weekOf(accepted_on),
  day: ({ accepted_on }) => accepted_on,
  hour: ({ accepted_hour }) => accepted_hour,
  stage: (row) =>
    stageOf(
      { state: row.state as (typeof caseStates)[number] },
      { delivery: row.since_delivery, late: Date.parse(NOW) - Date.parse(row.since_at) > 24 * 3_600_000 },
    ),
  urgent: ({ urgent }) => (urgent === 1 ? 'urgent' : 'usual'),
  window: ({ window }) => window,
  age({ accepted_on }) {
    const days = daysBetween(accepted_on, TODAY)
    return ['0-1', '2-3', '4-7', '8-15', '16-30'].find((age) => days <= Number(age.split('-')[1])) ?? '31'
  },
  due(row) {
    const { overdue, lastDay, dueSoon } = standingOfRow(row, TODAY)
    if (overdue) return 'overdue'
    if (lastDay) return 'lastDay'
    return dueSoon ? 'dueSoon' : row.due_soon_on === NEVER ? 'stopped' : 'inTime'
  },
  level: (row) => String(Math.max(row.escalated, standingOfRow(row, TODAY).level)),
}

function written(bench: Bench, made: (typeof anyRow extends fc.Arbitrary<infer T> ? T : never)[]): AnyRow[] {
  const { db } = bench.branch
  const all = made.map(
    (one, i): AnyRow => ({
      ...one,
      ...{
        id: `0197a000-0000-7000-8000-${String(i).padStart(12, '0')}`,
        number: `0712-A26-${i}`,
        registrar: 'Оразов Н. Н.',
        slips: 1,
        visits: 0,
        to_tell: 0,
      },
      ...{ applicant: 'Қасымова', applicant_folded: '', applicant_order: '', spelled: '', search: '', marks: '[]' },
      ...{ registered_at: NOW, answer_by: TODAY, came_on: one.accepted_on, outage: null, paper_number: null },
      ...{
        escalated_to: null,
        asked_until: NEVER,
        returned_from: null,
        named: '',
        up_on: one.escalated ? ALWAYS : NEVER,
      },
    }),
  )
  db.exec('DELETE FROM cases; DELETE FROM case_reason')
  db.transaction(() => {
    for (const { reasons, ...row } of all) {
      saveCase(db, row)
      saveReasons(db, row.id, reasons)
    }
  })()
  return all
}

test('R-049 every figure is the length of the list behind it, and is what counting by hand gives, for any cases and any slice', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  const base = fc.record({
    from: fc.option(near),
    to: fc.option(near),
    parts: fc.uniqueArray(
      fc.oneof(
        fc.record({ by: fc.constant('type' as const), value: fc.constantFrom('SVC-BILL', 'ACC-DEREG') }),
        fc.record({ by: fc.constant('reason' as const), value: fc.constantFrom(...REASONS) }),
        fc.record({ by: fc.constant('exchange' as const), value: fc.constantFrom('waiting', 'at_hq') }),
        fc.record({ by: fc.constant('clerk' as const), value: fc.constant(clerk.person) }),
      ),
      { maxLength: 2, selector: ({ by }) => by },
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 24 }), base, async (made, slice) => {
      const all = written(bench, made)
      const counts = await counted(bench, slice)
      // What is about the manager himself he sees neither in a figure nor in a list.
      const seen = all.filter(({ named }) => named !== manager.person)
      const narrow = seen.filter((row) =>
        slice.parts.every(({ by, value }) => {
          if (by === 'reason') return row.reasons.includes(value)
          if (by === 'clerk') return row.registered_by === value
          if (by === 'exchange') return (row.delivery === 'sent' ? 'waiting' : row.delivery) === value
          return row.type === value
        }),
      )
      const inPeriod = narrow.filter(
        ({ accepted_on: on }) => (slice.from === null || on >= slice.from) && (slice.to === null || on <= slice.to),
      )
      const open = narrow.filter(({ state }) => isOpen(state as (typeof caseStates)[number]))
      expect([counts.total, counts.open]).toEqual([inPeriod.length, open.length])
      expect((await listed(bench, slice)).total).toBe(counts.total)
      for (const { by, bars: shown } of counts.bars) {
        const rows = ['age', 'due', 'level'].includes(by) ? open : inPeriod
        if (by !== 'reason' && by !== 'clerk')
          expect(Object.fromEntries(shown.map(({ key, count }) => [key, count])), by).toEqual(
            tally(rows.map(plainKeys[by])),
          )
        for (const { key, count } of shown) {
          const list = await listed(bench, behind(slice, by, key))
          expect([list.total, list.rows.length, list.sliced], `${by} ${key}`).toEqual([count, count, count])
        }
      }
      expect(bars(counts, 'reason')).toEqual(tally(inPeriod.flatMap(({ reasons }) => reasons)))
      expect(bars(counts, 'clerk')).toEqual(tally(inPeriod.map(({ registered_by: by }) => by)))
    }),
    { numRuns: 40, seed: 49 },
  )
})

const tally = (keys: string[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const key of keys) sums[key] = (sums[key] ?? 0) + 1
  return sums
}

const people = [
  { last_name: 'Тілеубердина', first_name: 'Жанәлия', phone: '+77015550101', iin: '900315400126' },
  { last_name: 'Черноусова', first_name: 'Евпраксия', phone: '+77025550102' },
] as const

/** Bills of three months, and other papers, by two clerks. */
async function busy(): Promise<Bench> {
  const bench = await openBench({ now: { ms: day('2026-09-14T09:30') } })
  await signIn(bench)
  const bill = (problem: string[], who: 0 | 1 = 0): Answers => ({
    ...least,
    ...people[who],
    bill_problem: problem,
  })
  await registered(bench, bill(['not_in_utility_bill', 'wrong_sum']), 'SVC-BILL')
  bench.now.ms = day('2026-10-31T23:40')
  await registered(bench, bill(['not_in_utility_bill'], 1), 'SVC-BILL')
  bench.now.ms = day('2026-11-01T00:10')
  await registered(bench, bill(['not_in_utility_bill'], 1), 'SVC-BILL')
  await registered(bench, bill(['payment_late']), 'SVC-BILL')
  bench.now.ms = day('2026-11-23T10:00')
  await signIn(bench, otherClerk)
  await registered(bench, { ...TYPICAL['ACC-DEREG'], ...people[0] }, 'ACC-DEREG')
  await registered(bench, { ...least, ...people[1] }, 'TRACE-INT')
  await signIn(bench, manager)
  return bench
}

test('R-043 charges missing from the utility bill are counted month by month, in the branch’s own time', async () => {
  const bench = await busy()
  const reason = 'SVC-BILL/bill_problem/not_in_utility_bill'
  const all = await counted(bench)
  expect(bars(all, 'reason')).toMatchObject({
    [reason]: 3,
    'SVC-BILL/bill_problem/wrong_sum': 1,
    'ACC-DEREG/dereg_reason/recovery_loop': 1,
  })
  const missing = await counted(bench, { ...always, parts: [{ by: 'reason', value: reason }] })
  expect(missing.total).toBe(3)
  expect(bars(missing, 'month')).toEqual({ '2026-09': 1, '2026-10': 1, '2026-11': 1 })
  expect(bars(missing, 'hour')).toEqual({ '00': 1, '09': 1, '23': 1 })
  // Made anew from the journal the figures are the same.
  bench.branch.db.exec(`DELETE FROM case_reason; DELETE FROM setting WHERE key = 'projection'`)
  const again = await reopenAs(bench)
  expect((await counted(again)).bars).toEqual(all.bars)
})

async function reopenAs(bench: Bench): Promise<Bench> {
  await bench.close()
  const again = await openBench({ workspace: bench.workspace, state: bench.state, now: bench.now, seed: 7 })
  await signIn(again, manager)
  return again
}

test('R-049 the table and the sheet are for the branch as a whole: no name, number or telephone of anybody is in them, in any language', async () => {
  const bench = await busy()
  const onScreen = await counted(bench)
  expect(onScreen.bars.find(({ by }) => by === 'clerk')?.bars.map(({ name }) => name)).toContain('Әбенова С. Н.')
  const answer = await kept(bench, { ...always, parts: [{ by: 'clerk', value: clerk.person }] })
  if (!answer.ok) throw new Error(answer.refusal.code)
  const { counts } = answer
  expect([counts.total, counts.slice.parts]).toEqual([6, []])
  const { profile: branch, catalogue } = knowledgeForTests()
  const known = rows(bench, 'SELECT value FROM case_key UNION SELECT number FROM cases UNION SELECT id FROM cases')
  const secrets = [
    ...people.flatMap((one) => Object.values(one)),
    ...people.map(({ phone }) => phone.slice(2)),
    ...(rows(bench, 'SELECT last_name, first_name, patronymic, id FROM member') as object[]).flatMap((one) =>
      Object.values(one as Record<string, string>),
    ),
    ...(known as { value: string }[]).map(({ value }) => value),
  ].filter((one) => one.length > 2)
  expect(secrets).toEqual(expect.arrayContaining(['Тілеубердина', '900315400126', 'Әбенова']))
  for (const language of ['kk', 'ru', 'en'] as const) {
    const model = { counts, branch, catalogue, language }
    const texts = [
      countsReportCsv(model),
      countsReportHtml({ ...model, printedAt: NOW }, { nonce: 'n' }).replace(/<style[\s\S]*?<\/style>/, ''),
    ]
    for (const text of texts) {
      expect(secrets.filter((one) => text.includes(one))).toEqual([])
      expect(text).not.toMatch(/undefined|null|\{\w+\}/)
      expect(text.length).toBeGreaterThan(500)
    }
    const lines = (texts[0] ?? '').trim().split('\r\n')
    expect(texts[0]?.startsWith('\ufeff')).toBe(true)
    expect(lines.every((line) => line.split(';').length === 8)).toBe(true)
    const bills = lines.find((line) => line.includes(';SVC-BILL;'))
    expect(bills).toMatch(/^0712;;;;.*;SVC-BILL;4$/)
  }
})

describe('who may', () => {
  test('the manager sees reports, a shift lead the overview, a clerk neither; nobody keeps what he may not see', async () => {
    const bench = await openBench()
    const codes = async () => {
      const codeOf = (answer: Answered | Overview | { ok: false; refusal: { code: string } }) =>
        answer.ok ? 'ok' : answer.refusal.code
      const list = await listed(bench, always).then(
        () => 'ok',
        (error: { code: string }) => error.code,
      )
      return [
        codeOf(await overview(bench)),
        codeOf(await asked(bench, always)),
        codeOf(await kept(bench, always)),
        list,
      ]
    }
    expect(await codes()).toEqual(['notSignedIn', 'notSignedIn', 'notSignedIn', 'UNAUTHORIZED'])
    await signIn(bench, clerk)
    expect(await codes()).toEqual(['roleMayNot', 'roleMayNot', 'roleMayNot', 'FORBIDDEN'])
    await signIn(bench, lead)
    expect(await codes()).toEqual(['ok', 'roleMayNot', 'roleMayNot', 'ok'])
    await signIn(bench, manager)
    expect(await codes()).toEqual(['ok', 'ok', 'ok', 'ok'])
  })
})

describe('the overview', () => {
  test('each of its figures is the length of its list; what waits stands in the order of work', async () => {
    const bench = await busy()
    await bench.call('searches.note', { words: 'вклад по завещанию', instead: 'nothing' })
    await bench.call('searches.note', { words: 'карта для пенсии', instead: 'freeText' })
    await signIn(bench, lead)
    const seen = await overview(bench)
    const moving = (await bench.call('cases.today', {})) as Today
    const review = (await bench.call('review.page', { offset: 0, limit: 1 })) as { total: number }
    const searches = (await bench.call('searches.list', { week: null })) as { total: number }
    const lists: Record<string, number> = {
      ...Object.fromEntries(moving.parts.map(({ why, count }) => [why, count])),
      ...(review.total > 0 && { review: review.total }),
      searches: searches.total,
    }
    expect(Object.fromEntries(seen.needs.map(({ need, count }) => [need, count]))).toEqual(lists)
    expect(lists).toMatchObject({ overdue: 4, searches: 2 })
    expect(seen.needs.at(-1)?.need).toBe('searches')
    expect(seen.needs.find(({ need }) => need === 'overdue')?.first?.type).toBe('SVC-BILL')
    for (const { window, today, unsent } of seen.windows) {
      expect((await listed(bench, todayAt(TODAY, window))).total).toBe(today)
      expect((await listed(bench, unsentAt(window))).total).toBe(unsent)
    }
    expect(seen.windows).toMatchObject([{ window: 'A', here: true, clerk: 'Серік Д. А.', today: 2, unsent: 6 }])
    for (const { hour, today } of seen.hours) {
      const slice = { from: TODAY, to: TODAY, parts: [{ by: 'hour' as const, value: hour }] }
      expect((await listed(bench, slice)).total).toBe(today)
    }
    expect(seen.todayTotal).toBe(2)
  })

  test('the usual day is of the same weekday of the last weeks; where there was none, nothing is shown', async () => {
    const bench = await openBench({ now: { ms: day('2026-10-19T09:30') } })
    await signIn(bench)
    const at = async (moment: string, cases: number) => {
      bench.now.ms = day(moment)
      for (let i = 0; i < cases; i++) await registered(bench)
    }
    // Five weeks ago, and a Sunday: neither is looked at.
    await at('2026-10-19T09:30', 3)
    await at('2026-11-08T09:30', 1)
    bench.now.ms = day('2026-11-10T11:00')
    await signIn(bench, lead)
    expect(await overview(bench)).toMatchObject({ usualDays: 0, hours: [] })
    await signIn(bench)
    await at('2026-11-09T09:30', 2)
    await at('2026-11-16T09:10', 1)
    await at('2026-11-16T11:10', 1)
    await at('2026-11-23T10:00', 1)
    await signIn(bench, lead)
    const { hours, usualDays } = await overview(bench)
    expect(usualDays).toBe(2)
    expect(hours).toEqual([
      { hour: '09', today: 0, usual: 1.5 },
      { hour: '10', today: 1, usual: 0 },
      { hour: '11', today: 0, usual: 0.5 },
    ])
  })
})

test('a shift that was opened shows at its window; what was erased is counted as before', async () => {
  const bench = await openBench()
  await signIn(bench, lead)
  await registered(bench, TYPICAL['ACC-DEREG'], 'ACC-DEREG')
  expect((await overview(bench)).windows[0]?.shift).toBeNull()
  expect(await bench.call('shifts.open', { command: randomUUID() })).toMatchObject({ ok: true })
  expect((await overview(bench)).windows[0]?.shift).toEqual({ what: 'opened', at: NOW })
  await signIn(bench, manager)
  const before = await counted(bench)
  expect(bars(before, 'reason')).toEqual({ 'ACC-DEREG/dereg_reason/recovery_loop': 1 })
  bench.branch.db.prepare('INSERT INTO erased_case SELECT id, ? FROM cases').run(NOW)
  bench.branch.db.exec(`DELETE FROM setting WHERE key = 'projection'`)
  expect((await counted(await reopenAs(bench))).bars).toEqual(before.bars)
})

test('R-049 nothing of a report reads the wide rows: an index of narrow ones has all that is counted', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  const { db } = bench.branch
  const texts: string[] = []
  const { prepare } = db
  db.prepare = ((text: string) => {
    texts.push(text)
    return prepare.call(db, text)
  }) as typeof db.prepare
  await counted(bench, { from: '2026-11-01', to: TODAY, parts: [] })
  await counted(bench)
  const counting = [...texts]
  await listed(bench, { ...always, parts: [{ by: 'due', value: 'overdue' }] })
  db.prepare = prepare
  const plansOf = (some: string[]) =>
    some
      .filter((text) => text.includes('FROM cases'))
      .flatMap((text) => {
        const names = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]))
        return (db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(names) as { detail: string }[]).map(({ detail }) => detail)
      })
  const plans = plansOf(counting)
  expect(plans.filter((detail) => /^(SCAN|SEARCH) cases(?! USING COVERING INDEX)\b/.test(detail))).toEqual([])
  expect(plans.filter((detail) => detail.startsWith('SEARCH cases USING COVERING INDEX cases_report')).length).toBe(2)
  // The list looks at its own rows only.
  expect(plansOf(texts).filter((detail) => /^SCAN cases(?! USING COVERING INDEX)\b/.test(detail))).toEqual([])
})
