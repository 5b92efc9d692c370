/**
 * One page of the queue, sorted, filtered and searched where the rows are. Urgent cases come first in every order
 * then those spelled exactly as typed, and equal rows keep one order, so that pages never overlap.
 */
import type { QueueQuery } from '../../contract.ts'
import type { CaseRecord } from './cases.ts'
import { type Db, sql } from './sql.ts'

/** `terms`: folded, each must occur. `spelled`: as typed in lower case. `today`: in the branch's calendar. */
export type QueueSearch = Omit<QueueQuery, 'find'> & {
  terms: string[]
  spelled: string
  person: string | null
  today: string
}
export type QueuePage = { rows: CaseRecord[]; total: number; counts: Record<QueueQuery['tab'], number> }

const sorts: Record<QueueQuery['sort'], string> = {
  answerBy: 'answer_by',
  registeredAt: 'registered_at',
  number: 'number',
  applicant: 'applicant_folded',
  type: 'type',
  state: 'state',
}

const tabs: Record<QueueQuery['tab'], string> = {
  all: 'true',
  mine: 'registered_by = @person',
  in_review: `state = 'in_review'`,
  incomplete: 'incomplete = 1',
  waiting: `delivery IN ('waiting', 'sent')`,
  at_hq: `delivery = 'at_hq'`,
  due_soon: 'due_soon_on <= @today AND answer_by >= @today',
  overdue: 'answer_by < @today',
}

/** The wishes of a query that are the same for all tabs. */
function filter({ terms, types }: QueueSearch): string {
  const parts = terms.map((_, i) => `instr(search, @term${i}) > 0`)
  if (types.length > 0) parts.push('type IN (SELECT value FROM json_each(@types))')
  return parts.join(' AND ') || 'true'
}

export function readPage(db: Db, query: QueueSearch): QueuePage {
  const { tab, sort, descending, terms, types, spelled, person, today, offset, limit } = query
  const words = Object.fromEntries(terms.map((term, i) => [`term${i}`, term]))
  const parameters = { ...words, types: JSON.stringify(types), spelled, person, today, offset, limit }
  const direction = descending ? 'DESC' : 'ASC'
  const exact = terms.length > 0 ? ', instr(spelled, @spelled) > 0 DESC' : ''
  const order = `urgent DESC${exact}, ${sorts[sort]} ${direction}, id ${direction}`
  // The inner query sorts ids alone: rows are wide, and a page far down would carry all rows before it.
  const rows = sql<CaseRecord, [typeof parameters]>(
    db,
    `SELECT * FROM cases WHERE id IN
       (SELECT id FROM cases WHERE ${filter(query)} AND ${tabs[tab]} ORDER BY ${order} LIMIT @limit OFFSET @offset)
     ORDER BY ${order}`,
  ).all(parameters)
  const counts = countTabs(db, query, parameters)
  return { rows, total: counts[tab], counts }
}

function countTabs(db: Db, query: QueueSearch, parameters: Record<string, unknown>): QueuePage['counts'] {
  const columns = Object.entries(tabs).map(([tab, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${tab}"`)
  const counts = sql<QueuePage['counts'], [Record<string, unknown>]>(
    db,
    `SELECT ${columns.join(', ')} FROM cases WHERE ${filter(query)}`,
  ).get(parameters)
  if (!counts) throw new Error('a count has no row')
  return counts
}
