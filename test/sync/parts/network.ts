/**
 * The line between a counter and headquarters, with everything that happens to requests in a village: lost, doubled,
 * late, out of order, cut short, answered by somebody else. Requests reach the real headquarters application; what is
 * invented here is only what no honest headquarters would say.
 */
import type { FastifyInstance } from 'fastify'
import type { Fetch } from '../../../electron/branch/courier/link.ts'
import type { KeyPair } from '../../../trust/keys.ts'
import { type Answer, type Bend, bend, invented, isLie } from './bends.ts'
import { digest } from './chance.ts'
import { type Fault, openTally, type Tally } from './faults.ts'
import type { World } from './world.ts'

export { type Bend, bends } from './bends.ts'

export type Fate = {
  /** Milliseconds until headquarters has the request; null: it never gets it. */
  there: number | null
  /** Milliseconds from there until the answer is back; null: it is lost. */
  back: number | null
  /** Milliseconds until a copy of the request arrives as well; 0: at the same moment. */
  copy: number | null
  bend: Bend | null
}
export const smooth: Fate = { there: 20, back: 20, copy: null, bend: null }

/** Decides what happens to the nth request (from 0) of an exchange. */
export type Trouble = (request: { path: string; nth: number }) => Fate

/** One exchange under way: the world goes on when the courier waits for the line or has come to its end. */
export type Gate = { waits(): void; after(act: () => void): Promise<void> }

export function openGate(): Gate {
  let resume = () => {}
  return {
    waits: () => resume(),
    after: (act) =>
      new Promise<void>((resolve) => {
        resume = resolve
        act()
      }),
  }
}

/** What `linkTo` waits before it gives up, in virtual time. */
const PATIENCE_MS = 120_000
/** A line that is down says so at once. */
const DOWN_MS = 5

export type Caller = {
  name: string
  /** Name of the computer for its address: headquarters counts enrolments of each. */
  computer: string
  alive: () => boolean
  gate: Gate
  trouble: Trouble
  /** Milliseconds for which the process stands still from now on. */
  stands?: () => number
}
/** `there`: requests are swallowed and nobody is told; `back`: they arrive, and the answers are swallowed. */
export type Way = 'both' | 'there' | 'back'
export type Network = {
  /** The `fetch` of one exchange. */
  fetchOf(caller: Caller): Fetch
  /** Cuts the line of one counter, or of all (null), for so many milliseconds. */
  cut(counter: string | null, ms: number, way?: Way): void
  isCut(counter: string, way: 'there' | 'back'): Way | null
  /** From now on nothing is troubled any more. */
  heal(): void
  healed(): boolean
}

/** What answers: the real application, or another instance of it after a while. */
export type Headquarters = {
  app: FastifyInstance
  key: KeyPair
  /** Milliseconds for which it stands still from now on. */
  stands?: () => number
}

