// A real PostgreSQL 15 for tests: its own data folder and its own socket, no TCP port, never the machine's cluster.
// It refuses to run as root, so under root it runs as Debian's `postgres` user. It dies with the process that started it.
// As vitest's globalSetup (project hq-postgres) it starts one server for the run; a test file then takes an empty
// database of its own with freshDatabase().
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'

const run = promisify(execFile)
export const BINARIES = '/usr/lib/postgresql/15/bin'
const READY_LIMIT_MS = 30_000
const RUN_URL = 'OKNO_TEST_POSTGRES_URL'

export interface Postgres {
  /** For `pg`: over the unix socket, superuser `okno`, database `postgres`. */
  url: string
  /** Creates an empty database and returns its connection string. */
  freshDatabase(): Promise<string>
  /** Ends every process of the server with SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Starts it again on the same data; returns when it has recovered and answers. */
  start(): Promise<void>
  /** No file of the server may grow beyond so many bytes; null lifts it again. As on a disk that is full, for its files. */
  limitFiles(bytes: number | null): Promise<void>
  /** Stops the server and deletes its data. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** true: commits wait for the disk, as in production. Default false, which is faster and survives a killed process. */
  fsync?: boolean
  /** Further settings, as `name=value`. */
  settings?: readonly string[]
  /** Further words for `initdb`. */
  init?: readonly string[]
}

export async function identity(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])))
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
}

/** Words that run a program as the server's user; setpriv keeps the process number, so that signals reach it. */
export function as(user: { uid: number; gid: number } | null, ...program: string[]): [string, string[]] {
  const who = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : []
  return ['setpriv', [...who, '--pdeathsig', 'QUIT', ...program]]
}

/** Where `pg` finds a database of the server whose socket stands in this folder. */
function urlOf(folder: string, database: string): string {
  return `postgresql://okno@localhost/${database}?host=${encodeURIComponent(folder)}`
}

async function createDatabase(url: string): Promise<string> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
  const fresh = new URL(url)
  fresh.pathname = `/${name}`
  return fresh.href
}

/** Starts a server; about two seconds. Throws with its log when it is not ready in 30 s. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const user = await identity()
  // Short, because a socket's path has at most 107 bytes; not under TMPDIR, which may be closed to the postgres user.
  const folder = await mkdtemp('/tmp/okno-pg-')
  const data = join(folder, 'data')
  await mkdir(data)
  if (user) await Promise.all([folder, data].map((path) => chown(path, user.uid, user.gid)))
  await chmod(folder, 0o755)
  const init = [
    '-D',
    data,
    '-U',
    'okno',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--auth=trust',
    '--no-sync',
    ...(options.init ?? []),
  ]
  await run(...as(user, join(BINARIES, 'initdb'), ...init), { cwd: folder })

  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, `fsync=${options.fsync ? 'on' : 'off'}`]
  const words = ['-D', data, ...[...settings, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting])]
  const [command, args] = as(user, join(BINARIES, 'postgres'), ...words)
  let log = ''
  const raise = () => {
    const raised = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    raised.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString()
    })
    return raised
  }
  let child = raise()
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  const url = urlOf(folder, 'postgres')
  const stop = async () => {
    if (!isGone()) {
      child.kill('SIGINT') // "fast": ends sessions, closes the files properly
      await once(child, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(url, isGone)
  } catch (error) {
    await stop()
    throw new Error(`PostgreSQL did not start. It said:\n${log}`, { cause: error })
  }
  return {
    url,
    freshDatabase: () => createDatabase(url),
    async kill() {
      if (!isGone()) await killAll(child)
    },
    async limitFiles(bytes) {
      const words = `--fsize=${bytes ?? 'unlimited'}:`
      for (const pid of [child.pid, ...(await childrenOf(child))]) {
        // As the server's own user: root of a container may not. One that has ended meanwhile needs no limit.
        const limited = run(...as(user, 'prlimit', '--pid', String(pid), words))
        await (pid === child.pid ? limited : limited.catch(() => {}))
      }
    },
    async start() {
      child = raise()
      await untilReady(url, isGone)
    },
    stop,
  }
}

async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return children.split(' ').filter(Boolean).map(Number)
}

/** A server and its own processes, which are its children. */
async function killAll(server: ChildProcess): Promise<void> {
  const gone = once(server, 'exit')
  const children = await childrenOf(server)
  server.kill('SIGKILL')
  for (const one of children) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  await gone
}

async function untilReady(url: string, isGone: () => boolean): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS
  for (;;) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (isGone() || Date.now() > limit) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/**
 * An empty PostgreSQL database for one test file, in the server of this run.
 * null in the run on PGlite: the caller then opens an embedded one in memory.
 */
export async function freshDatabase(): Promise<string | null> {
  const url = process.env[RUN_URL]
  if (url) return createDatabase(url)
  if (process.env.OKNO_TEST_DATABASE === 'postgres') throw new Error('This run promises PostgreSQL, but there is none.')
  return null
}

/** vitest calls this once before a run that names this file as globalSetup, and its answer after the run. */
export async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  process.env[RUN_URL] = postgres.url
  return postgres.stop
}
