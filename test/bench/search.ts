/**
 * The queue's search, key by key as it is typed, over many cases: the whole call of the branch, against `LIKE` over the same
 * text of the same rows for the same words.
 */
import { readFind } from '../../domain/customers/find.ts'
import type { CaseRow } from '../../electron/contract.ts'
import { clerkAtWork } from './branch.ts'
import { asked, percentile, say, timed } from './measure.ts'
import { leadAtWork } from './waiting.ts'

/** So many characters are typed as a rule before a person reads what was found. */
const SHORT = 6
const SAMPLE = 12
/** Of more, the whole list is as good: the laid cases have one name in common, and all numbers their beginning. */
const FEW = 50

const wish = {
  ...{ tab: 'all' as const, types: [], sort: 'answerBy' as const, descending: false, offset: 0, limit: 50 },
}
type Page = { rows: CaseRow[]; total: number }

/** Does not change the folder. */
export async function benchSearch(folder: string, count: number): Promise<void> {
  const clerk = await clerkAtWork(folder)
  await leadAtWork(clerk)
  await clerk.branch.checked
  const { call, branch } = clerk.branch
  const page = (find: string) => call('cases.page', { ...wish, find }) as Promise<Page>
  const { country } = branch.knowledge.profile
  const like = branch.db.prepare<[string], { id: string }>(
    `SELECT id FROM cases WHERE search LIKE '%' || ? || '%' ORDER BY urgent DESC, answer_by, id LIMIT 50`,
  )
  const short: number[] = []
  const long: number[] = []
  const bare: number[] = []
  const few: { ms: number; bare: number }[] = []
  for (const text of await typedAt(count, page))
    for (let length = 1; length <= text.length; length++) {
      const find = text.slice(0, length)
      const ms = await asked(() => page(find))
      ;(length <= SHORT ? short : long).push(ms)
      const [word = find] = readFind(find, { country }).terms.flat(2)
      bare.push(timed(() => void like.all(word)))
      // The second time: how many there are is known from the first.
      const { total } = await page(find)
      if (total <= FEW) few.push({ ms: await asked(() => page(find)), bare: bare.at(-1) ?? 0 })
    }
  const p50 = percentile([...short, ...long], 0.5)
  const against = { name: 'LIKE over the same rows', value: percentile(bare, 0.5) }
  say({
    ...{
      name: `search, ${count} cases: a key → page p50`,
      value: p50,
      unit: 'ms',
      against,
      ratio: p50 / against.value,
    },
    ...{ goal: '<= 0.01 of LIKE', ok: p50 <= against.value / 100, of: bare.length },
  })
  const narrow = percentile(
    few.map(({ ms }) => ms),
    0.5,
  )
  const narrowBare = percentile(
    few.map(({ bare }) => bare),
    0.5,
  )
  say({
    ...{ name: `search, ${count} cases: what is in ${FEW} rows at most → page p50`, value: narrow, unit: 'ms' },
    against: { name: 'LIKE for the same words', value: narrowBare },
    ...{ ratio: narrow / narrowBare, goal: '<= 0.01 of LIKE', ok: narrow <= narrowBare / 100, of: few.length },
  })
  for (const [name, times, most] of [
    [`1 to ${SHORT} characters`, short, 2],
    ['more', long, 16],
  ] as const) {
    const value = percentile(times, 0.99)
    say({
      ...{ name: `search, ${count} cases, ${name}: p99`, value, unit: 'ms', against: null, ratio: null },
      ...{ goal: `<= ${most} ms`, ok: value <= most, of: times.length },
    })
  }
  await clerk.branch.close()
}

/** What a person would type to find cases that are there, from all over the list: names, numbers, and their last digits. */
async function typedAt(count: number, page: (find: string) => Promise<Page>): Promise<string[]> {
  const numbers = Array.from({ length: SAMPLE / 3 }, (_, i) => Math.floor((count * (i + 0.5)) / (SAMPLE / 3)))
  const typed: string[] = []
  for (const n of numbers) {
    const [row] = (await page(`0712-B26-${String(n).padStart(6, '0')}`)).rows
    if (!row) throw new Error(`case ${n} is not found`)
    typed.push(row.number, row.applicant.slice(0, 16).toLowerCase(), row.number.slice(-4))
  }
  return typed
}
