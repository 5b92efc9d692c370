/**
 * How a request or its answer is spoilt on the way, and what is told that headquarters never said. Only what no honest
 * headquarters would say is invented here; the rest comes from the real one.
 */
import { acknowledge } from '../../../domain/journal/acknowledgement.ts'
import { type RunRequest, runRequest } from '../../../domain/wire/exchange.ts'
import type { KeyPair } from '../../../trust/keys.ts'
import { digest } from './chance.ts'
import { seededKey } from './keys.ts'

/** Well-formed answers to a run that headquarters did not give. */
export const lies = ['otherKey', 'otherHash', 'earlierAnswer', 'expectsNothing', 'refuses'] as const
export const bends = ['cutRequest', 'cutAnswer', 'http500', 'busy', 'html', 'wrongJson', 'empty', ...lies] as const
export type Lie = (typeof lies)[number]
export type Bend = (typeof bends)[number]

export type Answer = { status: number; body: string; retryAfter: string | undefined }

export const isLie = (kind: Bend): kind is Lie => (lies as readonly string[]).includes(kind)

/** Answers that need no headquarters behind them. */
export const invented = (kind: Bend | null) => kind !== null && kind !== 'cutRequest' && kind !== 'cutAnswer'

/** What the asker hears instead of `answer`. */
export function bend(
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
