/** A database whose table of headquarters' places was dropped and laid anew, as `pg_restore` does it. */
import type { Database } from '../../hq/store/database.ts'

export async function laidFromDump(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('CREATE TABLE office_dumped (LIKE office INCLUDING ALL)')
    await sql.query('INSERT INTO office_dumped SELECT * FROM office')
    await sql.query('DROP TABLE office')
    await sql.query('ALTER TABLE office_dumped RENAME TO office')
  })
}
