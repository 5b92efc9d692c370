// The queue's page: tabs, order, finding and paging agree with plain lists, for any rows and any query.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseState } from '../../domain/cases/case.ts'
import { mayOpen } from '../../domain/cases/review.ts'
import { kazakhOrder } from '../../domain/customers/kazakhOrder.ts'
import type { Person } from '../../domain/people/person.ts'
import { seenBy } from '../../electron/branch/sight.ts'
import { ALWAYS, type CaseRecord, NEVER, saveCase } from '../../electron/branch/store/cases.ts'
import { readPage } from '../../electron/branch/store/queue.ts'
import type { QueueQuery } from '../../electron/contract.ts'
import { lead, least, openBench, page, registered, signIn } from './bench.ts'

const DAY = 86_400_000

describe('the tabs', () => {
  test('near and past the answer date follow the branch’s today', async () => {
    const bench = await openBench()
    await signIn(bench)
    const { answer } = await registered(bench)
    expect(answer.by).toBe('2026-12-03')
    const at = async (day: number) => {
      bench.now.ms = Date.parse('2026-11-23T05:00:00Z') + day * DAY
      const { counts, rows: shown } = await page(bench)
      return {
        soon: counts.due_soon,
        over: counts.overdue,
        left: (shown[0] as unknown as { daysLeft: number }).daysLeft,
      }
    }
    expect(await at(6)).toEqual({ soon: 0, over: 0, left: 4 })
    expect(await at(7)).toEqual({ soon: 1, over: 0, left: 3 })
    expect(await at(10)).toEqual({ soon: 1, over: 0, left: 0 })
    expect(await at(11)).toEqual({ soon: 0, over: 1, left: -1 })
  })

  test('what is due on the next working day is due soon at once, also over a weekend', async () => {
    // Friday 27 November 2026: the next working day is Monday.
    const bench = await openBench({ now: { ms: Date.parse('2026-11-27T05:00:00Z') } })
    await signIn(bench)
    const { answer } = await registered(bench, least, 'SVC-SUSPEND')
    expect(answer.by).toBe('2026-11-30')
    expect((await page(bench, { tab: 'due_soon' })).total).toBe(1)
  })

  test('mine are the cases that the signed-in person registered', async () => {
    const bench = await openBench()
    await signIn(bench)
    await registered(bench)
    await signIn(bench, lead)
    await registered(bench)
    expect((await page(bench, { tab: 'mine' })).total).toBe(1)
  })
})

const fits = (day: Parameters<typeof readPage>[1]['day'], on: string): boolean =>
  day === null || (on.slice(5) === `${day.month}-${day.day}` && (day.year === null || on.startsWith(day.year)))

/** The same page by plain lists: what the SQL must agree with. */
function naivePage(
  all: CaseRecord[],
  query: Parameters<typeof readPage>[1],
): { ids: string[]; counts: Record<string, number>; urgentHidden: number } {
  const { today, person } = query
  const tabs: Record<QueueQuery['tab'], (row: CaseRecord) => boolean> = {
    all: () => true,
    mine: (row) => row.registered_by === person,
    in_review: (row) => row.state === 'in_review',
    incomplete: (row) => row.incomplete === 1,
    waiting: (row) => row.delivery === 'waiting' || row.delivery === 'sent',
    at_hq: (row) => row.delivery === 'at_hq',
    due_soon: (row) => row.due_soon_on <= today && row.overdue_on > today,
    overdue: (row) => row.overdue_on <= today,
    escalated: (row) => row.up_on <= today,
  }
  const keys: Record<QueueQuery['sort'], keyof CaseRecord> = {
    answerBy: 'answer_by',
    registeredAt: 'registered_at',
    number: 'number',
    applicant: 'applicant_order',
    type: 'type',
    state: 'state',
  }
  const viewer = viewers.find(({ id }) => id === query.viewer)
  const found = all
    .filter((row) => viewer && opens(row, viewer))
    .filter((row) => query.types.length === 0 || query.types.includes(row.type))
    .filter((row) => query.terms.every((ways) => ways.some((way) => way.every((word) => row.search.includes(word)))))
    .filter(({ accepted_on: on }) => fits(query.day, on) && !query.nobody)
  const by = (a: CaseRecord, b: CaseRecord, key: keyof CaseRecord) =>
    String(a[key]) < String(b[key]) ? -1 : String(a[key]) > String(b[key]) ? 1 : 0
  const exact = (row: CaseRecord) => (query.terms.length > 0 && row.spelled.includes(query.spelled) ? 1 : 0)
  const sign = query.descending ? -1 : 1
  const sorted = found
    .filter(tabs[query.tab])
    .sort(
      (a, b) =>
        b.urgent - a.urgent || exact(b) - exact(a) || sign * by(a, b, keys[query.sort]) || sign * by(a, b, 'id'),
    )
  const counts = Object.entries(tabs).map(([tab, fits]) => [tab, found.filter(fits).length])
  return {
    ids: sorted.slice(query.offset, query.offset + query.limit).map(({ id }) => id),
    counts: Object.fromEntries(counts),
    urgentHidden:
      all.filter((row) => row.urgent === 1 && viewer && opens(row, viewer)).length -
      sorted.filter((row) => row.urgent === 1).length,
  }
}

