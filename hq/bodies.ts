/**
 * Bodies in memory: those that are coming in, those that wait for a place and those that are worked on. Together they never
 * take more than a bound; whose body would, is told to come again, and what came of it is dropped. A body that comes slowly takes
 * what has come of it and nothing else.
 */
import { type Readable, Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { heldUntilEnd } from './heldUntilEnd.ts'

/** Of devices that hand over or fetch: four of the longest, or some hundreds of full runs. */
export const BODIES_BYTES = 128 * 1024 * 1024
/** Of everybody else, strangers too: apart, so that they leave the devices their room. */
export const OTHER_BODIES_BYTES = 32 * 1024 * 1024

type Bound = {
  most: number
  /** By the pattern of a route, '' for none: whether its bodies are counted. */
  counts: (route: string) => boolean
  /** Whole seconds to stay away. */
  sendAway: () => number
}

/** Behind whatever opens squeezed bodies: they count as long as they are then. */
export function boundBodies(app: FastifyInstance, { most, counts, sendAway }: Bound): void {
  let held = 0
  app.addHook('preParsing', async (request, reply, payload) => {
    if (request.method === 'GET' || !counts(request.routeOptions.url ?? '')) return payload
    let own = 0
    let isOver = false
    const busy = () => {
      // Nobody reads the rest of it.
      reply.header('retry-after', String(sendAway())).header('connection', 'close')
      return Object.assign(new Error('More bodies than there is room for'), { statusCode: 429 })
    }
    if (held >= most) throw busy()
    heldUntilEnd(request, reply, () => {
      held -= own
      own = 0
      isOver = true
    })
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        if (isOver) return done()
        if (held + chunk.length > most) return done(busy())
        held += chunk.length
        own += chunk.length
        done(null, chunk)
      },
    })
    return through(payload as Readable, counted)
  })
}

/** As Fastify reads it: by `receivedEncodedLength` it compares with `content-length`. */
function through(payload: Readable, counted: Transform): Transform {
  Object.defineProperty(counted, 'receivedEncodedLength', { get: () => Reflect.get(payload, 'receivedEncodedLength') })
  payload.on('error', (error) => counted.destroy(error))
  payload.pipe(counted)
  return counted
}
