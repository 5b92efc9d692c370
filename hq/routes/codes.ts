/** One-time codes for customers: asked for and given back by certified devices only. Bodies are never written to the log. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkRequest, codeRequest } from '../../domain/wire/codes.ts'
import { checkCode, sendCode } from '../codes.ts'
import { certifiedSender } from '../deviceRequest.ts'
import type { Hq } from '../hq.ts'
import { revocationOf } from '../store/revocations.ts'

export function codeRoutes(app: FastifyInstance, hq: Hq): void {
  app.post('/v1/codes', async (request, reply) => {
    const sender = certifiedSender(request, hq.key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    // Whoever has the computer now neither sends messages to customers nor confirms anything in their name.
    if (await revocationOf(hq.database, sender.body.device)) return reply.code(403).send({ code: 'revoked' })
    const body = codeRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    return sendCode(hq, sender, body.data)
  })

  app.post<{ Params: { request: string } }>('/v1/codes/:request/check', async (request, reply) => {
    const sender = certifiedSender(request, hq.key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    if (await revocationOf(hq.database, sender.body.device)) return reply.code(403).send({ code: 'revoked' })
    const id = z.uuid().safeParse(request.params.request)
    const body = checkRequest.safeParse(request.body)
    if (!id.success || !body.success) return reply.code(400).send({ code: 'malformed' })
    return checkCode(hq, sender, id.data, body.data.code)
  })
}
