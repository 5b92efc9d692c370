/**
 * Which rows of the queue can hold the words looked for, by an index of all parts of three characters. It names rows to look
 * at, never rows that are found: where in a text its parts stand it does not know.
 */
import type { Term } from '../../../domain/customers/find.ts'
import { type Db, sql } from './sql.ts'

const PART = 3

/** Ids of all rows that can hold these terms; null where the words are too short to say, or these rows are more than `most`. */
export function candidates(db: Db, terms: readonly Term[], most: number): string[] | null {
  const known = terms.map(waysOf).filter((ways) => ways !== null)
  if (known.length === 0) return null
  const match = known.map((ways) => `(${ways})`).join(' AND ')
  const found = sql<{ id: string }>(
    db,
    `SELECT id FROM (SELECT rowid AS place FROM case_words WHERE case_words MATCH ? LIMIT ${most + 1}) CROSS JOIN case_place USING (place)`,
  ).all(match)
  return found.length > most ? null : found.map(({ id }) => id)
}

/** A way that has nothing to go by leaves nothing to go by for its term. */
function waysOf(term: Term): string | null {
  const ways = term.map((words) => words.flatMap(partsOf))
  return ways.some((parts) => parts.length === 0) ? null : ways.map((parts) => `(${parts.join(' AND ')})`).join(' OR ')
}

/** As strings of SQLite's FTS5 query syntax. */
function partsOf(word: string): string[] {
  const letters = [...word]
  const starts = Math.max(0, letters.length - PART + 1)
  const parts = Array.from({ length: starts }, (_, i) => letters.slice(i, i + PART).join(''))
  return [...new Set(parts)].map((part) => `"${part.replaceAll('"', '""')}"`)
}
