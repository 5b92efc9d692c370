/**
 * Bodies squeezed for slow lines: requests of devices that say so, and answers to whoever takes them. A body that grows beyond
 * the limit is broken off while it grows.
 */
import { Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type Encoding, encodingFor, LONG, opener, SHORT, squeeze } from '../trust/squeeze.ts'

/** The answers that a branch waits for on its line; the others are small. */
const squeezedAnswers = new Set(['/v1/heads', '/v1/runs', '/v1/lines', '/v1/forms', '/v1/files/wanted'])

/** Puts all routes of the application behind it. The limit of a body is Fastify's own, over what comes out. */
export function takeSqueezed(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, reply, payload) => {
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding === 'identity') return payload
    if (encoding !== SHORT && encoding !== LONG) {
      // RFC 9110 §15.5.16: what would be taken.
      reply.header('accept-encoding', `${SHORT}, ${LONG}`)
      throw Object.assign(new Error('An encoding that nobody here knows'), { statusCode: 415 })
    }
    let length = 0
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        length += chunk.length
        done(null, chunk)
      },
    })
    const opened = opener(encoding)
    // By this Fastify compares with `content-length`.
    Object.defineProperty(opened, 'receivedEncodedLength', { get: () => length })
    opened.on('error', (error) => Object.assign(error, { statusCode: 400 }))
    payload.on('error', (error) => opened.destroy(error))
    payload.pipe(counted).pipe(opened)
    return opened
  })

  app.addHook('onSend', async (request, reply, payload) => {
    if (!squeezedAnswers.has(request.url) || typeof payload !== 'string') return payload
    const taken = takenBy(String(request.headers['accept-encoding'] ?? ''))
    const encoding = encodingFor(payload.length, (one) => taken.has(one))
    if (encoding === null) return payload
    reply.header('content-encoding', encoding).header('vary', 'accept-encoding').removeHeader('content-length')
    return squeeze(payload, encoding)
  })
}

/** RFC 9110 §12.5.3; a weight of nothing is a no. */
const takenBy = (accepted: string): Set<Encoding> =>
  new Set(
    accepted.split(',').flatMap((one) => {
      const [name, weight = ''] = one.split(';').map((part) => part.trim().toLowerCase())
      return (name === SHORT || name === LONG) && !/^q=0(\.0*)?$/.test(weight) ? [name] : []
    }),
  )
