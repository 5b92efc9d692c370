// Counts and the list behind each of them, for rows of any kind and any slice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '../../domain/calendar/days.ts'
import { weekOf } from '../../domain/calendar/week.ts'
import { caseStates, isOpen } from '../../domain/cases/case.ts'
import { stageOf } from '../../domain/cases/stages.ts'
import { behind, type Shown } from '../../domain/reports/slice.ts'
import { standingOfRow } from '../../electron/branch/rising.ts'
import { saveReasons } from '../../electron/branch/store/caseReasons.ts'
import { ALWAYS, type CaseRecord, NEVER, saveCase } from '../../electron/branch/store/cases.ts'
import { type Bench, clerk, manager, openBench, otherClerk, signIn } from './bench.ts'
import { plan, preparedBy } from './plans.ts'
import { always, bars, counted, listed, NOW, TODAY } from './reports.ts'

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

test('R-049 nothing of a report reads the wide rows: an index of narrow ones has all that is counted', async () => {
  const bench = await openBench()
  await signIn(bench, manager)
  const { db } = bench.branch
  const counting = await preparedBy(db, async () => {
    await counted(bench, { from: '2026-11-01', to: TODAY, parts: [] })
    await counted(bench)
  })
  const listing = await preparedBy(db, () => listed(bench, { ...always, parts: [{ by: 'due', value: 'overdue' }] }))
  const plansOf = (some: string[]) =>
    some.filter((text) => text.includes('FROM cases')).flatMap((text) => plan(db, text))
  const plans = plansOf(counting)
  expect(plans.filter((detail) => /^(SCAN|SEARCH) cases(?! USING COVERING INDEX)\b/.test(detail))).toEqual([])
  expect(plans.filter((detail) => detail.startsWith('SEARCH cases USING COVERING INDEX cases_report')).length).toBe(2)
  // The list looks at its own rows only.
  expect(
    plansOf([...counting, ...listing]).filter((detail) => /^SCAN cases(?! USING COVERING INDEX)\b/.test(detail)),
  ).toEqual([])
})
