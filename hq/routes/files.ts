/**
 * What devices ask about files of their branch's cases. Nobody learns of another branch's files, be it that he knows their
 * hash; whoever is sent away because others are at it keeps his file and comes again.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Certificate } from '../../domain/journal/certificate.ts'
import { FILES_PATH, fileHash, wantedRequest } from '../../domain/wire/files.ts'
import { certifiedFileSender, certifiedSender } from '../deviceRequest.ts'
import { giveFile } from '../files/giving.ts'
import { isThere } from '../files/place.ts'
import { openTaking } from '../files/taking.ts'
import { heldUntilEnd } from '../heldUntilEnd.ts'
import type { Hq } from '../hq.ts'
import { wantedOf } from '../store/files.ts'
import { revocationOf } from '../store/revocations.ts'

/** Contents cost the disk and the line, not the database: many at once, and cases never wait for them. */
const AT_ONCE = 64
const LATER_SECONDS = 10

type Named = FastifyRequest<{ Params: { sha256?: string } }>

export function fileRoutes(app: FastifyInstance, hq: Hq): void {
  const { database, key, files: place } = hq
  // An older headquarters, and one without a folder, know nothing of files.
  if (!place) return
  const taking = openTaking(hq, place)
  let inside = 0

  app.addContentTypeParser('application/offset+octet-stream', (_, __, done) => done(null))

  /** One of a few, from a device of which the signature fits. */
  const guarded =
    (work: (sender: Certificate, request: Named, reply: FastifyReply) => Promise<unknown>) =>
    async (request: Named, reply: FastifyReply) => {
      const sender = certifiedFileSender(request, key)
      if (!sender) return reply.code(401).send({ code: 'notCertified' })
      if (request.params.sha256 !== undefined && !fileHash.safeParse(request.params.sha256).success)
        return reply.code(404).send({ code: 'notHeld' })
      if (!(await isThere(place)))
        return reply.code(503).header('retry-after', String(LATER_SECONDS)).send({ code: 'unavailable' })
      if (inside >= (place.atOnce ?? AT_ONCE))
        return reply.code(503).header('retry-after', String(LATER_SECONDS)).send({ code: 'busy' })
      inside += 1
      if (!heldUntilEnd(request, reply, () => (inside -= 1))) return reply.hijack()
      return work(sender, request, reply)
    }

  app.post(`${FILES_PATH}/wanted`, async (request, reply) => {
    const sender = certifiedSender(request, key)
    if (!sender) return reply.code(401).send({ code: 'notCertified' })
    const body = wantedRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ code: 'malformed' })
    const { branch } = sender.body
    const { held, wanted } = await wantedOf(database, branch, body.data.files)
    // Of a folder that is away nothing is lost: nobody is asked to bring all of it anew.
    if (!(await isThere(place))) return { held, wanted }
    const lost = await Promise.all(held.map(async (sha256) => (await taking.lies(branch, sha256)) === null))
    return { held: held.filter((_, i) => !lost[i]), wanted: [...wanted, ...held.filter((_, i) => lost[i])] }
  })

  const byTus = guarded(async ({ body: { branch } }, request, reply) => {
    const { sha256 } = request.params
    if (sha256 !== undefined && request.method === 'HEAD') {
      await taking.settle(branch, sha256)
      const bytes = await taking.lies(branch, sha256)
      if (bytes !== null) return asWhole(reply, bytes)
    }
    reply.hijack()
    await taking.handle(branch, request.raw, reply.raw)
  })
  app.route({ method: 'POST', url: FILES_PATH, handler: byTus })
  app.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${FILES_PATH}/:sha256`, handler: byTus })

  app.route({
    method: 'GET',
    url: `${FILES_PATH}/:sha256`,
    exposeHeadRoute: false,
    handler: guarded(async ({ body: { branch, device } }, request, reply) => {
      // As with events: whoever has the computer now is given nothing more.
      if (await revocationOf(database, device)) return reply.code(403).send({ code: 'revoked' })
      return giveFile(hq, place, { branch, sha256: String(request.params.sha256) }, request, reply)
    }),
  })
}

/** As tus tells of an upload to which nothing is lacking. */
const asWhole = (reply: FastifyReply, bytes: number): FastifyReply =>
  reply
    .code(200)
    .headers({
      'tus-resumable': '1.0.0',
      'cache-control': 'no-store',
      'upload-offset': String(bytes),
      'upload-length': String(bytes),
    })
    .send()
