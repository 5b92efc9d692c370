/**
 * Runs headquarters: on PostgreSQL with `DATABASE_URL`, otherwise on PGlite in `HQ_DATA_DIR`. Prints its address as
 * `HQ http://…` once it answers. The administrator's token comes in `HQ_ADMIN_TOKEN`, or is made once and kept in the
 * data folder, readable by its owner only; what the key there must be: `store/ownKey.ts`. What keeps it from starting is said in
 * one sentence, and it ends with 1: `cannotStart.ts`. Who carries text messages: `gateway/choose.ts`. What is on independent media
 * (`HQ_MEDIA`): `media.ts`. How it ends, `HQ_GRACE_MS` after the first signal: `stopping.ts`. Metrics, on a port of their own
 * where `HQ_METRICS_PORT` names one: `metrics.ts`. All settings: docs/operations.md. Files of cases lie in `HQ_FILES_DIR`, or beside the rest; several instances share that folder.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectDefaultMetrics } from 'prom-client'
import { z } from 'zod'
import { writeDurably } from '../trust/durable.ts'
import { buildHq } from './app.ts'
import { CannotStart, cannotListen, whyNotStarted } from './cannotStart.ts'
import { keepCare, usualCare } from './files/care.ts'
import { chooseGateway } from './gateway/choose.ts'
import { openMetrics, serveMetrics } from './metrics.ts'
import { readSettings } from './settings.ts'
import { openStopping } from './stopping.ts'
import { isDurable } from './store/counts.ts'
import { connectPostgres, type Database, openPGlite } from './store/database.ts'
import { ownKey } from './store/ownKey.ts'
import { cannotReach } from './store/primary.ts'

z.config({ jitless: true })

try {
  await start()
} catch (error) {
  console.error(whyNotStarted(error))
  process.exit(1)
}

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  const {
    HQ_DATA_DIR: data,
    HQ_PORT: port,
    HQ_HOST: host,
    HQ_METRICS_PORT: metricsPort,
    HQ_METRICS_HOST: metricsHost,
  } = settings
  layFolder(data)
  const gateway = chooseGateway(process.env, data)
  const database = await openDatabase(settings.DATABASE_URL, data)
  const key = await ownKey(database, data)

  const metrics = metricsPort === undefined ? null : openMetrics()
  if (metrics) collectDefaultMetrics({ register: metrics.registry })
  const stopping = openStopping({
    grace: settings.HQ_GRACE_MS,
    finish: () => app.close().then(() => database.close()),
    exit: (code) => process.exit(code),
  })
  const files = { folder: settings.HQ_FILES_DIR ?? join(data, 'files') }
  const app = await buildHq(
    {
      ...(metrics && { metrics }),
      isStopping: stopping.isStopping,
      ...(settings.HQ_PROXY && { proxies: settings.HQ_PROXY.split(',') }),
      database,
      key,
      adminToken: settings.HQ_ADMIN_TOKEN ?? keptToken(join(data, 'admin-token')),
      clock: Date.now,
      media: settings.HQ_MEDIA,
      files,
      gateway,
    },
    { level: 'warn' },
  )
  app.addHook(
    'onClose',
    keepCare(
      { database, clock: Date.now },
      files,
      {
        ...usualCare,
        halfDays: settings.HQ_FILES_HALF_DAYS,
        verifyDays: settings.HQ_FILES_VERIFY_DAYS,
        strayDays: settings.HQ_FILES_STRAY_DAYS,
      },
      (error) =>
        app.log.error({ message: error instanceof Error ? error.message : String(error) }, 'the care of files failed'),
    ),
  )
  if (!(await isDurable(database)))
    app.log.warn('the database does not wait for its disk: what is acknowledged may be lost with the power')
  const names = { port: 'HQ_PORT', host: 'HQ_HOST' }
  const listening = await app.listen({ port, host }).catch(cannotListen(names, port, host))
  if (metrics && metricsPort !== undefined) {
    const names = { port: 'HQ_METRICS_PORT', host: 'HQ_METRICS_HOST' }
    await serveMetrics(metrics, metricsPort, metricsHost).catch(cannotListen(names, metricsPort, metricsHost))
  }
  console.log(`HQ ${listening}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopping.signalled)
}

function layFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CannotStart(`The folder ${folder} cannot be made (${String(error)}): set HQ_DATA_DIR to another one.`)
  }
}

async function openDatabase(url: string | undefined, data: string): Promise<Database> {
  if (!url) return openPGlite(join(data, 'pglite'))
  const database = connectPostgres(url)
  await database.query('SELECT 1', []).catch(cannotReach(url))
  return database
}

function keptToken(file: string): string {
  if (!existsSync(file)) writeDurably(file, randomBytes(24).toString('base64url'), 0o600)
  return readFileSync(file, 'utf8')
}
