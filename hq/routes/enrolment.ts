/** Enrolment: an administrator makes a one-time code, a device exchanges it for a certificate. */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { certificateBody, certify } from '../../domain/journal/certificate.ts'
import { keyFingerprint, readCode, writeCode } from '../../domain/wire/enrolmentCode.ts'
import { type EnrolAnswer, enrolRequest } from '../../domain/wire/exchange.ts'
import { primitives } from '../../trust/primitives.ts'
import { isAdmin } from '../admin.ts'
import type { Hq } from '../hq.ts'
import { tellNewcomer } from '../office/say.ts'
import { addCode, addDevice, certificateOf, holdDevice, lockCode } from '../store/devices.ts'

const codeRequest = certificateBody.pick({ branch: true, letter: true }).extend({ validHours: z.int().min(1).max(720) })

const secretHash = (secret: string) => primitives.sha256(`okno-enrolment-1\n${secret}`)

export function enrolmentRoutes(app: FastifyInstance, hq: Hq): void {
  app.post('/v1/admin/enrolment-codes', async (request, reply) => {
    if (!isAdmin(request, hq)) return reply.code(401).send({ code: 'notAdmin' })
    const body = codeRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    const { branch, letter, validHours } = body.data
    const code = writeCode(randomBytes(8).toString('hex'), keyFingerprint(primitives.sha256, hq.key.publicKey))
    const expiresAt = new Date(hq.clock() + validHours * 3_600_000).toISOString()
    await addCode(hq.database, secretHash(readCode(code)?.secret ?? ''), branch, letter, expiresAt)
    return { code, expiresAt }
  })

  // Codes have 50 random bits; the limit is against a flood, not against luck.
  app.post('/v1/enrol', { config: { rateLimit: { max: 20, timeWindow: 60_000 } } }, async (request, reply) => {
    const body = enrolRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    return enrol(hq, body.data)
  })
}

async function enrol(hq: Hq, request: z.infer<typeof enrolRequest>): Promise<EnrolAnswer> {
  const refuse = (refusal: 'unknownCode' | 'usedCode' | 'expiredCode' | 'otherKey'): EnrolAnswer => ({
    ok: false,
    refusal,
  })
  const code = readCode(request.code)
  if (!code) return refuse('unknownCode')
  const hash = secretHash(code.secret)
  const now = new Date(hq.clock()).toISOString()
  return hq.database.transaction(async (sql) => {
    const row = await lockCode(sql, hash, now)
    if (!row) return refuse('unknownCode')
    // Whoever typed it at the wrong branch can still use it at the right one.
    if (request.branch !== undefined && request.branch !== row.branch)
      return { ok: false, refusal: 'otherBranch', branch: row.branch }
    if (row.used_by !== null) {
      // The answer to the first try may have been lost: the same device with the same key hears it again.
      const known = row.used_by === request.device ? await certificateOf(sql, request.device) : null
      if (known?.body.publicKey !== request.publicKey) return refuse('usedCode')
      return { ok: true, certificate: known, hqKey: hq.key.publicKey }
    }
    if (row.expired) return refuse('expiredCode')
    // Its lines are believed by its key: whoever comes with another one under a known name is not that device.
    await holdDevice(sql, request.device)
    const before = await certificateOf(sql, request.device)
    // Headquarters' own key is the mark of what headquarters writes.
    if (request.publicKey === hq.key.publicKey) return refuse('otherKey')
    if (before && before.body.publicKey !== request.publicKey) return refuse('otherKey')
    const certificate = certify(
      {
        v: 1,
        device: request.device,
        branch: row.branch,
        letter: row.letter,
        publicKey: request.publicKey,
        issuedAt: now,
      },
      hq.key.sign,
    )
    await addDevice(sql, hash, certificate)
    await tellNewcomer(sql, hq, row.branch)
    return { ok: true, certificate, hqKey: hq.key.publicKey }
  })
}
