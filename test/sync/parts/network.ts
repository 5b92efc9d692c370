/**
 * The line between a counter and headquarters, with everything that happens to requests in a village: lost, doubled,
 * late, out of order, cut short, answered by somebody else. Requests reach the real headquarters application; what is
 * invented here is only what no honest headquarters would say.
 */
import type { FastifyInstance } from 'fastify'
import { acknowledge } from '../../../domain/journal/acknowledgement.ts'
import { type RunRequest, runRequest } from '../../../domain/wire/exchange.ts'
import type { Fetch } from '../../../electron/branch/courier/link.ts'
import type { KeyPair } from '../../../trust/keys.ts'
import { digest } from './chance.ts'
import { seededKey } from './keys.ts'
import type { World } from './world.ts'

/** Well-formed answers to a run that headquarters did not give. */
export const lies = ['otherKey', 'otherHash', 'earlierAnswer', 'expectsNothing', 'refuses'] as const
/** How a request or its answer is spoilt on the way. */
export const bends = ['cutRequest', 'cutAnswer', 'http500', 'busy', 'html', 'wrongJson', 'empty', ...lies] as const
type Lie = (typeof lies)[number]
export type Bend = (typeof bends)[number]

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

type Caller = {
  name: string
  /** Name of the computer for its address: headquarters counts enrolments of each. */
  computer: string
  alive: () => boolean
  gate: Gate
  trouble: Trouble
}
export type Network = {
  /** The `fetch` of one exchange. */
  fetchOf(caller: Caller): Fetch
  /** Cuts the line of one counter, or of all (null), for so many milliseconds. */
  cut(counter: string | null, ms: number): void
  /** From now on nothing is troubled any more. */
  heal(): void
}

export type Headquarters = { app: FastifyInstance; key: KeyPair }

export function openNetwork(world: World, hq: Headquarters, note: (line: string) => void): Network {
  const cutUntil = new Map<string | null, number>()
  const earlier = new Map<string, string>()
  let healed = false

  async function deliver(computer: string, url: string, headers: Record<string, string>, payload: string) {
    const remoteAddress = `10.${[0, 2, 4].map((at) => Number.parseInt(digest(computer).slice(at, at + 2), 16)).join('.')}`
    const answer = await hq.app.inject({ method: 'POST', url, headers, payload, remoteAddress })
    return { status: answer.statusCode, body: answer.body, retryAfter: answer.headers['retry-after'] }
  }

  const fetchOf = ({ name, computer, alive, gate, trouble }: Caller): Fetch => {
    let nth = 0
    return (address, { headers, body }) => {
      const { pathname } = new URL(address)
      const fate = healed ? smooth : trouble({ path: pathname, nth: nth++ })
      const isCut = [name, null].some((key) => (cutUntil.get(key) ?? 0) > world.now())
      note(`${name} ${pathname}${isCut && !healed ? ' cut' : told(fate)}`)
      return new Promise<Response>((resolve, reject) => {
        const wake = (act: () => void) => (alive() ? gate.after(act) : undefined)
        const giveUp = (ms: number) => world.in(ms, () => wake(() => reject(new Error('no answer'))))
        gate.waits()
        if (isCut && !healed) return giveUp(5)
        const sent = fate.bend === 'cutRequest' ? body.slice(0, Math.floor(body.length / 2)) : body
        const post = () => deliver(computer, pathname, headers, sent)
        if (fate.copy !== null && fate.copy > 0) world.in((fate.there ?? 0) + fate.copy, post)
        if (fate.there === null && !invented(fate.bend)) return giveUp(PATIENCE_MS)
        // A request that comes later than anybody waits still comes, between those that were asked after it.
        if ((fate.there ?? 0) >= PATIENCE_MS) giveUp(PATIENCE_MS)
        world.in(fate.there ?? 50, async () => {
          let answer = { status: 200, body: '', retryAfter: undefined as string | undefined }
          if (fate.there !== null) {
            const both = await Promise.all(fate.copy === 0 ? [post(), post()] : [post()])
            answer = { ...answer, ...both[0], retryAfter: undefined }
          }
          const before = earlier.get(name)
          if (answer.body.includes('"admitted"')) earlier.set(name, answer.body)
          if ((fate.there ?? 0) >= PATIENCE_MS) return
          if (fate.back === null) return giveUp(PATIENCE_MS)
          const bent = bend(fate.bend, pathname, body, answer, before, hq.key)
          const response = new Response(bent.body, {
            status: bent.status,
            ...(bent.retryAfter !== undefined && { headers: { 'retry-after': bent.retryAfter } }),
          })
          world.in(fate.back, () => wake(() => resolve(response)))
        })
      })
    }
  }
  return {
    fetchOf,
    cut: (counter, ms) => cutUntil.set(counter, world.now() + ms),
    heal() {
      healed = true
    },
  }
}