export function openNetwork(
  world: World,
  hq: Headquarters,
  note: (line: string) => void,
  { strike }: Tally = openTally(),
): Network {
  const cuts: { who: string | null; way: Way; until: number }[] = []
  const earlier = new Map<string, string>()
  /** Per counter, in the order of sending: the request that was sent last of those that arrived. */
  const arrived = new Map<string, number>()
  let sentBefore = 0
  let healed = false

  const isCut = (name: string, way: 'there' | 'back'): Way | null =>
    (!healed &&
      cuts.find(
        (cut) =>
          (cut.who === null || cut.who === name) && cut.until > world.now() && (cut.way === 'both' || cut.way === way),
      )?.way) ||
    null

  async function deliver(computer: string, url: string, headers: Record<string, string>, payload: string) {
    const remoteAddress = `10.${[0, 2, 4].map((at) => Number.parseInt(digest(computer).slice(at, at + 2), 16)).join('.')}`
    const answer = await hq.app.inject({ method: 'POST', url, headers, payload, remoteAddress })
    return { status: answer.statusCode, body: answer.body, retryAfter: answer.headers['retry-after'] }
  }

  const cameInOrder = (name: string, sent: number) => {
    const last = arrived.get(name) ?? -1
    if (sent < last) strike('request overtaken by a later one')
    arrived.set(name, Math.max(last, sent))
  }

  const fetchOf = ({ name, computer, alive, gate, trouble, stands = () => 0 }: Caller): Fetch => {
    let nth = 0
    return (address, { headers, body }) => {
      const { pathname } = new URL(address)
      const mine = sentBefore++
      const fate = healed ? smooth : trouble({ path: pathname, nth: nth++ })
      const down = isCut(name, 'there')
      note(`${name} ${pathname}${down ? ` cut ${down}` : told(fate)}`)
      if (fate.bend && !down) strike(faultOf(fate.bend))
      return new Promise<Response>((resolve, reject) => {
        let over = false
        /** A process that stands still hears later; one that is gone, never. What comes second is not heard. */
        const wake = (act: () => void): unknown => {
          if (!alive() || over) return undefined
          const ms = healed ? 0 : stands()
          if (ms > 0) {
            strike('paused')
            return world.in(ms, () => wake(act))
          }
          over = true
          return gate.after(act)
        }
        const giveUp = (ms: number) => world.in(ms, () => wake(() => reject(new Error('no answer'))))
        gate.waits()
        if (down) {
          strike(down === 'both' ? 'cut both ways' : 'cut one way, requests')
          return giveUp(down === 'both' ? DOWN_MS : PATIENCE_MS)
        }
        const sent = fate.bend === 'cutRequest' ? body.slice(0, Math.floor(body.length / 2)) : body
        const post = () => deliver(computer, pathname, headers, sent)
        const arrive = async (): Promise<void> => {
          const ms = healed ? 0 : (hq.stands?.() ?? 0)
          if (ms > 0) {
            strike('headquarters paused')
            giveUp(PATIENCE_MS)
            return world.in(ms, arrive)
          }
          const { app } = hq
          let answer: Answer = { status: 200, body: '', retryAfter: undefined }
          if (fate.there !== null) {
            cameInOrder(name, mine)
            if (fate.copy === 0) strike('request doubled')
            const both = await Promise.all(fate.copy === 0 ? [post(), post()] : [post()])
            answer = { ...answer, ...both[0], retryAfter: undefined }
          }
          const before = earlier.get(name)
          const committed = answer.body.includes('"admitted"')
          if (committed) earlier.set(name, answer.body)
          const lost = (why: () => void) => {
            why()
            if (committed) strike('reply lost after commit')
            giveUp(PATIENCE_MS)
          }
          if ((fate.there ?? 0) >= PATIENCE_MS) return
          if (fate.back === null) return lost(() => strike('answer lost'))
          const bent = bend(fate.bend, pathname, body, answer, before, hq.key)
          const response = new Response(bent.body, {
            status: bent.status,
            headers: bent.retryAfter === undefined ? {} : { 'retry-after': bent.retryAfter },
          })
          world.in(fate.back, () => {
            if (isCut(name, 'back')) return lost(() => strike('cut one way, answers'))
            if (app !== hq.app) return lost(() => strike('headquarters replaced'))
            return wake(() => resolve(response))
          })
        }
        if (fate.copy !== null && fate.copy > 0)
          world.in((fate.there ?? 0) + fate.copy, () => {
            strike('request doubled')
            cameInOrder(name, mine)
            return post()
          })
        if (fate.there === null && !invented(fate.bend)) {
          strike('request lost')
          return giveUp(PATIENCE_MS)
        }
        // A request that comes later than anybody waits still comes, between those that were asked after it.
        if ((fate.there ?? 0) >= PATIENCE_MS) {
          strike('request delayed past patience')
          giveUp(PATIENCE_MS)
        }
        world.in(fate.there ?? 50, arrive)
      })
    }
  }
  return {
    fetchOf,
    isCut,
    cut: (who, ms, way = 'both') => void cuts.push({ who, way, until: world.now() + ms }),
    heal() {
      healed = true
    },
    healed: () => healed,
  }
}

const faultOf = (kind: Bend): Fault => {
  if (isLie(kind)) return `lie: ${kind}`
  if (kind === 'cutRequest') return 'request cut short'
  if (kind === 'cutAnswer') return 'answer cut short'
  return kind === 'busy' || kind === 'http500' ? 'busy' : 'answered by a stranger'
}

function told({ there, back, copy, bend: bent }: Fate): string {
  const words = [
    there === null ? 'request lost' : there >= PATIENCE_MS ? `arrives after ${there} ms` : null,
    there !== null && back === null ? 'answer lost' : null,
    copy === null ? null : `copy after ${copy} ms`,
    bent,
  ].filter((word) => word !== null)
  return words.length > 0 ? `: ${words.join(', ')}` : ''
}
