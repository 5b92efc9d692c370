/**
 * Whether what has been committed is on independent media, below which a restore of headquarters never goes: then it is
 * acknowledged as *safe*, otherwise as *received*. It asks PostgreSQL each time and never remembers: a standby that was
 * there a minute ago proves nothing about this commit.
 */
import type { Sql } from './store/database.ts'

/**
 * `standby`: a synchronous standby has the commit on its disk (`synchronous_standby_names` set). `storage`: the operator
 * vouches that the database's own storage is replicated to independent media, and never restores below it.
 */
export type Media = 'standby' | 'storage'

/**
 * True only when every commit that was visible before this question is on a synchronous standby's disk: it has flushed
 * the log as far as we have. An asynchronous standby proves nothing, because nobody waits for it when it takes over.
 * The role that asks needs `pg_monitor`; without it the columns are empty, and nothing is called safe.
 */
export async function isOnIndependentMedia(sql: Sql, media: Media): Promise<boolean> {
  if (media === 'storage') return true
  const rows = await sql.query(
    `SELECT 1 FROM pg_stat_replication
     WHERE sync_state IN ('sync', 'quorum') AND state = 'streaming' AND flush_lsn >= (SELECT pg_current_wal_flush_lsn())
     LIMIT 1`,
  )
  return rows.length > 0
}
