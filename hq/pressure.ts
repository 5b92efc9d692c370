/**
 * Back-pressure: so many requests are worked on at once, a few more wait a moment, all others are sent away at once with
 * a time to come back (RFC 6585 §4, `Retry-After` of RFC 9110 §10.2.3). Each who is sent away is given the next free place
 * in time, so that a whole country that comes back at once comes in turn instead of again and again.
 * Sent away is who comes to begin an exchange; who is in the middle of one is waited for, so that the work of his first
 * question is not lost. Who finds everything full is sent away before a byte of his body is read; a place is taken when the
 * body is there, so that a slow line, or somebody who says half a word and no more, keeps nobody out.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { heldUntilEnd } from './heldUntilEnd.ts'

export type Pressure = {
  /**
   * Resolves when it may begin, or at once with whole seconds to stay away. `leave` gives the place back, once however
   * often it is called; before its turn it leaves the queue, and `entry` stays without an answer.
   */
  enter(step: Step): { entry: Promise<Entry>; leave(): void }
  /** Whether whoever entered now would be sent away. */
  isFull(step: Step): boolean
  /** Whole seconds for one who is sent away: an appointment of his own. */
  sendAway(): number
  /** For the metrics: worked on, waiting, and sent away since the start. */
  read(): { inside: number; waiting: number; sentAway: number }
}
export type Step = 'begins' | 'goesOn'
export type Entry = { ok: true } | { ok: false; retryAfter: number }

export type PressureLimits = {
  /** Worked on at once: no more than there are connections to the database. */
  atOnce: number
  /** Held back for a moment, in the order they came: so many who begin an exchange find the queue when they are let into it. */
  waiting: number
  /** The same for who is in the middle of one. */
  waitingOn: number
  /** Nobody is told to stay away longer, in seconds. */
  longest: number
}
export const usualLimits: PressureLimits = { atOnce: 8, waiting: 24, waitingOn: 400, longest: 60 }

/** `now`: milliseconds, forward only. */
export function openPressure(limits: PressureLimits = usualLimits, now = () => performance.now()): Pressure {
  const queue: (() => void)[] = []
  let inside = 0
  let sentAway = 0
  /** Milliseconds from one that leaves to the next, smoothed; while all places are taken. */
  let between = 20
  let lastLeft: number | null = null
  /** The next place in time that nobody has been given yet. */
  let nextPlace = 0

  /** The next in the queue, if there is one, takes the place. */
  const free = () => {
    const at = now()
    if (lastLeft !== null && queue.length > 0) between += (Math.min(at - lastLeft, 1000) - between) / 16
    lastLeft = at
    const next = queue.shift()
    if (next) next()
    else inside -= 1
  }
  const sendAway = (): number => {
    sentAway += 1
    const at = now()
    nextPlace = Math.max(nextPlace, at) + between
    const seconds = Math.ceil((nextPlace - at) / 1000)
    // Beyond the longest everybody gets the same time; the spread of their own pauses parts them.
    if (seconds > limits.longest) nextPlace = at
    return Math.min(Math.max(1, seconds), limits.longest)
  }
  const roomFor = (step: Step) => (step === 'begins' ? limits.waiting : limits.waitingOn)

  return {
    enter(step) {
      let place: 'inside' | 'queue' | 'none' = 'none'
      const turn = Promise.withResolvers<Entry>()
      const begin = () => {
        place = 'inside'
        turn.resolve({ ok: true })
      }
      if (inside < limits.atOnce) {
        inside += 1
        begin()
      } else if (queue.length < roomFor(step)) {
        place = 'queue'
        queue.push(begin)
      } else turn.resolve({ ok: false, retryAfter: sendAway() })
      return {
        entry: turn.promise,
        leave() {
          const left = place
          place = 'none'
          if (left === 'inside') free()
          if (left === 'queue') queue.splice(queue.indexOf(begin), 1)
        },
      }
    },
    isFull: (step) => inside >= limits.atOnce && queue.length >= roomFor(step),
    sendAway,
    read: () => ({ inside, waiting: queue.length, sentAway }),
  }
}

/** What branches ask by the thousand when a network comes back. */
const steps = new Map<string, Step>([
  ['/v1/heads', 'begins'],
  ['/v1/runs', 'goesOn'],
  ['/v1/lines', 'goesOn'],
])
export const pressedRoutes: ReadonlySet<string> = new Set(steps.keys())

/** Puts these routes of the application under the pressure. `knows`: of anybody else no body is read. */
export function holdBack(
  app: FastifyInstance,
  pressure: Pressure,
  knows: (request: FastifyRequest) => boolean = () => true,
): void {
  const stepOf = ({ routeOptions }: FastifyRequest) => steps.get(routeOptions.url ?? '')
  const busy = { code: 'busy' }
  const leaving = new WeakMap<FastifyRequest, () => void>()
  app.addHook('onRequest', async (request, reply) => {
    const step = stepOf(request)
    if (!step) return
    // First: a stranger takes nobody's appointment.
    if (!knows(request)) return reply.code(401).send({ code: 'notCertified' })
    if (pressure.isFull(step)) return reply.code(429).header('retry-after', String(pressure.sendAway())).send(busy)
  })
  app.addHook('preHandler', async (request, reply) => {
    const step = stepOf(request)
    if (!step) return
    const { entry, leave } = pressure.enter(step)
    // Before it waits: who goes away in the queue must not keep a place that he never took.
    if (!heldUntilEnd(request, reply, leave)) return reply.hijack()
    leaving.set(request, leave)
    const answer = await entry
    if (!answer.ok) return reply.code(429).header('retry-after', String(answer.retryAfter)).send(busy)
  })
  // The work is done: how slowly the answer is read is no matter of places.
  app.addHook('onSend', async (request) => leaving.get(request)?.())
}
