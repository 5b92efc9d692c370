/** A held file, or a part of it, to a computer of the branch that it came from. A content never changes under its name. */
import { createReadStream } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { rangeOf } from '../../domain/wire/files.ts'
import type { Hq } from '../hq.ts'
import { heldBytes } from '../store/files.ts'
import { type FilesPlace, isKept, keptFile } from './place.ts'

export async function giveFile(
  { database }: Pick<Hq, 'database'>,
  place: FilesPlace,
  { branch, sha256 }: { branch: string; sha256: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const bytes = await heldBytes(database, branch, sha256)
  if (bytes === null) return reply.code(404).send({ code: 'notHeld' })
  const path = keptFile(place, branch, sha256)
  // Nothing is forgotten for it: what comes back into the folder is given again.
  if (!(await isKept(place, branch, { sha256, bytes }))) return reply.code(404).send({ code: 'notHeld' })
  const range = rangeOf(request.headers.range, bytes)
  if (range === null) return reply.code(416).header('content-range', `bytes */${bytes}`).send({ code: 'noSuchPart' })
  const { from, to } = range
  if (request.headers.range !== undefined) reply.code(206).header('content-range', `bytes ${from}-${to}/${bytes}`)
  return reply
    .header('accept-ranges', 'bytes')
    .header('etag', `"${sha256}"`)
    .header('content-length', to - from + 1)
    .type('application/octet-stream')
    .send(createReadStream(path, { start: from, end: to }))
}