/** What the rule says of one row, whatever SQL makes of all. */
const opens = ({ state, registered_by, named }: CaseRecord, viewer: Person): boolean =>
  mayOpen({ state: state as CaseState, registeredBy: { id: registered_by } }, viewer, {
    named: named.split(' ').includes(viewer.id),
  }) === null

const viewer = (id: string, role: Person['role']): Person => ({
  ...{ id, role, lastName: 'Ким', firstName: 'В', patronymic: '' },
})
const viewers = [viewer('p1', 'clerk'), viewer('p2', 'manager'), viewer('p3', 'clerk')]

test('sorting, filtering, finding and paging agree with plain lists, for any rows and any query', async () => {
  const bench = await openBench()
  const { db } = bench.branch
  const day = fc.constantFrom('2026-11-20', '2026-11-23', '2026-11-24', '2026-12-03')
  const word = fc.constantFrom('ким', 'касымова', 'иванов', '00418', '7kx')
  const looked = fc.constantFrom('ким', 'касымов', 'сымо', 'о', 'им', '041', '"', '7kx')
  const flag = fc.constantFrom(0, 1)
  const row = fc.record({
    number: fc.constantFrom('0712-A26-00001', '0712-A26-00002', '0712-B26-00001'),
    type: fc.constantFrom('ACC-DEREG', 'TRACE-INT', 'PD-REQ'),
    applicant_folded: word,
    spelled: fc.constantFrom('ким', 'қасымова', 'касымова', 'иванов'),
    state: fc.constantFrom<CaseState[]>('in_review', 'accepted', 'delivered', 'closed'),
    named: fc.constantFrom('', '', 'p1', 'p2 p1'),
    urgent: flag,
    incomplete: flag,
    registered_at: fc.constantFrom('2026-11-23T05:00:00.000Z', '2026-11-23T05:00:00.001Z'),
    registered_by: fc.constantFrom('p1', 'p2'),
    answer_by: day,
    due_soon_on: day,
    overdue_on: day,
    up_on: fc.constantFrom(ALWAYS, '2026-11-24', NEVER),
    delivery: fc.constantFrom('waiting' as const, 'sent' as const, 'at_hq' as const, 'refused' as const),
    search: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
    accepted_on: fc.constantFrom('2026-11-20', '2025-11-20', '2026-11-23'),
    accepted_hour: fc.constant('10'),
    escalated: fc.constantFrom(0, 2),
  })
  const query = fc.record({
    tab: fc.constantFrom<QueueQuery['tab'][]>(
      'all',
      'mine',
      'in_review',
      'incomplete',
      'waiting',
      'at_hq',
      'due_soon',
      'overdue',
      'escalated',
    ),
    sort: fc.constantFrom<QueueQuery['sort'][]>('answerBy', 'registeredAt', 'number', 'applicant', 'type', 'state'),
    descending: fc.boolean(),
    types: fc.subarray(['ACC-DEREG', 'TRACE-INT', 'PD-REQ']),
    terms: fc.array(fc.array(fc.array(looked, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), {
      maxLength: 2,
    }),
    day: fc.option(fc.constantFrom({ year: null, month: '11', day: '20' }, { year: '2026', month: '11', day: '20' })),
    nobody: fc.constantFrom(false, false, false, true),
    spelled: fc.constantFrom('ким', 'қасымова', 'касымова'),
    viewer: fc.constantFrom(...viewers.map(({ id }) => id)),
    today: day,
    offset: fc.nat(6),
    limit: fc.integer({ min: 1, max: 6 }),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.array(query, { minLength: 1, maxLength: 8 }), (made, queries) => {
      const all = made.map(
        (one, i): CaseRecord => ({
          ...one,
          id: `case-${(i * 7) % 13}`,
          applicant: one.spelled,
          marks: '[]',
          registrar: '',
          window: 'A',
          slips: 0,
          outage: null,
          since_at: '2026-11-20T05:00:00.000Z',
          since_delivery: 'waiting',
          paper_number: null,
          to_tell: 0,
          applicant_order: kazakhOrder(one.spelled),
          came_on: one.accepted_on,
          visits: 0,
          escalated_to: null,
          last_day_on: NEVER,
          level1_on: NEVER,
          level2_on: NEVER,
          level3_on: NEVER,
          asked_until: NEVER,
          returned_from: null,
        }),
      )
      db.exec('DELETE FROM cases')
      db.transaction(() => {
        for (const one of all) saveCase(db, one)
      })()
      for (const wish of queries) {
        const viewer = viewers.find(({ id }) => id === wish.viewer) ?? null
        const one = { ...wish, person: wish.viewer, seen: seenBy(viewer) }
        const found = readPage(db, one)
        const expected = naivePage(all, one)
        expect(found.rows.map(({ id }) => id)).toEqual(expected.ids)
        expect(found.counts).toEqual(expected.counts)
        expect(found.total).toBe(expected.counts[one.tab])
        expect(found.urgentHidden).toBe(expected.urgentHidden)
      }
    }),
    { numRuns: 300, seed: 712 },
  )
})
