/** What devices ask: heads, and to take runs. */
import type { FastifyInstance } from 'fastify'
import { headsRequest, PROTOCOL_VERSION, runRequest, VERSION_HEADER } from '../../domain/wire/exchange.ts'
import { admitRun } from '../admitRun.ts'
import { certifiedSender } from '../deviceRequest.ts'
import type { Hq } from '../hq.ts'
import { headsOf } from '../store/lines.ts'

export function exchangeRoutes(app: FastifyInstance, { database, key }: Hq): void {
  app.post('/v1/heads', async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    const body = headsRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    return { heads: await headsOf(database, sender.body.branch) }
  })

  app.post('/v1/runs', async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    if (request.headers[VERSION_HEADER] !== String(PROTOCOL_VERSION)) return reply.code(426).send({ code: 'version' })
    const body = runRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    // A device may hand over what another wrote, but only within its own branch.
    if (body.data.certificate.body.branch !== sender.body.branch) return reply.code(403).send({ code: 'otherBranch' })
    return admitRun(database, key, body.data)
  })
}
