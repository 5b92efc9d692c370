/** Wordings of searches that ended without a choice, counted by week. Nothing here says who searched or for whom. */
import type { Db } from './sql.ts'
import { sql } from './sql.ts'

export type UnmetRow = { words: string; times: number; freeText: number }

export function countUnmet(
  db: Db,
  { week, folded, words, freeText }: { week: string; folded: string; words: string; freeText: boolean },
): void {
  sql(
    db,
    `INSERT INTO search_unmet (week, folded, words, times, free_text) VALUES (?, ?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET times = times + 1, free_text = free_text + excluded.free_text, words = excluded.words`,
  ).run(week, folded, words, freeText ? 1 : 0)
}

export const unmetIn = (db: Db, week: string, limit: number): UnmetRow[] =>
  sql<UnmetRow>(
    db,
    `SELECT words, times, free_text AS freeText FROM search_unmet WHERE week = ? ORDER BY times DESC, folded LIMIT ?`,
  ).all(week, limit)

export const unmetTotal = (db: Db, week: string): number =>
  sql<{ total: number }>(db, 'SELECT coalesce(sum(times), 0) AS total FROM search_unmet WHERE week = ?').get(week)
    ?.total ?? 0

export const weeksWithUnmet = (db: Db, limit: number): string[] =>
  sql<{ week: string }>(db, 'SELECT DISTINCT week FROM search_unmet ORDER BY week DESC LIMIT ?')
    .all(limit)
    .map(({ week }) => week)
