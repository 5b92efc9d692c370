/**
 * One page of the queue, sorted, filtered and searched where the rows are. Urgent cases come first in every order
 * (R-017), then those spelled exactly as typed (R-051), and equal rows keep one order, so that pages never overlap.
 */
import type { FoundDay, Term } from '../../../domain/customers/find.ts'
import type { QueueQuery } from '../../contract.ts'
import type { Condition } from '../reports/condition.ts'
import type { CaseRecord } from './cases.ts'
import { candidates } from './caseWords.ts'
import { type Db, sql } from './sql.ts'

/** `terms`: folded, of each one way must occur. `spelled`: as typed in lower case. `today`: in the branch's calendar. */
export type QueueSearch = Omit<QueueQuery, 'find' | 'slice'> & {
  /** The cases of a report's figure; all where there is none. */
  slice?: Condition | null
  terms: Term[]
  /** Accepted on this day. */
  day: FoundDay | null
  /** By a person's number alone no row is found. */
  nobody: boolean
  spelled: string
  person: string | null
  /** Whose page it is, and which rows he may see (`electron/branch/sight.ts`); the others are in no row and no count. */
  viewer: string
  seen: string
  today: string
}
export type QueuePage = {
  rows: CaseRecord[]
  total: number
  counts: Record<QueueQuery['tab'], number>
  sliced: number | null
  urgentHidden: number
}

const sorts: Record<QueueQuery['sort'], string> = {
  answerBy: 'answer_by',
  registeredAt: 'registered_at',
  number: 'number',
  applicant: 'applicant_order',
  type: 'type',
  state: 'state',
}

/** With more, looking at every row costs no more than looking these up, again for each count. */
const MOST = 2000

const tabs: Record<QueueQuery['tab'], string> = {
  all: 'true',
  // What comes back to the branch is everybody's there, whoever took it in.
  mine: `(registered_by = @person OR state IN ('returned', 'need_customer', 'answered'))`,
  in_review: `state = 'in_review'`,
  incomplete: 'incomplete = 1',
  waiting: `delivery IN ('waiting', 'sent')`,
  at_hq: `delivery = 'at_hq'`,
  due_soon: 'due_soon_on <= @today AND overdue_on > @today',
  overdue: 'overdue_on <= @today',
  escalated: 'up_on <= @today',
}

/** The wishes of a query that are the same for all tabs. `named`: it is known which rows are to be looked at. */
function filter({ terms, types, day, nobody, slice, seen }: QueueSearch, named: boolean): string {
  const parts = terms.map(occurs)
  if (named) parts.unshift('id IN (SELECT value FROM json_each(@candidates))')
  parts.push(seen)
  if (day) parts.push(day.year === null ? 'substr(accepted_on, 6) = @day' : 'accepted_on = @day')
  if (nobody) parts.push('false')
  // Found by an index of narrow rows first; only its own rows are looked at then.
  if (slice) parts.push(`id IN (SELECT id FROM cases WHERE ${slice.text})`)
  if (types.length > 0) parts.push('type IN (SELECT value FROM json_each(@types))')
  return parts.join(' AND ')
}

const occurs = (ways: Term, i: number) => `(${ways.map((way, j) => allOf(way, i, j)).join(' OR ')})`
const allOf = (way: string[], i: number, j: number) =>
  `(${way.map((_, k) => `instr(search, @term${i}_${j}_${k}) > 0`).join(' AND ')})`

const wordsOf = (terms: Term[]) =>
  Object.fromEntries(
    terms.flatMap((ways, i) => ways.flatMap((way, j) => way.map((word, k) => [`term${i}_${j}_${k}`, word]))),
  )

const dayText = (day: FoundDay | null): string | null =>
  day && [day.year, day.month, day.day].filter((part) => part !== null).join('-')

/**
 * Ids of all rows that can hold the words: the rows themselves then need to be looked at once, and not for each count. Null where
 * these are many, as of words that stand everywhere; a page of those is found soon in any order.
 */
function rowsToLookAt(db: Db, terms: Term[]): string[] | null {
  if (terms.length === 0) return null
  const known = candidates(db, terms, MOST)
  if (known) return known
  const text = `SELECT id FROM cases WHERE ${terms.map(occurs).join(' AND ')} LIMIT ${MOST + 1}`
  const found = sql<{ id: string }, [Record<string, string>]>(db, text).all(wordsOf(terms))
  return found.length > MOST ? null : found.map(({ id }) => id)
}

export function readPage(db: Db, query: QueueSearch): QueuePage {
  const { tab, sort, descending, terms, types, spelled, person, viewer, today, offset, limit } = query
  const ids = rowsToLookAt(db, terms)
  const wishes = filter(query, ids !== null)
  const parameters = {
    ...query.slice?.parameters,
    candidates: JSON.stringify(ids),
    ...wordsOf(terms),
    day: dayText(query.day),
    types: JSON.stringify(types),
    spelled,
    person,
    viewer,
    today,
    offset,
    limit,
  }
  const direction = descending ? 'DESC' : 'ASC'
  const exact = terms.length > 0 ? ', instr(spelled, @spelled) > 0 DESC' : ''
  const order = `urgent DESC${exact}, ${sorts[sort]} ${direction}, id ${direction}`
  // The inner query sorts ids alone: rows are wide, and a page far down would carry all rows before it.
  const rows = sql<CaseRecord, [typeof parameters]>(
    db,
    `SELECT * FROM cases WHERE id IN
       (SELECT id FROM cases WHERE ${wishes} AND ${tabs[tab]} ORDER BY ${order} LIMIT @limit OFFSET @offset)
     ORDER BY ${order}`,
  ).all(parameters)
  const counts = countTabs(db, wishes, parameters)
  // Urgent cases that this tab, search or filter leaves out: none of them is hidden without a word (R-017). `+`: of rows that are
  // known by name none need be looked for by their urgency.
  const shown = `${wishes} AND ${tabs[tab]} AND ${ids ? '+' : ''}urgent = 1`
  const urgentHidden = count(db, `${query.seen} AND urgent = 1`, parameters) - count(db, shown, parameters)
  const sliced = query.slice ? count(db, query.slice.text, query.slice.parameters) : null
  return { rows, total: counts[tab], counts, sliced, urgentHidden }
}

const count = (db: Db, condition: string, parameters: Record<string, unknown>): number =>
  sql<{ n: number }, [Record<string, unknown>]>(db, `SELECT count(*) AS n FROM cases WHERE ${condition}`).get(
    parameters,
  )?.n ?? 0

function countTabs(db: Db, wishes: string, parameters: Record<string, unknown>): QueuePage['counts'] {
  const columns = Object.entries(tabs).map(([tab, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${tab}"`)
  const counts = sql<QueuePage['counts'], [Record<string, unknown>]>(
    db,
    `SELECT ${columns.join(', ')} FROM cases WHERE ${wishes}`,
  ).get(parameters)
  if (!counts) throw new Error('a count has no row')
  return counts
}
