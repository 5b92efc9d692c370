/**
 * A real headquarters for tests: the real application over PGlite, or over a fresh database of the run's PostgreSQL
 * where one was started. Its clock is the test's.
 */
import { PGlite } from '@electric-sql/pglite'
import type { FastifyInstance } from 'fastify'
import { CERTIFICATE_HEADER, requestText, SIGNATURE_HEADER } from '../../domain/wire/exchange.ts'
import { PROTOCOL_VERSION, VERSION_HEADER } from '../../domain/wire/version.ts'
import { buildHq } from '../../hq/app.ts'
import type { Gateway } from '../../hq/gateway/gateway.ts'
import type { Hq } from '../../hq/hq.ts'
import { connectPostgres, type Database, migrate, onPGlite } from '../../hq/store/database.ts'
import { keyPair, newPrivateKey } from '../../trust/keys.ts'
import { primitives } from '../../trust/primitives.ts'
import type { Pen } from './pen.ts'
import { freshDatabase } from './postgres.ts'

export const ADMIN_TOKEN = 'a-token-for-tests-only'
export type TestHq = Hq & {
  app: FastifyInstance
  /** A device's signed request through the real routes. */
  ask(
    pen: Pen,
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>
  admin(method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; body: unknown }>
  /** A one-time code for a counter. */
  code(branch?: string, letter?: string, validHours?: number): Promise<string>
  close(): Promise<void>
}

/** A fresh PGlite as it lies on a disk: laying the next one from it takes a third of the time. */
let laid: Blob | undefined

async function freshPGlite(): Promise<PGlite> {
  if (laid) return PGlite.create({ loadDataDir: laid })
  const first = await PGlite.create()
  laid = await first.dumpDataDir('none')
  return first
}

/** `more`: what else it is to be told, such as its limits. */
export async function startHq(
  clock: () => number = Date.now,
  gateway: Gateway | null = null,
  more: Partial<Hq> = {},
): Promise<TestHq> {
  const postgres = await freshDatabase()
  return startHqOn(postgres ? connectPostgres(postgres) : onPGlite(await freshPGlite()), clock, gateway, more)
}

/** The same over a database of the test's own; closed with it. */
export async function startHqOn(
  database: Database,
  clock: () => number,
  gateway: Gateway | null = null,
  more: Partial<Hq> = {},
): Promise<TestHq> {
  await migrate(database)
  const hq: Hq = { database, key: keyPair(newPrivateKey()), adminToken: ADMIN_TOKEN, clock, gateway, ...more }
  const app = await buildHq(hq)
  const admin: TestHq['admin'] = async (method, url, payload) => {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    ...hq,
    app,
    admin,
    async ask(pen, url, body, headers = {}) {
      const payload = JSON.stringify(body)
      const answer = await app.inject({
        method: 'POST',
        url,
        payload,
        headers: {
          'content-type': 'application/json',
          [VERSION_HEADER]: String(PROTOCOL_VERSION),
          [CERTIFICATE_HEADER]: Buffer.from(JSON.stringify(pen.certificate)).toString('base64url'),
          [SIGNATURE_HEADER]: pen.key.sign(requestText('POST', url, primitives.sha256(payload))),
          ...headers,
        },
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    async code(branch = '0712', letter = 'A', validHours = 24) {
      const { body } = await admin('POST', '/v1/admin/enrolment-codes', { branch, letter, validHours })
      return (body as { code: string }).code
    },
    async close() {
      await app.close()
      await database.close()
    },
  }
}
