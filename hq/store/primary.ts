/**
 * Connections to whichever of the named PostgreSQL servers takes writes now. After a standby has been promoted the next
 * connection goes there; a server in recovery is never written to nor read from. It promises nothing about a server that
 * two people believe to be the primary: only synchronous replication keeps that one from acknowledging.
 */
import pg from 'pg'
import { CannotStart } from '../cannotStart.ts'

export type Connections = {
  /** Throws the last server's error when none of them takes writes. */
  connect(): Promise<pg.PoolClient>
  count(): { open: number; idle: number; waiting: number }
  end(): Promise<void>
}

/** At most so many to one server: a few more than runs are worked on at once (`pressure.ts`). */
const CONNECTIONS = 10
/** A server that is gone without a word is given up after so long, when there is another. */
const CONNECT_LIMIT_MS = 5000

/**
 * The servers in a connection string as libpq writes several: `host1:5432,host2:5432` before the path, or sockets in
 * `?host=/one,/other`. One string for each.
 */
export function serversOf(url: string): string[] {
  const [, before = '', hosts = '', after = ''] = /^([a-z]+:\/\/(?:[^@/?]*@)?)([^/?]*)(.*)$/.exec(url) ?? []
  if (hosts.includes(',')) return hosts.split(',').map((host) => before + host + after)
  const sockets = /([?&]host=)([^&]*)/.exec(url)
  const list = decodeURIComponent(sockets?.[2] ?? '').split(',')
  if (!sockets || list.length < 2) return [url]
  return list.map((one) => url.replace(sockets[0], sockets[1] + encodeURIComponent(one)))
}

/** For whoever asks these servers the first question. Throws `CannotStart`, without the password of `url`. */
export const cannotReach =
  (url: string) =>
  (error: Error & { code?: string }): never => {
    const places = serversOf(url).map(placeOf).join(', ')
    // Where each of a name's addresses refused, the error has no words of its own.
    const why = error.message || error.code
    throw new CannotStart(`PostgreSQL at ${places} lets nobody in (${why}): start it, or correct DATABASE_URL.`)
  }

function placeOf(server: string): string {
  if (!URL.canParse(server)) return 'an address that cannot be read'
  const { host, searchParams } = new URL(server)
  return searchParams.get('host') ?? (host || 'localhost')
}

/** `url`: see `serversOf`. */
export function openConnections(url: string): Connections {
  const servers = serversOf(url)
  const several = servers.length > 1
  const pools = servers.map((server) => openPool(server, several))
  let current = 0
  const sum = (what: 'totalCount' | 'idleCount' | 'waitingCount') => pools.reduce((all, pool) => all + pool[what], 0)

  return {
    async connect() {
      let last: unknown
      for (let i = 0; i < pools.length; i++) {
        const at = (current + i) % pools.length
        try {
          const client = await (pools[at] as pg.Pool).connect()
          current = at
          return client
        } catch (error) {
          last = error
        }
      }
      throw last
    },
    count: () => ({ open: sum('totalCount'), idle: sum('idleCount'), waiting: sum('waitingCount') }),
    async end() {
      await Promise.all(pools.map((pool) => pool.end()))
    },
  }
}

function openPool(connectionString: string, several: boolean): pg.Pool {
  const pool = new pg.Pool({
    ...{ connectionString, max: CONNECTIONS, keepAlive: true },
    // Statements that wait for no answer of one another go out together.
    pipeline: true,
    ...(several && { connectionTimeoutMillis: CONNECT_LIMIT_MS, onConnect: mustTakeWrites }),
  })
  // A connection that breaks is replaced by the pool, an idle one and one in use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function mustTakeWrites(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby')
  if (rows[0]?.standby !== false) throw new Error('this server is a standby')
}
