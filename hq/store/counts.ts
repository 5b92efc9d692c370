/** Figures of the whole of headquarters, for those who watch it: each a count of rows, asked for rarely. */
import type { Sql } from './database.ts'

type Counted = { name: string; n: string | number }
const asRecord = (rows: Counted[]) => Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]))

export const countCases = async (sql: Sql): Promise<Record<string, number>> =>
  asRecord(await sql.query<Counted>('SELECT state AS name, count(*) AS n FROM case_record GROUP BY state', []))

export const countFiles = async (sql: Sql): Promise<Record<string, number>> =>
  asRecord(
    await sql.query<Counted>(
      `SELECT 'number' AS name, count(*) AS n FROM file UNION ALL SELECT 'bytes', coalesce(sum(bytes), 0) FROM file
       UNION ALL SELECT fault, count(file.fault) FROM unnest(ARRAY['damaged', 'missing']) AS kind (fault)
         LEFT JOIN file USING (fault) GROUP BY fault
       UNION ALL SELECT 'stray', count(*) FROM stray_file`,
      [],
    ),
  )

export const countRefused = async (sql: Sql): Promise<Record<string, number>> =>
  asRecord(
    await sql.query<Counted>(
      'SELECT refusal AS name, count(*) AS n FROM event WHERE refusal IS NOT NULL GROUP BY refusal',
      [],
    ),
  )

/** Whether an acknowledged commit survives a power cut of the database's own computer. */
export async function isDurable(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ durable: boolean }>(
    `SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
       AND current_setting('synchronous_commit') <> 'off' AS durable`,
    [],
  )
  return row?.durable === true
}
