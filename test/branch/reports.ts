/** Reports as the window asks for them, and the list behind each figure. */
import type { Answers } from '../../domain/forms/schema.ts'
import type { Shown, Slice } from '../../domain/reports/slice.ts'
import type { CountsView, Overview } from '../../electron/contract.ts'
import { TYPICAL } from '../support/typical.ts'
import { type Bench, least, manager, openBench, otherClerk, page, registered, signIn } from './bench.ts'

export type Answered = { ok: true; counts: CountsView } | { ok: false; refusal: { code: string } }
export const always: Slice = { from: null, to: null, parts: [] }
export const asked = (bench: Bench, slice: Slice) => bench.call('reports.counts', { slice }) as Promise<Answered>
export const counted = async (bench: Bench, slice: Slice = always): Promise<CountsView> => {
  const answer = await asked(bench, slice)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.counts
}
export const bars = (counts: CountsView, by: Shown) =>
  Object.fromEntries(counts.bars.find((group) => group.by === by)?.bars.map(({ key, count }) => [key, count]) ?? [])
export const listed = (bench: Bench, slice: Slice) =>
  page(bench, { slice }) as Promise<Awaited<ReturnType<typeof page>> & { sliced: number | null }>
export const overview = (bench: Bench) => bench.call('reports.overview', {}) as Promise<Overview>
export const day = (moment: string) => Date.parse(`${moment}+05:00`)

export const TODAY = '2026-11-23'
export const NOW = '2026-11-23T05:00:00.000Z'

export const people = [
  { last_name: 'Тілеубердина', first_name: 'Жанәлия', phone: '+77015550101', iin: '900315400126' },
  { last_name: 'Черноусова', first_name: 'Евпраксия', phone: '+77025550102' },
] as const

/** Bills of three months, and other papers, by two clerks. */
export async function busy(): Promise<Bench> {
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
