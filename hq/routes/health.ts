/**
 * Two questions of whoever keeps headquarters running. `/health`: is the process alive, or must it be started again.
 * `/ready`: may it be given requests; a proxy that asks takes it out while it ends, while its database does not answer, and
 * while the database is of another version than the program.
 */
import type { FastifyInstance } from 'fastify'
import type { Hq } from '../hq.ts'
import { isMigrated } from '../store/database.ts'

export function healthRoutes(app: FastifyInstance, { database, isStopping = () => false }: Hq): void {
  app.get('/health', async () => ({ ok: true }))

  app.get('/ready', async (_request, reply) => {
    const away = (why: 'stopping' | 'database' | 'version') => reply.code(503).send({ ready: false, why })
    if (isStopping()) return away('stopping')
    try {
      if (!(await isMigrated(database))) return away('version')
    } catch {
      return away('database')
    }
    return { ready: true }
  })
}
