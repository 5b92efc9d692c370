/**
 * Headquarters as an HTTP application over one database. What it keeps in memory between requests is of this moment only (its
 * queue, how often somebody tried), so any number of instances may stand over the same PostgreSQL.
 */
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { FILES_PATH } from '../domain/wire/files.ts'
import { VERSION_HEADER, versionOf } from '../domain/wire/version.ts'
import { BODIES_BYTES, boundBodies, OTHER_BODIES_BYTES } from './bodies.ts'
import { certificateShown } from './deviceRequest.ts'
import { layFiles } from './files/place.ts'
import type { Hq } from './hq.ts'
import { watch } from './metrics.ts'
import { holdBack, openPressure, pressedRoutes } from './pressure.ts'
import { rejudgeOld } from './rejudge.ts'
import { codeRoutes } from './routes/codes.ts'
import { enrolmentRoutes } from './routes/enrolment.ts'
import { exchangeRoutes } from './routes/exchange.ts'
import { feedRoutes } from './routes/feed.ts'
import { fileRoutes } from './routes/files.ts'
import { formRoutes } from './routes/forms.ts'
import { healthRoutes } from './routes/health.ts'
import { officeRoutes } from './routes/office.ts'
import { officerRoutes } from './routes/officers.ts'
import { recordRoutes } from './routes/records.ts'
import { takeSqueezed } from './squeezed.ts'
import { refoldOld } from './store/cases.ts'

// A run of 500 cases with long texts stays far below; what is larger did not come from a branch.
const BODY_LIMIT_BYTES = 32 * 1024 * 1024
/** Within it the longest body comes over the slowest line that is supported, 64 kbit/s; what takes longer is ended. */
const REQUEST_LIMIT_MS = Math.ceil(BODY_LIMIT_BYTES / 8000) * 1000

declare module 'fastify' {
  interface FastifyRequest {
    /** The version of the protocol that the device speaks; of its requests only. */
    protocolVersion?: number
  }
}

/** Devices post, and ask for files in several ways; the administrator and the officers have paths of their own. */
const isOfDevice = ({ method, url }: { method: string; url: string }): boolean =>
  url.startsWith(FILES_PATH) ||
  (method === 'POST' && url.startsWith('/v1/') && !url.startsWith('/v1/admin/') && !url.startsWith('/v1/office/'))

/**
 * Builds the application, once the cases that an older program folded are folded anew; the database is migrated by the
 * caller, and closed by him.
 */
export async function buildHq(hq: Hq, logger: FastifyServerOptions['logger'] = false): Promise<FastifyInstance> {
  await rejudgeOld(hq)
  await refoldOld(hq.database)
  const app = Fastify({
    ...{ logger: logger ?? false, trustProxy: hq.proxies ?? false },
    ...{ bodyLimit: BODY_LIMIT_BYTES, requestTimeout: REQUEST_LIMIT_MS },
  })
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
  // Before anything of the request is looked at: who speaks another version means something else by it.
  app.addHook('onRequest', async (request, reply) => {
    if (!isOfDevice(request)) return
    const version = versionOf(request.headers[VERSION_HEADER])
    if (typeof version !== 'number') return reply.code(426).send(version)
    request.protocolVersion = version
  })
  // Whoever is answered now asks elsewhere next time; a connection kept open would hold up the end.
  app.addHook('onSend', async (_request, reply) => {
    if (hq.isStopping?.()) reply.header('connection', 'close')
  })
  const pressure = openPressure(hq.limits)
  holdBack(app, pressure, (request) => certificateShown(request, hq.key) !== null)
  if (hq.metrics)
    watch(app, hq.metrics, { pressure, database: hq.database, media: hq.media ?? 'standby', files: hq.files })
  takeSqueezed(app)
  const isPressed = (route: string) => pressedRoutes.has(route)
  boundBodies(app, { most: BODIES_BYTES, counts: isPressed, sendAway: pressure.sendAway })
  // Contents of files go to the disk as they come.
  const isOther = (route: string) => !isPressed(route) && route !== FILES_PATH && route !== `${FILES_PATH}/:sha256`
  boundBodies(app, { most: OTHER_BODIES_BYTES, counts: isOther, sendAway: () => 5 })
  await app.register(helmet)
  await app.register(rateLimit, { global: false })
  healthRoutes(app, hq)
  exchangeRoutes(app, hq)
  feedRoutes(app, hq)
  officeRoutes(app, hq)
  officerRoutes(app, hq)
  formRoutes(app, hq)
  const lacking = hq.files ? await layFiles(hq.database, hq.files) : null
  if (lacking) app.log.error({ lacking }, 'the folder of files is not there: files are answered with 503')
  fileRoutes(app, hq)
  enrolmentRoutes(app, hq)
  codeRoutes(app, hq)
  recordRoutes(app, hq)
  return app
}
