/** What devices ask: heads, and to take runs. */
import type { FastifyInstance } from 'fastify'
import { type Acknowledgement, acknowledge } from '../../domain/journal/acknowledgement.ts'
import { type Heads, type HeadsAnswer, headsRequest, runRequest } from '../../domain/wire/exchange.ts'
import { admitRun } from '../admitRun.ts'
import { certifiedSender } from '../deviceRequest.ts'
import type { Hq } from '../hq.ts'
import { isOnIndependentMedia } from '../media.ts'
import { takeBack } from '../revoke.ts'
import { headsOf, lackingOf } from '../store/lines.ts'
import { revocationsOf } from '../store/revocations.ts'
import { forksOf } from '../store/runs.ts'

export function exchangeRoutes(app: FastifyInstance, hq: Hq): void {
  const { database, key } = hq
  app.post('/v1/heads', async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    const body = headsRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    const { branch } = sender.body
    await takeBack(hq, branch, body.data.revocations ?? [])
    const answer: HeadsAnswer = { heads: await headsOf(database, branch) }
    // A program of version 1 takes no member that it does not know.
    if (request.protocolVersion === 1) return answer
    const forks = await forksOf(database, branch)
    return {
      ...answer,
      safe: await safeOf(hq, branch, answer.heads, forks),
      revocations: await revocationsOf(database, branch),
      ...(Object.keys(forks).length > 0 && { forks }),
    }
  })

  app.post('/v1/runs', async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    const body = runRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    // A device may hand over what another wrote, but only within its own branch.
    if (body.data.certificate.body.branch !== sender.body.branch) return reply.code(403).send({ code: 'otherBranch' })
    return admitRun(hq, body.data, ({ name, message, stack }) =>
      request.log.error({ name, message, stack }, 'a run that the database cannot hold'),
    )
  })
}

/**
 * What was *received* when it was acknowledged may have become *safe* since, on every end of a forked line. Asked after the
 * ends were read: only what was committed by then is spoken for, and nothing behind a payload that is not here.
 */
async function safeOf(
  { database, key, media = 'standby' }: Hq,
  branch: string,
  heads: Heads,
  forks: NonNullable<HeadsAnswer['forks']>,
): Promise<Acknowledgement[]> {
  if (Object.keys(heads).length === 0) return []
  const lacking = await lackingOf(database, branch)
  if (!(await isOnIndependentMedia(database, media))) return []
  return Object.entries(heads).flatMap(([line, head]) =>
    [head, ...(forks[line] ?? [])]
      .filter(({ seq }) => seq < (lacking.get(line) ?? Number.POSITIVE_INFINITY))
      .map((end) => acknowledge({ line, ...end, level: 'safe' }, key.sign)),
  )
}
