/** Settings of a headquarters for a journey: the real server on a database of its own in the run's PostgreSQL, ready in a second. */
import { join } from 'node:path'
import { freshDatabase } from '../support/postgres.ts'

/** For `startHqProcess`, as often as it is started again: the same settings lead to the same data, kept in `folder` beside the database. */
export async function freshHq(folder: string, name: string, token: string): Promise<Record<string, string>> {
  const database = await freshDatabase()
  return {
    ...{ HQ_PORT: '0', HQ_DATA_DIR: join(folder, name), HQ_ADMIN_TOKEN: token },
    ...(database && { DATABASE_URL: database }),
  }
}
