/**
 * Runs headquarters: on PostgreSQL with `DATABASE_URL`, otherwise on PGlite in `HQ_DATA_DIR`. Prints its address as
 * `HQ http://…` once it answers. The administrator's token comes in `HQ_ADMIN_TOKEN`, or is made once and kept in the
 * data folder, readable by its owner only. Who carries text messages: `gateway/choose.ts`. What is on independent media
 * (`HQ_MEDIA`): `media.ts`. How it ends, `HQ_GRACE_MS` after the first signal: `stopping.ts`. Metrics, on a port of their own
 * where `HQ_METRICS_PORT` names one: `metrics.ts`. All settings: docs/operations.md. Files of cases lie in `HQ_FILES_DIR`, or beside the rest; several instances share that folder.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { collectDefaultMetrics } from 'prom-client'
import { z } from 'zod'
import { writeDurably } from '../trust/durable.ts'
import { keyPairAt } from '../trust/keys.ts'
import { buildHq } from './app.ts'
import { keepCare, usualCare } from './files/care.ts'
import { chooseGateway } from './gateway/choose.ts'
import { openMetrics, serveMetrics } from './metrics.ts'
import { openStopping } from './stopping.ts'
import { isDurable } from './store/counts.ts'
import { connectPostgres, migrate, openPGlite } from './store/database.ts'

z.config({ jitless: true })

const days = (usual: number) => z.coerce.number().min(0).max(36_500).default(usual)
const settings = z
  .object({
    HQ_PORT: z.coerce.number().int().min(0).max(65_535).default(8420),
    HQ_HOST: z.string().default('127.0.0.1'),
    HQ_DATA_DIR: z.string().default(join(homedir(), '.local/share/okno/hq')),
    HQ_ADMIN_TOKEN: z.string().min(16).optional(),
    HQ_FILES_DIR: z.string().optional(),
    HQ_FILES_HALF_DAYS: days(usualCare.halfDays),
    HQ_FILES_VERIFY_DAYS: days(usualCare.verifyDays),
    HQ_FILES_STRAY_DAYS: days(usualCare.strayDays),
    DATABASE_URL: z.string().optional(),
    HQ_MEDIA: z.enum(['standby', 'storage']).default('standby'),
    HQ_PROXY: z.string().optional(),
    HQ_GRACE_MS: z.coerce.number().int().min(0).max(600_000).default(0),
    HQ_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    HQ_METRICS_HOST: z.string().default('127.0.0.1'),
  })
  .parse(process.env)

mkdirSync(settings.HQ_DATA_DIR, { recursive: true, mode: 0o700 })
const database = settings.DATABASE_URL
  ? connectPostgres(settings.DATABASE_URL)
  : await openPGlite(join(settings.HQ_DATA_DIR, 'pglite'))
await migrate(database)

const metrics = settings.HQ_METRICS_PORT === undefined ? null : openMetrics()
if (metrics) collectDefaultMetrics({ register: metrics.registry })
const stopping = openStopping({
  grace: settings.HQ_GRACE_MS,
  finish: () => app.close().then(() => database.close()),
  exit: (code) => process.exit(code),
})
const files = { folder: settings.HQ_FILES_DIR ?? join(settings.HQ_DATA_DIR, 'files') }
const app = await buildHq(
  {
    ...(metrics && { metrics }),
    isStopping: stopping.isStopping,
    ...(settings.HQ_PROXY && { proxies: settings.HQ_PROXY.split(',') }),
    database,
    key: keyPairAt(join(settings.HQ_DATA_DIR, 'hq.key')),
    adminToken: settings.HQ_ADMIN_TOKEN ?? keptToken(join(settings.HQ_DATA_DIR, 'admin-token')),
    clock: Date.now,
    media: settings.HQ_MEDIA,
    files,
    gateway: chooseGateway(process.env, settings.HQ_DATA_DIR),
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
const listening = await app.listen({ port: settings.HQ_PORT, host: settings.HQ_HOST })
if (metrics) await serveMetrics(metrics, settings.HQ_METRICS_PORT ?? 0, settings.HQ_METRICS_HOST)
console.log(`HQ ${listening}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopping.signalled)

function keptToken(file: string): string {
  if (!existsSync(file)) writeDurably(file, randomBytes(24).toString('base64url'), 0o600)
  return readFileSync(file, 'utf8')
}