/** Answers that need no headquarters behind them. */
const invented = (bend: Bend | null) => bend !== null && bend !== 'cutRequest' && bend !== 'cutAnswer'

type Answer = { status: number; body: string; retryAfter: string | undefined }

function bend(
  kind: Bend | null,
  path: string,
  question: string,
  answer: Answer,
  earlierAnswer: string | undefined,
  key: KeyPair,
): Answer {
  const said = (body: unknown, status = 200): Answer => ({ ...answer, status, body: JSON.stringify(body) })
  switch (kind) {
    case null:
    case 'cutRequest':
      return answer
    case 'cutAnswer':
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }
    case 'http500':
      return said({ code: 'unavailable' }, 500)
    case 'busy':
      return { ...said({ code: 'unavailable' }, 503), retryAfter: '5' }
    case 'html':
      return { ...answer, status: 200, body: '<html><body>Кіру үшін төлеңіз</body></html>' }
    case 'wrongJson':
      return said({ ok: true, heads: [], verdict: 'admitted' })
    case 'empty':
      return { ...answer, body: '' }
    default:
      return path === '/v1/runs'
        ? lie(kind, runRequest.parse(JSON.parse(question)), answer, earlierAnswer, key)
        : answer
  }
}

function lie(kind: Lie, run: RunRequest, answer: Answer, earlierAnswer: string | undefined, key: KeyPair): Answer {
  const said = (body: unknown): Answer => ({ ...answer, status: 200, body: JSON.stringify(body) })
  const seq = seqOf(run.events.at(-1)?.header)
  const claim = { line: run.line, seq, hash: run.last, level: 'received' as const }
  const admitted = (body: typeof claim, by: KeyPair) =>
    said({ verdict: 'admitted', acknowledgement: acknowledge(body, by.sign), fork: false, refusals: [] })
  switch (kind) {
    case 'otherKey':
      return admitted(claim, seededKey('somebody else'))
    case 'otherHash':
      return admitted({ ...claim, hash: digest(run.last) }, key)
    case 'earlierAnswer':
      return earlierAnswer === undefined ? said({}) : { ...answer, status: 200, body: earlierAnswer }
    case 'expectsNothing':
      return said({ verdict: 'expected', head: null })
    case 'refuses':
      return said({ verdict: 'refused', reason: 'chain', seq: null })
    default:
      return kind satisfies never
  }
}

const seqOf = (header: string | undefined) => (JSON.parse(header ?? '{}') as { seq: number }).seq

function told({ there, back, copy, bend: bent }: Fate): string {
  const words = [
    there === null ? 'request lost' : there >= PATIENCE_MS ? `arrives after ${there} ms` : null,
    there !== null && back === null ? 'answer lost' : null,
    copy === null ? null : `copy after ${copy} ms`,
    bent,
  ].filter((word) => word !== null)
  return words.length > 0 ? `: ${words.join(', ')}` : ''
}
