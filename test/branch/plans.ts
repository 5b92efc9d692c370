/** What SQLite reads for the statements that the program prepares: asked of SQLite itself, so no clock is needed. */
import type { Database } from 'better-sqlite3'

/** The statements that are prepared while `work` runs, on a store that was just opened. */
export async function preparedBy(db: Database, work: () => unknown): Promise<string[]> {
  const texts: string[] = []
  const { prepare } = db
  db.prepare = ((text: string) => {
    texts.push(text)
    return prepare.call(db, text)
  }) as typeof db.prepare
  await work()
  db.prepare = prepare
  return texts
}

/** The lines of its plan. */
export function plan(db: Database, text: string): string[] {
  const statement = db.prepare(`EXPLAIN QUERY PLAN ${text}`)
  const names = Object.fromEntries([...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]))
  const unnamed = (text.match(/\?/g) ?? []).map(() => null)
  const rows = (unnamed.length > 0 ? statement.all(...unnamed) : statement.all(names)) as { detail: string }[]
  return rows.map(({ detail }) => detail)
}
