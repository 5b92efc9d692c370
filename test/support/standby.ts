/** Two PostgreSQL servers: one writes, the other follows it over streaming replication, synchronously or not. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { as, BINARIES, identity, type Postgres, startPostgres } from './postgres.ts'

const run = promisify(execFile)
const LIMIT_MS = 20_000

export type Pair = {
  primary: Postgres
  /** Has the standby follow, or follow otherwise; returns when it does. */
  attach(how: 'sync' | 'async'): Promise<void>
  /** The standby's computer is gone, and the primary is told to go on without it. */
  lose(): Promise<void>
  /** The primary is killed, and the standby takes its place; returns when it takes writes. */
  promote(): Promise<void>
  /** Both servers in one connection string, as headquarters is given them. */
  urlOfBoth(database: string): string
  stop(): Promise<void>
}

/** `fsync`: as in `startPostgres`. */
export async function startPair(fsync = false): Promise<Pair> {
  const primary = await startPostgres({ fsync })
  const user = await identity()
  const folder = await mkdtemp('/tmp/okno-standby-')
  const data = join(folder, 'data')
  if (user) await run('chown', [`${user.uid}:${user.gid}`, folder])
  await chmod(folder, 0o755)
  let standby: ReturnType<typeof spawn> | null = null

  async function ask<T>(text: string): Promise<T[]> {
    const client = new Client({ connectionString: primary.url })
    await client.connect()
    try {
      return (await client.query(text)).rows as T[]
    } finally {
      await client.end()
    }
  }
  async function until(text: string): Promise<void> {
    const end = Date.now() + LIMIT_MS
    while ((await ask(text)).length === 0) {
      if (Date.now() > end) throw new Error(`it never came to that: ${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  async function kill(): Promise<void> {
    if (!standby) return
    const gone = once(standby, 'exit')
    standby.kill('SIGQUIT')
    await gone
    standby = null
  }

  return {
    primary,
    async promote() {
      await primary.kill()
      await run(...as(user, join(BINARIES, 'pg_ctl'), 'promote', '-D', data, '-w'), { cwd: folder })
    },
    urlOfBoth: (database) => database.replace(/(host=)(.*)$/, `$1$2${encodeURIComponent(`,${folder}`)}`),
    async attach(how) {
      if (!standby) {
        const copy = [
          '-D',
          data,
          '-d',
          primary.url.replace('/postgres?', '/?'),
          '--write-recovery-conf',
          '--wal-method=stream',
          '--no-sync',
        ]
        await run(...as(user, join(BINARIES, 'pg_basebackup'), ...copy, '--checkpoint=fast'), { cwd: folder })
        const settings = [
          'listen_addresses=',
          `unix_socket_directories=${folder}`,
          'hot_standby=on',
          `fsync=${fsync ? 'on' : 'off'}`,
        ]
        const words = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
        const [command, args] = as(user, join(BINARIES, 'postgres'), ...words)
        standby = spawn(command, args, { cwd: folder, stdio: 'ignore' })
      }
      await ask(`ALTER SYSTEM SET synchronous_standby_names = '${how === 'sync' ? '*' : ''}'`)
      await ask('SELECT pg_reload_conf()')
      await until(`SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = '${how}'
        AND flush_lsn >= pg_current_wal_flush_lsn()`)
    },
    async lose() {
      await kill()
      await ask(`ALTER SYSTEM SET synchronous_standby_names = ''`)
      await ask('SELECT pg_reload_conf()')
      await until('SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pg_stat_replication)')
    },
    async stop() {
      await kill()
      await primary.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
