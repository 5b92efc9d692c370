/**
 * Headquarters as an HTTP application over one database. It keeps nothing in memory between requests, so any number of
 * instances may stand over the same PostgreSQL.
 */
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Hq } from './hq.ts'
import { codeRoutes } from './routes/codes.ts'
import { enrolmentRoutes } from './routes/enrolment.ts'
import { exchangeRoutes } from './routes/exchange.ts'
import { formRoutes } from './routes/forms.ts'
import { recordRoutes } from './routes/records.ts'
import { refoldOld } from './store/cases.ts'

// A run of 500 cases with long texts stays far below; what is larger did not come from a branch.
const BODY_LIMIT_BYTES = 32 * 1024 * 1024

/**
 * Builds the application, once the cases that an older program folded are folded anew; the database is migrated by the
 * caller, and closed by him.
 */
export async function buildHq(hq: Hq, logger: FastifyServerOptions['logger'] = false): Promise<FastifyInstance> {
  await refoldOld(hq.database)
  const app = Fastify({ logger: logger ?? false, bodyLimit: BODY_LIMIT_BYTES })
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = String(body)
    try {
      done(null, JSON.parse(request.rawBody))
    } catch {
      done(Object.assign(new Error('The body is not JSON'), { statusCode: 400 }))
    }
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error.statusCode && error.statusCode < 500) return reply.code(error.statusCode).send({ code: 'refused' })
    // Details stay here: an answer to a stranger names no table and no path.
    // Not the error itself: PostgreSQL's details quote the row, and a row holds a person.
    request.log.error({ name: error.name, message: error.message, stack: error.stack }, 'a request failed')
    return reply.code(503).header('retry-after', '5').send({ code: 'unavailable' })
  })
  await app.register(helmet)
  await app.register(rateLimit, { global: false })
  app.get('/health', async () => {
    await hq.database.query('SELECT 1')
    return { ok: true }
  })
  exchangeRoutes(app, hq)
  formRoutes(app, hq)
  enrolmentRoutes(app, hq)
  codeRoutes(app, hq)
  recordRoutes(app, hq)
  return app
}
