/**
 * Runs headquarters: on PostgreSQL with `DATABASE_URL`, otherwise on PGlite in `HQ_DATA_DIR`. Prints its address as
 * `HQ http://…` once it answers. The administrator's token comes in `HQ_ADMIN_TOKEN`, or is made once and kept in the
 * data folder, readable by its owner only. Who carries text messages: `gateway/choose.ts`.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../trust/durable.ts'
import { keyPairAt } from '../trust/keys.ts'
import { buildHq } from './app.ts'
import { chooseGateway } from './gateway/choose.ts'
import { connectPostgres, migrate, openPGlite } from './store/database.ts'

z.config({ jitless: true })

const settings = z
  .object({
    HQ_PORT: z.coerce.number().int().min(0).max(65_535).default(8420),
    HQ_HOST: z.string().default('127.0.0.1'),
    HQ_DATA_DIR: z.string().default(join(homedir(), '.local/share/okno/hq')),
    HQ_ADMIN_TOKEN: z.string().min(16).optional(),
    DATABASE_URL: z.string().optional(),
  })
  .parse(process.env)

mkdirSync(settings.HQ_DATA_DIR, { recursive: true, mode: 0o700 })
const database = settings.DATABASE_URL
  ? connectPostgres(settings.DATABASE_URL)
  : await openPGlite(join(settings.HQ_DATA_DIR, 'pglite'))
await migrate(database)

const app = await buildHq(
  {
    database,
    key: keyPairAt(join(settings.HQ_DATA_DIR, 'hq.key')),
    adminToken: settings.HQ_ADMIN_TOKEN ?? keptToken(join(settings.HQ_DATA_DIR, 'admin-token')),
    clock: Date.now,
    gateway: chooseGateway(process.env, settings.HQ_DATA_DIR),
  },
  { level: 'warn' },
)
console.log(`HQ ${await app.listen({ port: settings.HQ_PORT, host: settings.HQ_HOST })}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    // Requests under way are answered before the database closes.
    app
      .close()
      .then(() => database.close())
      .then(() => process.exit(0))
  })

function keptToken(file: string): string {
  if (!existsSync(file)) writeDurably(file, randomBytes(24).toString('base64url'), 0o600)
  return readFileSync(file, 'utf8')
}
