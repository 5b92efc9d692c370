/** What a device lacks of its branch's lines: headquarters' own, and what other computers of the branch wrote. */
import type { FastifyInstance } from 'fastify'
import { acknowledge } from '../../domain/journal/acknowledgement.ts'
import { header } from '../../domain/journal/event.ts'
import type { RunRequest } from '../../domain/wire/exchange.ts'
import { type FeedAnswer, feedRequest } from '../../domain/wire/lines.ts'
import { certifiedSender } from '../deviceRequest.ts'
import type { Hq } from '../hq.ts'
import { refusalsOf } from '../store/lines.ts'
import { revocationOf } from '../store/revocations.ts'
import { runTowards } from '../store/runs.ts'

export function feedRoutes(app: FastifyInstance, { database, key }: Hq): void {
  app.post('/v1/lines', async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    // Whoever has the computer now is told nothing more; what it wrote is still taken in.
    if (await revocationOf(database, sender.body.device)) return reply.code(403).send({ code: 'revoked' })
    const body = feedRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    const { branch } = sender.body
    const run = await runTowards(database, branch, body.data)
    if (run === null) return { run: null, acknowledgement: null, refusals: [] } satisfies FeedAnswer
    const { line, last: hash } = run
    const [from, seq] = [placeIn(run, 0), placeIn(run, -1)]
    // Whoever takes it in knows with it that headquarters holds it, and sends it nowhere.
    const acknowledgement = acknowledge({ line, seq, hash, level: 'received' }, key.sign)
    const refusals = await refusalsOf(database, branch, line, from, seq)
    return { run, acknowledgement, refusals } satisfies FeedAnswer
  })
}

const placeIn = ({ events }: RunRequest, at: 0 | -1): number =>
  header.parse(JSON.parse(events.at(at)?.header ?? '')).seq
